package io.aemp.boot.handler;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.boot.conversion.ElementWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Sends the results of methods. They travel as elements, to a port of this node too.
 */
final class Replies {

	private final Node node;

	Replies(Node node) {
		this.node = node;
	}

	/**
	 * Sends a result from the port that produced it. If the result is a stage, it is sent
	 * when the stage completes; a stage that fails kills the port, even without a
	 * receiver.
	 * @param result what the method returned
	 * @param writer writes it as an element; for a message, each of its elements
	 * @param replyTo the ID of the receiving port, {@code null} to send nothing
	 * @param self the port of the method
	 */
	void send(@Nullable Object result, ElementWriter writer, @Nullable String replyTo, Port self) {
		if (result instanceof CompletionStage<?> stage) {
			stage.whenComplete((value, failure) -> self.runInContext(() -> {
				if (failure != null) {
					ReflectionUtils.rethrowRuntimeException(unwrap(failure));
				}
				sendNow(value, writer, replyTo);
			}));
		}
		else {
			sendNow(result, writer, replyTo);
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	private void sendNow(@Nullable Object result, ElementWriter writer, @Nullable String replyTo) {
		if (replyTo != null) {
			Message message = (result instanceof Message whole) ? whole : Message.of(new @Nullable Object[] { result });
			this.node.send(replyTo, Message.of(message.toList().stream().map(writer::write).toArray()));
		}
	}

}

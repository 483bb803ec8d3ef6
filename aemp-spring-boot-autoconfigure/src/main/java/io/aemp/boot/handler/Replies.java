package io.aemp.boot.handler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.boot.conversion.RecordConverter;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Sends the results of methods. A port of this node gets the objects as they are. A port
 * of another node gets records as maps, enums as their names, and collections as lists;
 * with strict local sends, a port of this node too.
 */
final class Replies {

	private final Node node;

	private final RecordConverter records;

	private final boolean strict;

	Replies(Node node, RecordConverter records, boolean strict) {
		this.node = node;
		this.records = records;
		this.strict = strict;
	}

	/**
	 * Sends a result from the port that produced it. If the result is a stage, it is sent
	 * when the stage completes; a stage that fails kills the port, even without a
	 * receiver.
	 * @param result what the method returned
	 * @param replyTo the ID of the receiving port, {@code null} to send nothing
	 * @param self the port of the method
	 */
	void send(@Nullable Object result, @Nullable String replyTo, Port self) {
		if (result instanceof CompletionStage<?> stage) {
			stage.whenComplete((value, failure) -> self.runInContext(() -> {
				if (failure != null) {
					ReflectionUtils.rethrowRuntimeException(unwrap(failure));
				}
				sendNow(value, replyTo);
			}));
		}
		else {
			sendNow(result, replyTo);
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	private void sendNow(@Nullable Object result, @Nullable String replyTo) {
		if (replyTo == null) {
			return;
		}
		Message message = (result instanceof Message whole) ? whole : Message.of(new @Nullable Object[] { result });
		boolean asItIs = !this.strict && this.node.isLocal(replyTo);
		this.node.send(replyTo, asItIs ? message : sendable(message));
	}

	private Message sendable(Message message) {
		return Message.of(message.toList().stream().map(this::sendable).toArray());
	}

	private @Nullable Object sendable(@Nullable Object value) {
		if (value instanceof Record item) {
			return sendable(this.records.toMap(item));
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(String.valueOf(key), sendable(element)));
			return copy;
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> copy = new ArrayList<>(collection.size());
			collection.forEach((element) -> copy.add(sendable(element)));
			return copy;
		}
		if (ObjectUtils.isArray(value) && !(value instanceof byte[])) {
			return sendable(Arrays.asList(ObjectUtils.toObjectArray(value)));
		}
		if (value instanceof Optional<?> optional) {
			return sendable(optional.orElse(null));
		}
		return (value instanceof Enum<?> constant) ? constant.name() : value;
	}

}

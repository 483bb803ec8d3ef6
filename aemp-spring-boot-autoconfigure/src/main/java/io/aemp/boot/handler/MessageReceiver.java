package io.aemp.boot.handler;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Receiver;
import io.aemp.annotation.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Receives the messages of one port: runs the interceptors and the method, and answers.
 */
final class MessageReceiver {

	private final Port port;

	private final Class<?> beanType;

	private final Supplier<Object> bean;

	private final BeanMethods methods;

	private final Node node;

	private final Failure mode;

	/** The own methods of the bean first; each with what supplies its bean. */
	private final Map<ExceptionHandlers, Supplier<Object>> exceptionHandlers;

	private final UnfinishedAnswers unfinished;

	MessageReceiver(Port port, Class<?> beanType, Supplier<Object> bean, BeanMethods methods, Failure mode,
			Map<ExceptionHandlers, Supplier<Object>> exceptionHandlers, UnfinishedAnswers unfinished) {
		this.port = port;
		this.beanType = beanType;
		this.bean = bean;
		this.methods = methods;
		this.node = methods.node();
		this.mode = mode;
		this.exceptionHandlers = exceptionHandlers;
		this.unfinished = unfinished;
	}

	/** A receiver that calls a method. */
	Receiver of(BeanMethod method) {
		return (message) -> {
			ReceivedMessage received = new ReceivedMessage(this.port, this.beanType, method.method(), message,
					this.node.sourceNode());
			Reply reply = method.replyRule().find(message);
			try {
				Object result = intercept(received, () -> method.call(this.bean.get(), received, reply));
				answer(received, reply, method, result);
			}
			catch (Exception ex) {
				failed(received, reply, ex);
			}
		};
	}

	/** A receiver that refuses messages. */
	Receiver ofUnknownTags() {
		return (message) -> {
			ReceivedMessage received = new ReceivedMessage(this.port, this.beanType, null, message,
					this.node.sourceNode());
			try {
				intercept(received, () -> {
					throw new MessageBindingException(
							"No method of " + this.beanType.getSimpleName() + " receives the tag", message.toString());
				});
			}
			catch (Exception ex) {
				failed(received, replyOfUnknown(received), ex);
			}
		};
	}

	/**
	 * The reply port of a message that no method receives: its last element, if that has
	 * the form of the ID of a port of the sender.
	 */
	private static Reply replyOfUnknown(ReceivedMessage received) {
		Message message = received.elements();
		int last = message.size() - 1;
		boolean found = last > 0 && PortIds.isPortId(message.get(last))
				&& PortIds.nodeOf(message.text(last)).equals(received.sourceNode());
		return found ? new Reply(message.text(last), true, message) : Reply.none(message);
	}

	/**
	 * The port that is told of a failure: a reply port beyond doubt, or one that the
	 * caller has marked as such.
	 */
	private @Nullable String told(ReceivedMessage received, Reply reply) {
		if (reply.port() != null && reply.certain()) {
			return reply.port();
		}
		Message message = received.elements();
		Object last = message.isEmpty() ? null : message.get(message.size() - 1);
		return (PortIds.isPortId(last) && this.node.isReplyPort(message.text(message.size() - 1)))
				? message.text(message.size() - 1) : null;
	}

	private @Nullable Object intercept(ReceivedMessage received, MessageInterceptor.Handler method) throws Exception {
		MessageInterceptor.Handler handler = method;
		List<MessageInterceptor> interceptors = this.methods.extensions().interceptors();
		for (int i = interceptors.size() - 1; i >= 0; i--) {
			MessageInterceptor interceptor = interceptors.get(i);
			MessageInterceptor.Handler next = handler;
			handler = () -> interceptor.intercept(received, next);
		}
		return handler.handle();
	}

	private void answer(ReceivedMessage received, Reply reply, BeanMethod method, @Nullable Object result) {
		CompletionStage<?> stage = this.methods.asyncResults().stage(result);
		if (stage == null) {
			send(reply, method, result);
			return;
		}
		stage.whenComplete((value, failure) -> this.port.callInContext(() -> {
			this.unfinished.end();
			completed(received, reply, method, value, failure);
			return true;
		}));
		this.unfinished.begin();
	}

	private void completed(ReceivedMessage received, Reply reply, BeanMethod method, @Nullable Object value,
			@Nullable Throwable failure) throws Exception {
		try {
			if (failure != null) {
				ReflectionUtils.rethrowException(unwrap(failure));
			}
			send(reply, method, value);
		}
		catch (Exception ex) {
			failed(received, reply, ex);
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	private void send(Reply reply, BeanMethod method, @Nullable Object result) {
		if (reply.port() == null) {
			return;
		}
		try {
			Message message = method.answer().of(result);
			if (message != null) {
				this.node.send(reply.port(), message);
			}
		}
		catch (Exception ex) {
			throw new ResultException(method.toString(), ex);
		}
	}

	private void failed(ReceivedMessage received, Reply reply, Exception failure) {
		try {
			if (!handled(received, reply, failure)) {
				fail(received, reply, failure);
			}
		}
		catch (Exception ex) {
			fail(received, reply, ex);
		}
	}

	/** Whether a method of the application has turned the failure into an answer. */
	private boolean handled(ReceivedMessage received, Reply reply, Exception failure) throws Exception {
		for (Map.Entry<ExceptionHandlers, Supplier<Object>> entry : this.exceptionHandlers.entrySet()) {
			Message answer = entry.getKey().handle(entry.getValue(), received, failure);
			if (answer != null) {
				String told = told(received, reply);
				if (told != null) {
					this.node.send(told, answer);
				}
				return true;
			}
		}
		return false;
	}

	private void fail(ReceivedMessage received, Reply reply, Exception failure) {
		if (this.mode == Failure.ANSWER) {
			this.methods.failures().failed(received, told(received, reply), failure);
		}
		else {
			this.methods.failures().fatal(received, failure);
		}
	}

}

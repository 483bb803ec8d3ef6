package io.aemp.boot.handler;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
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

	private final ServedStreams streams;

	/** The first one is the outermost. */
	private final List<MessageInterceptor> interceptors;

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
		this.streams = new ServedStreams(port, methods, unfinished);
		this.interceptors = methods.extensions().interceptors();
	}

	/** A receiver that calls a method. */
	Receiver of(BeanMethod method, HandlerWatch.Watched watched) {
		return receiver(method, watched, false);
	}

	/** A receiver that calls a method, and answers with a stream. */
	Receiver ofStream(BeanMethod method, HandlerWatch.Watched watched) {
		return receiver(method, watched, true);
	}

	private Receiver receiver(BeanMethod method, HandlerWatch.Watched watched, boolean stream) {
		ReplyRule rule = method.replyRule();
		return watched.around((message) -> handle(new Request(this.port, this.beanType, method, message,
				this.node.sourceNode(), rule.find(message), stream), watched));
	}

	/**
	 * A receiver that refuses messages. An interceptor may answer them.
	 */
	Receiver ofUnknownTags(HandlerWatch.Watched watched) {
		return watched.around((message) -> {
			String sourceNode = this.node.sourceNode();
			handle(new Request(this.port, this.beanType, null, message, sourceNode,
					ReplyRule.findUnknown(message, sourceNode), false), watched);
		});
	}

	private void handle(Request request, HandlerWatch.Watched watched) {
		try {
			answer(request, intercept(request), watched);
		}
		catch (Exception ex) {
			failed(request, ex, watched);
		}
	}

	private @Nullable Object intercept(Request request) throws Exception {
		if (this.interceptors.isEmpty()) {
			return call(request);
		}
		MessageInterceptor.Handler handler = () -> call(request);
		for (int i = this.interceptors.size() - 1; i >= 0; i--) {
			MessageInterceptor interceptor = this.interceptors.get(i);
			MessageInterceptor.Handler next = handler;
			handler = () -> interceptor.intercept(request.received(), next);
		}
		return handler.handle();
	}

	private @Nullable Object call(Request request) throws Exception {
		BeanMethod method = request.method();
		if (method == null) {
			throw new MessageBindingException("No method of " + this.beanType.getSimpleName() + " receives the tag",
					request.message().toString());
		}
		return method.call(this.bean.get(), request);
	}

	private void answer(Request request, @Nullable Object result, HandlerWatch.Watched watched) {
		if (request.asksForStream()) {
			stream(request, result, watched);
			return;
		}
		CompletionStage<?> stage = this.methods.asyncResults().stage(result);
		if (stage == null) {
			send(request, result);
			return;
		}
		stage.whenComplete((value, failure) -> this.port.callInContext(() -> {
			this.unfinished.end();
			completed(request, value, failure, watched);
			return true;
		}));
		this.unfinished.begin();
	}

	private void stream(Request request, @Nullable Object result, HandlerWatch.Watched watched) {
		String replyPort = request.replyPort();
		if (replyPort != null) {
			this.streams.open(request, replyPort, result, (failure, asker) -> this.port.runInContext(() -> {
				watched.failed(failure);
				fail(request, failure, asker);
			}));
		}
	}

	private void completed(Request request, @Nullable Object value, @Nullable Throwable failure,
			HandlerWatch.Watched watched) {
		try {
			if (failure != null) {
				ReflectionUtils.rethrowException(unwrap(failure));
			}
			send(request, value);
		}
		catch (Exception ex) {
			failed(request, ex, watched);
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	private void send(Request request, @Nullable Object result) {
		String replyPort = request.replyPort();
		if (replyPort == null) {
			return;
		}
		try {
			Message message = answer(request).of(result);
			if (message != null) {
				this.node.send(replyPort, message);
			}
		}
		catch (Exception ex) {
			throw new ResultException(request.received().name(), ex);
		}
	}

	private Answer answer(Request request) {
		BeanMethod method = request.method();
		return (method != null) ? method.answer() : this.methods.answerOfAnyType();
	}

	private void failed(Request request, Exception failure, HandlerWatch.Watched watched) {
		watched.failed(failure);
		try {
			// what such a method returns is one answer, and no part of a stream
			if (request.asksForStream() || !handled(request, failure)) {
				fail(request, failure, asker(request));
			}
		}
		catch (Exception ex) {
			fail(request, ex, asker(request));
		}
	}

	/** Whether a method of the application has turned the failure into an answer. */
	private boolean handled(Request request, Exception failure) throws Exception {
		for (Map.Entry<ExceptionHandlers, Supplier<Object>> entry : this.exceptionHandlers.entrySet()) {
			Message answer = entry.getKey().handle(entry.getValue(), request.received(), failure);
			if (answer != null) {
				String told = told(request);
				if (told != null) {
					this.node.send(told, answer);
				}
				return true;
			}
		}
		return false;
	}

	private void fail(Request request, Exception failure, @Nullable Consumer<Reason> asker) {
		if (this.mode == Failure.ANSWER) {
			this.methods.failures().failed(request.received(), asker, failure);
		}
		else {
			this.methods.failures().fatal(request.received(), failure);
		}
	}

	private @Nullable Consumer<Reason> asker(Request request) {
		String told = told(request);
		return (told == null) ? null : request.asksForStream() ? (reason) -> this.node.kill(told, reason)
				: (reason) -> this.node.answerWithError(told, reason);
	}

	/**
	 * The port that is told of a failure: a reply port beyond doubt, or one that the
	 * caller has marked as such.
	 */
	private @Nullable String told(Request request) {
		if (request.asksForStream() || request.isReplyCertain()) {
			return request.replyPort();
		}
		String last = ReplyRule.lastPortId(request.message());
		return (last != null && this.node.isReplyPort(last)) ? last : null;
	}

}

package io.aemp.boot.handler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.boot.stream.OutboundStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The streams of one port that have not ended. They do not count as unfinished answers,
 * because a port is not to pause while others watch something, but there are as many of
 * them at most. When the application stops, it waits for those of other nodes; a
 * subscriber of this node stops too.
 */
final class ServedStreams {

	private final Port port;

	private final BeanMethods methods;

	private final UnfinishedAnswers unfinished;

	private final AtomicInteger count = new AtomicInteger();

	ServedStreams(Port port, BeanMethods methods, UnfinishedAnswers unfinished) {
		this.port = port;
		this.methods = methods;
		this.unfinished = unfinished;
	}

	/**
	 * Begins to send what a method has returned.
	 * @param request the message that has asked for a stream
	 * @param replyPort the ID of its reply port
	 * @param result the result
	 * @param broken takes what has made the stream fail, and what tells the other side;
	 * any thread
	 * @throws ResultException if the result is no stream
	 * @throws IllegalStateException if there are too many streams
	 */
	void open(Request request, String replyPort, @Nullable Object result,
			BiConsumer<Exception, Consumer<Reason>> broken) {
		String name = request.received().name();
		Publisher<Object> publisher = publisher(name, result);
		int limit = this.unfinished.limit();
		if (this.count.incrementAndGet() > limit) {
			this.count.decrementAndGet();
			throw new IllegalStateException("There are " + limit + " streams already, which is the limit");
		}
		boolean awaited = !this.methods.node().isLocal(replyPort);
		if (awaited) {
			this.unfinished.beginStream();
		}
		OutboundStream.open(this.methods.node(), this.port.id(), replyPort, publisher,
				new Source(name, answer(request), broken), () -> closed(awaited));
	}

	private void closed(boolean awaited) {
		this.count.decrementAndGet();
		if (awaited) {
			this.unfinished.endStream();
		}
	}

	private Publisher<Object> publisher(String method, @Nullable Object result) {
		try {
			return this.methods.asyncResults().publisher(result);
		}
		catch (IllegalArgumentException ex) {
			throw new ResultException(method, ex);
		}
	}

	private Answer answer(Request request) {
		BeanMethod method = request.method();
		Answer streamed = (method != null) ? method.streamed() : null;
		return (streamed != null) ? streamed : this.methods.answerOfAnyType();
	}

	private record Source(String method, Answer answer,
			BiConsumer<Exception, Consumer<Reason>> broken) implements OutboundStream.Source {

		@Override
		public Message write(Object value) throws Exception {
			Message message = this.answer.of(value);
			return (message != null) ? message : Message.of();
		}

		@Override
		public void failed(Throwable failure, boolean ofResult, Consumer<Reason> end) {
			Exception exception = (failure instanceof Exception ex) ? ex : new IllegalStateException(failure);
			this.broken.accept(ofResult ? new ResultException(this.method, exception) : exception, end);
		}

	}

}

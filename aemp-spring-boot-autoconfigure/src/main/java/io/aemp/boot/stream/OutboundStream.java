package io.aemp.boot.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the values of a publisher to a reply port, as many as that asks for. It has a
 * port of its own, which takes the demand and lives as long as the reply port and the
 * port that serves the stream do; its death cancels the subscription. All state belongs
 * to that port. At most {@value #WINDOW} values are asked of the publisher and not yet in
 * the send queue of the other node.
 */
public final class OutboundStream implements Subscriber<Object> {

	static final int WINDOW = 256;

	private static final Logger logger = LoggerFactory.getLogger(OutboundStream.class);

	private final Node node;

	private final String replyPort;

	private final Source source;

	private final Port port;

	private final LimitedLog strangers = new LimitedLog();

	private volatile @Nullable Subscription subscription;

	/** What the other side has asked for, and the publisher not yet. */
	private long demand;

	/** What the publisher was asked for, and has not come yet. */
	private int awaited;

	/** What has come, and waits until the other node takes it. */
	private int waiting;

	/** Whether no further value is sent. */
	private boolean over;

	/** How the reply port dies when nothing waits any more. */
	private @Nullable Reason end;

	private OutboundStream(Node node, String replyPort, Source source) {
		this.node = node;
		this.replyPort = replyPort;
		this.source = source;
		this.port = node.open(PortOptions.DEFAULTS.label("stream").dispatcher(Dispatcher.ADAPTIVE));
	}

	/**
	 * Begins to send.
	 * @param node the node
	 * @param servingPort the ID of the port that was asked; its death ends the stream
	 * @param replyPort the ID of the port that gets the values
	 * @param publisher has the values; subscribed to before this method returns
	 * @param source writes the values
	 * @param closed runs when the stream has ended in any way
	 */
	public static void open(Node node, String servingPort, String replyPort, Publisher<?> publisher, Source source,
			Runnable closed) {
		OutboundStream stream = new OutboundStream(node, replyPort, source);
		node.closeOnDeath(stream.port.id(), stream::cancel, closed::run);
		stream.port.receive(stream::received);
		stream.port.execute(() -> stream.begin(servingPort));
		try {
			publisher.subscribe(stream);
		}
		catch (RuntimeException ex) {
			stream.port.kill();
			throw ex;
		}
	}

	private void begin(String servingPort) {
		this.node.monitor(this.replyPort, (reason) -> this.port.kill());
		this.node.monitor(servingPort, (reason) -> this.port.kill(reason.isNormal()
				? Reason.of(Reason.NO_SUCH_PORT, "the port that sent the stream has ended") : reason));
		this.node.send(this.replyPort, StreamProtocol.SUBSCRIBED, this.port.id());
	}

	private void received(Message message) {
		String sender = this.node.sourceNode();
		if (!sender.equals(PortIds.nodeOf(this.replyPort))) {
			refuse(message, sender);
			return;
		}
		long count = count(message);
		if (count > 0) {
			this.demand = (this.demand + count < 0) ? Long.MAX_VALUE : this.demand + count;
			request();
		}
		else {
			end(Reason.of(Reason.BAD_MESSAGE, "A stream takes '" + StreamProtocol.REQUEST
					+ "' with a number above 0, and not " + Values.display(message.toList())));
		}
	}

	/** How many values a message asks for; 0 if that is not what it says. */
	private static long count(Message message) {
		try {
			return (StreamProtocol.REQUEST.equals(message.tag()) && message.size() == 2) ? message.integer(1) : 0;
		}
		catch (RuntimeException ex) {
			return 0;
		}
	}

	private void refuse(Message message, String sender) {
		Object last = message.isEmpty() ? null : message.get(message.size() - 1);
		if (PortIds.isPortId(last) && this.node.isReplyPort(message.text(message.size() - 1))) {
			this.node.answerWithError(message.text(message.size() - 1),
					Reason.of(Reason.BAD_MESSAGE, "This stream belongs to a port of another node"));
		}
		this.strangers
			.log((more) -> logger.warn("Node {} has sent a message to the stream of {}, which is not its own{}", sender,
					this.replyPort, more));
	}

	private void request() {
		Subscription subscription = this.subscription;
		int room = WINDOW - this.awaited - this.waiting;
		int count = (int) Math.min(this.demand, room);
		// few large requests are cheaper than many small ones
		if (subscription != null && !this.over && count > 0 && (count == this.demand || room >= WINDOW / 2)) {
			this.demand -= count;
			this.awaited += count;
			subscription.request(count);
		}
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		if (!inPort(this::request)) {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(Object value) {
		inPort(() -> {
			this.awaited--;
			unlessOver(() -> send(value));
		});
	}

	@Override
	public void onError(Throwable failure) {
		inPort(() -> unlessOver(() -> fail(failure, false)));
	}

	@Override
	public void onComplete() {
		inPort(() -> unlessOver(() -> end(Reason.NORMAL)));
	}

	/** In the order of the calls, also of those that are made inside the port. */
	private boolean inPort(Runnable task) {
		try {
			this.port.execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	/** The publisher may still have signals under way when the stream has failed. */
	private void unlessOver(Runnable task) {
		if (!this.over) {
			task.run();
		}
	}

	private void send(Object value) {
		try {
			Message answer = Message.of(StreamProtocol.NEXT).append(this.source.write(value).toList().toArray());
			CompletableFuture<@Nullable Void> sent = this.node.sendWhenWritable(this.replyPort, answer);
			if (sent.isDone()) {
				request();
			}
			else {
				this.waiting++;
				sent.whenComplete((ignored, failure) -> inPort(this::sent));
			}
		}
		catch (Exception ex) {
			fail(ex, true);
		}
	}

	private void sent() {
		this.waiting--;
		request();
		endIfNothingWaits();
	}

	private void fail(Throwable failure, boolean ofResult) {
		this.over = true;
		cancel();
		this.source.failed(failure, ofResult, (reason) -> inPort(() -> end(reason)));
	}

	private void end(Reason reason) {
		if (this.end == null) {
			this.end = reason;
			this.over = true;
			cancel();
			endIfNothingWaits();
		}
	}

	/**
	 * This port follows when the reply port is dead, so that nothing overtakes values.
	 */
	private void endIfNothingWaits() {
		if (this.end != null && this.waiting == 0) {
			this.node.kill(this.replyPort, this.end);
		}
	}

	private void cancel() {
		Subscription subscription = this.subscription;
		if (subscription != null) {
			subscription.cancel();
		}
	}

	/** What the stream needs to know of its values. Called in the port of the stream. */
	public interface Source {

		/**
		 * Writes a value.
		 * @param value a value of the publisher
		 * @return what a plain call would be answered
		 * @throws Exception if it cannot travel
		 */
		Message write(Object value) throws Exception;

		/**
		 * The stream has failed.
		 * @param failure the error of the publisher, or why a value cannot travel
		 * @param ofResult whether a value cannot travel
		 * @param end takes the reason with which the reply port is to die; any thread, or
		 * never if the port that serves the stream dies instead
		 */
		void failed(Throwable failure, boolean ofResult, Consumer<Reason> end);

	}

}

package io.aemp.boot.client;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import io.aemp.ErrorAnswerException;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.boot.stream.StreamProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A stream of one member. The member knows the reply port only: whatever ends the stream
 * kills that. A second port watches all that may, so that the end comes behind the last
 * element.
 */
final class StreamAttempt {

	private static final String ENDED = "ended";

	private static final String LOST = "lost";

	private static final String SILENT = "silent";

	private final Node node;

	private final LongSupplier clock;

	/** How long to wait for a further answer. */
	private final Duration timeout;

	private final String member;

	private final Listener listener;

	private final Port replies;

	private final Port watch;

	private final AtomicBoolean over = new AtomicBoolean();

	/** How many of the two ports live. */
	private final AtomicInteger living = new AtomicInteger(2);

	/** Why this side has ended the stream, if it has. */
	private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

	/** How many elements the member may send. */
	private final AtomicLong expected = new AtomicLong();

	/** How many of them it was not told of yet. */
	private final AtomicLong untold = new AtomicLong();

	/** Takes the demand; {@code null} as long as the member has named no such port. */
	private volatile @Nullable String demandPort;

	/** When the member has answered, or was asked for more, last. */
	private volatile long active;

	private volatile @Nullable Guard timer;

	/** Watches the member until that has named the port that sends the stream. */
	private volatile @Nullable Guard memberGuard;

	StreamAttempt(ClientGroup group, String member, Listener listener) {
		this.node = group.node();
		this.clock = group.limits()::nanoTime;
		this.timeout = group.settings().timeout();
		this.member = member;
		this.listener = listener;
		this.active = this.clock.getAsLong();
		this.replies = this.node.open(PortOptions.DEFAULTS.label("replies of a stream"));
		this.watch = this.node.open(PortOptions.DEFAULTS.label("watch of a stream"));
	}

	/**
	 * Asks the member.
	 * @param request the message, without a reply port
	 * @param limit how long to wait for the first answer
	 */
	void begin(Message request, Duration limit) {
		this.watch.receive(ENDED, this::ended);
		this.watch.receive(LOST, this::lost);
		this.watch.receive(SILENT, this::silent);
		this.replies.receive(StreamProtocol.SUBSCRIBED, this::subscribed);
		this.replies.receive(StreamProtocol.NEXT, this::next);
		this.replies.receive((message) -> fail(new IllegalArgumentException(
				message + " is no answer of a stream, which is '" + StreamProtocol.NEXT + "' and a value")));
		this.node.closeOnDeath(this.watch.id(), this::died);
		this.node.closeOnDeath(this.replies.id(), this::died);
		this.node.sendOnDeath(this.replies.id(), this.watch.id(), ENDED);
		this.memberGuard = this.node.sendOnDeath(this.member, this.watch.id(), LOST, this.member);
		awaitAnswer(limit);
		this.node.send(this.member, request.append(this.replies.id()));
	}

	/**
	 * Asks for more elements. Any thread.
	 * @param count how many
	 */
	void request(long count) {
		if (this.expected.getAndAdd(count) == 0) {
			this.active = this.clock.getAsLong();
		}
		this.untold.addAndGet(count);
		tellDemand();
	}

	private void tellDemand() {
		String port = this.demandPort;
		if (port != null) {
			long count = this.untold.getAndSet(0);
			if (count > 0) {
				this.node.send(port, StreamProtocol.REQUEST, count);
			}
		}
	}

	/** Gives up the stream. Any thread. */
	void cancel() {
		this.replies.kill();
	}

	/** Begins to wait for a further answer. */
	private void awaitAnswer(Duration limit) {
		this.timer = this.node.after(limit, this.watch.id(), SILENT, this.active);
	}

	// what the port for the answers receives

	private void subscribed(Message message) {
		String port = PortIds.isPortId(message.isEmpty() ? null : message.get(0)) ? message.text(0) : null;
		if (port == null || this.demandPort != null) {
			fail(new IllegalArgumentException(
					"'" + StreamProtocol.SUBSCRIBED + "' names one port, once, and not " + message));
			return;
		}
		this.active = this.clock.getAsLong();
		this.node.sendOnDeath(port, this.watch.id(), LOST, port);
		close(this.memberGuard);
		this.demandPort = port;
		tellDemand();
	}

	private void next(Message message) {
		this.active = this.clock.getAsLong();
		if (this.expected.decrementAndGet() < 0) {
			fail(new IllegalStateException(this.member
					+ " sends more than the subscriber has asked for, and the buffer is full. Let it send on '"
					+ StreamProtocol.REQUEST + "' only, or raise 'stream-buffer' of the group"));
			return;
		}
		try {
			this.listener.next(message);
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	// what the watching port receives

	private void lost(Message message) {
		Reason reason = new Reason(message.from(1).toList());
		if (!reason.isNormal()) {
			fail(new PortDiedException(message.text(0), reason));
		}
	}

	private void silent(Message message) {
		long active = this.active;
		boolean answered = active != message.integer(0);
		if (!answered && this.expected.get() > 0) {
			fail(new TimeoutException("No answer from " + this.member + " in time"));
			return;
		}
		long since = answered ? this.clock.getAsLong() - active : 0;
		awaitAnswer(this.timeout.minusNanos(Math.min(since, this.timeout.toNanos())));
	}

	private void ended(Message message) {
		Exception failure = this.failure.get();
		Reason reason = new Reason(message.toList());
		if (failure == null && !reason.isNormal()) {
			failure = reason.identifier().equals(Reason.NODE_CLOSED) ? new PortDiedException(this.member, reason)
					: new ErrorAnswerException(this.member, reason);
		}
		end(failure);
		this.watch.kill();
	}

	private void fail(Exception failure) {
		if (this.failure.compareAndSet(null, failure)) {
			this.replies.kill("stream_broken", String.valueOf(failure.getMessage()));
		}
	}

	/**
	 * One of the two ports has died. Once both have, the node has closed, if nothing else
	 * has ended the stream: the watching port may have died before it was told of the
	 * end.
	 */
	private void died() {
		if (this.living.decrementAndGet() == 0) {
			end(new PortDiedException(this.member, Reason.of(Reason.NODE_CLOSED, "this node was closed")));
		}
	}

	private void end(@Nullable Exception failure) {
		if (this.over.compareAndSet(false, true)) {
			close(this.timer);
			close(this.memberGuard);
			this.listener.ended(this.member, failure);
		}
	}

	private static void close(@Nullable Guard guard) {
		if (guard != null) {
			guard.close();
		}
	}

	/** Takes what comes. Calls do not overlap. */
	interface Listener {

		/**
		 * An element has come.
		 * @param answer what a plain call would be answered
		 * @throws RuntimeException if it does not fit, which ends the stream
		 */
		void next(Message answer);

		/**
		 * The stream has ended. Nothing follows.
		 * @param member the member
		 * @param failure why it did not end as it should; {@code null} if it did
		 */
		void ended(String member, @Nullable Exception failure);

	}

}

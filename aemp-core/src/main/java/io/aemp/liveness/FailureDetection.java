package io.aemp.liveness;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.aemp.FailureDetector;
import io.aemp.Message;
import io.aemp.dispatch.Timers;
import io.aemp.link.Link;
import io.aemp.link.Transport;
import io.aemp.outbound.SendQueue;
import org.jspecify.annotations.Nullable;

/**
 * Detects peers that are gone although their connections look alive. While there are
 * connections, a periodic tick checks all of them; threads that read and write bytes
 * never read a clock. Everything runs on the control executor, except where noted.
 * <p>
 * A tick counts as at most twice its interval: a node that stood still itself cannot know
 * which peers were silent. After a long standstill every peer has some time left, because
 * this node has yet to read what arrived meanwhile.
 *
 * @param <C> the type of connections
 */
public final class FailureDetection<C extends FailureDetection.Connection> {

	private static final Duration LONGEST_TICK = Duration.ofMillis(500);

	/** The number of ticks in one heartbeat interval, which sets the precision. */
	private static final int TICKS_PER_HEARTBEAT = 8;

	/** The divisor of the minimum silence limit; a longer standstill counts as long. */
	private static final int LONG_STANDSTILL = 4;

	/** By node ID. Any thread reads it. */
	private final Map<String, Watched<C>> connections = new ConcurrentHashMap<>();

	private final FailureDetector settings;

	private final Message question;

	private final Timers timers;

	private final Executor control;

	private final Loss<C> loss;

	private final Duration tick;

	private boolean ticking;

	private long lastTick;

	/**
	 * Creates the failure detection of a node.
	 * @param settings the settings
	 * @param node the ID of this node
	 * @param timers the source of time
	 * @param control the control executor
	 * @param loss receives the connections of peers that are gone
	 */
	public FailureDetection(FailureDetector settings, String node, Timers timers, Executor control, Loss<C> loss) {
		this.settings = settings;
		// every node relays it; the receiver ignores the relayed message
		this.question = Message.of("snd", node, "devnull");
		this.timers = timers;
		this.control = control;
		this.loss = loss;
		Duration part = settings.heartbeat().dividedBy(TICKS_PER_HEARTBEAT);
		this.tick = (part.compareTo(LONGEST_TICK) < 0) ? part : LONGEST_TICK;
	}

	/** Starts to watch a connection that is up. */
	public void begin(C connection) {
		if (this.settings.enabled()) {
			this.connections.put(connection.node(), watch(connection));
			if (!this.ticking) {
				this.ticking = true;
				this.lastTick = this.timers.nanoTime();
				tickLater();
			}
		}
	}

	private Watched<C> watch(C connection) {
		Link link = connection.link();
		SendQueue queue = connection.queue();
		byte[] question = link.encode("", this.question);
		long maximumIdle = this.settings.heartbeat().minus(this.tick).toNanos();
		return new Watched<>(connection,
				new PeerLiveness(link, queue, SilenceLimits.with(link.info(), this.settings), maximumIdle, question),
				link.info().speaks("mproto") ? new DuplicateProbe(link, queue, question,
						this.settings.answer().toNanos(), connection.isArbitrated()) : null);
	}

	/** Stops watching a connection that is lost. */
	public void end(C connection) {
		this.connections.computeIfPresent(connection.node(),
				(node, watched) -> (watched.connection() == connection) ? null : watched);
	}

	/**
	 * Returns the verdict on a greeting with the ID of a connected peer. Any thread.
	 * @param age how long ago the socket of the new connection was connected, in
	 * nanoseconds
	 */
	public Transport.Verdict judge(String node, long age) {
		Watched<C> watched = this.connections.get(node);
		return (watched != null && watched.probe() != null) ? watched.probe().verdict(age)
				: Transport.Verdict.CONNECTED;
	}

	/**
	 * Whether another connection to a connected node was made before the node was heard
	 * on the present one. If nothing is known of that, it counts as older.
	 * @param node the node ID
	 * @param age how long ago the socket of the other one was connected, in nanoseconds
	 * @return whether it is older
	 */
	public boolean isOlder(String node, long age) {
		Watched<C> watched = this.connections.get(node);
		return watched == null || watched.probe() == null || watched.probe().isOlder(age);
	}

	/**
	 * Returns the connection to a node if the answer to its duplicate probe is overdue.
	 */
	public @Nullable C overdue(String node) {
		Watched<C> watched = this.connections.get(node);
		return (watched != null && watched.probe() != null && watched.probe().isOverdue()) ? watched.connection()
				: null;
	}

	/** Returns how long a node has been silent, in nanoseconds. Any thread. */
	public long silence(String node) {
		Watched<C> watched = this.connections.get(node);
		return (watched != null) ? watched.liveness().silence() : 0;
	}

	/**
	 * Whether it is known that another connection to a connected node was made before the
	 * node was heard on the present one. See {@link #isOlder}.
	 * @param node the node ID
	 * @param age how long ago the socket of the other one was connected, in nanoseconds
	 * @return whether it is known to be older
	 */
	public boolean isKnownToBeOlder(String node, long age) {
		Watched<C> watched = this.connections.get(node);
		return watched != null && watched.probe() != null && watched.probe().isOlder(age);
	}

	private void tickLater() {
		this.timers.schedule(this.tick, () -> this.control.execute(this::tick));
	}

	private void tick() {
		long now = this.timers.nanoTime();
		long gap = now - this.lastTick;
		this.lastTick = now;
		long usual = this.tick.toNanos();
		boolean afterStandstill = gap - usual >= this.settings.minimum().toNanos() / LONG_STANDSTILL;
		Tick tick = new Tick(gap, Math.min(gap, 2 * usual), afterStandstill);
		this.connections.values().forEach((watched) -> tick(watched, tick));
		if (this.connections.isEmpty()) {
			this.ticking = false;
		}
		else {
			tickLater();
		}
	}

	private void tick(Watched<C> watched, Tick tick) {
		if (watched.probe() != null) {
			watched.probe().tick(tick);
		}
		if (!watched.liveness().tick(tick)) {
			double seconds = watched.liveness().silence() / 1e9;
			this.loss.lost(watched.connection(), String.format(Locale.ROOT, "no sign of life for %.1f s", seconds));
		}
	}

	/**
	 * One check of all connections.
	 *
	 * @param gap the time since the previous tick, in nanoseconds
	 * @param counted how much of the gap counts as silence of a peer, in nanoseconds
	 * @param afterStandstill whether this node stood still for a long time before the
	 * tick
	 */
	record Tick(long gap, long counted, boolean afterStandstill) {

	}

	private record Watched<C>(C connection, PeerLiveness liveness, @Nullable DuplicateProbe probe) {

	}

	/** A connection that is watched. */
	public interface Connection {

		/**
		 * Returns the peer.
		 * @return its node ID
		 */
		String node();

		/**
		 * Returns the link, which counts bytes received and sent.
		 * @return the link
		 */
		Link link();

		/**
		 * Returns the queue of packets that the connection sends.
		 * @return its send queue
		 */
		SendQueue queue();

		/**
		 * Whether an arbiter chooses between simultaneous connections to this peer.
		 * @return whether the peer knows of arbiters
		 */
		boolean isArbitrated();

	}

	/** Receives connections whose peers are gone, on the control executor. */
	@FunctionalInterface
	public interface Loss<C> {

		void lost(C connection, String message);

	}

}

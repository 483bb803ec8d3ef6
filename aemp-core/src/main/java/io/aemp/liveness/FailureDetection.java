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
 * Finds peers that are gone though their connections look alive. A tick goes over all
 * connections, as long as there are any; on the way of bytes nobody looks at a clock.
 * Except where it says otherwise, everything happens on the control executor.
 * <p>
 * A tick counts for twice its time at most: when this node stood still itself, it cannot
 * know who was silent. After a long standstill everybody has some time left, because what
 * arrived in the meantime is yet to be read.
 *
 * @param <C> the type of connections
 */
public final class FailureDetection<C extends FailureDetection.Connection> {

	private static final Duration LONGEST_TICK = Duration.ofMillis(500);

	/** So exactly is time measured, in proportion to the time between heartbeats. */
	private static final int TICKS_PER_HEARTBEAT = 8;

	/** A standstill is long if it lasts for this part of the least limit. */
	private static final int LONG_STANDSTILL = 4;

	/** By node ID. Read by any thread. */
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
	 * @param timers time, from outside
	 * @param control the control executor
	 * @param loss is told of peers that are gone
	 */
	public FailureDetection(FailureDetector settings, String node, Timers timers, Executor control, Loss<C> loss) {
		this.settings = settings;
		// any node relays it; what comes back means nothing
		this.question = Message.of("snd", node, "devnull");
		this.timers = timers;
		this.control = control;
		this.loss = loss;
		Duration part = settings.heartbeat().dividedBy(TICKS_PER_HEARTBEAT);
		this.tick = (part.compareTo(LONGEST_TICK) < 0) ? part : LONGEST_TICK;
	}

	/** A connection is up. */
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

	/** A connection is lost. */
	public void end(C connection) {
		this.connections.computeIfPresent(connection.node(),
				(node, watched) -> (watched.connection() == connection) ? null : watched);
	}

	/**
	 * The verdict on a greeting with the ID of a connected peer; any thread.
	 * @param age how long ago its socket was connected, in nanoseconds
	 */
	public Transport.Verdict judge(String node, long age) {
		Watched<C> watched = this.connections.get(node);
		return (watched != null && watched.probe() != null) ? watched.probe().verdict(age)
				: Transport.Verdict.CONNECTED;
	}

	/** The connection to a node, if it did not prove to work when it was asked to. */
	public @Nullable C overdue(String node) {
		Watched<C> watched = this.connections.get(node);
		return (watched != null && watched.probe() != null && watched.probe().isOverdue()) ? watched.connection()
				: null;
	}

	/** How long nothing was heard of a node, in nanoseconds; any thread. */
	public long silence(String node) {
		Watched<C> watched = this.connections.get(node);
		return (watched != null) ? watched.signs().silence() : 0;
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
		if (!watched.signs().tick(tick)) {
			double seconds = watched.signs().silence() / 1e9;
			this.loss.lost(watched.connection(), String.format(Locale.ROOT, "no sign of life for %.1f s", seconds));
		}
	}

	/**
	 * A moment at which all connections are looked at.
	 *
	 * @param gap the time since the last one, in nanoseconds
	 * @param counted how much of it counts as silence of a peer
	 * @param afterStandstill whether this node stood still for long before it
	 */
	record Tick(long gap, long counted, boolean afterStandstill) {

	}

	private record Watched<C>(C connection, PeerLiveness signs, @Nullable DuplicateProbe probe) {

	}

	/** A connection that is watched. */
	public interface Connection {

		/**
		 * The peer.
		 * @return its node ID
		 */
		String node();

		/**
		 * The link, which counts what flows over it.
		 * @return the link
		 */
		Link link();

		/**
		 * What is sent over the connection.
		 * @return its send queue
		 */
		SendQueue queue();

		/**
		 * Whether one of two simultaneous connections was chosen by an arbiter.
		 * @return whether the peer knows of arbiters
		 */
		boolean isArbitrated();

	}

	/** Is told that a peer is gone. */
	@FunctionalInterface
	public interface Loss<C> {

		void lost(C connection, String message);

	}

}

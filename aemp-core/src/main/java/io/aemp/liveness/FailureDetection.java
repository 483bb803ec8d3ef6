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
import io.aemp.node.LinkSession;
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
 */
final class FailureDetection {

	private static final Duration LONGEST_TICK = Duration.ofMillis(500);

	/** So exactly is time measured, in proportion to the time between heartbeats. */
	private static final int TICKS_PER_HEARTBEAT = 8;

	/** A standstill is long if it lasts for this part of the least limit. */
	private static final int LONG_STANDSTILL = 4;

	/** By node ID. Read by any thread. */
	private final Map<String, Watched> connections = new ConcurrentHashMap<>();

	private final FailureDetector settings;

	private final Message question;

	private final Timers timers;

	private final Executor control;

	private final Loss loss;

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
	FailureDetection(FailureDetector settings, String node, Timers timers, Executor control, Loss loss) {
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
	void begin(LinkSession session) {
		if (this.settings.enabled()) {
			this.connections.put(session.node(), watch(session));
			if (!this.ticking) {
				this.ticking = true;
				this.lastTick = this.timers.nanoTime();
				tickLater();
			}
		}
	}

	private Watched watch(LinkSession session) {
		Link link = session.link();
		SendQueue outbound = session.outbound();
		byte[] question = link.encode("", this.question);
		long maximumIdle = this.settings.heartbeat().minus(this.tick).toNanos();
		return new Watched(session,
				new PeerLiveness(link, outbound, SilenceLimits.with(link.info(), this.settings), maximumIdle, question),
				link.info().speaks("mproto") ? new DuplicateProbe(link, outbound, question, this.settings.answer().toNanos())
						: null);
	}

	/** A connection is lost. */
	void end(LinkSession session) {
		this.connections.computeIfPresent(session.node(),
				(node, watched) -> (watched.session() == session) ? null : watched);
	}

	/**
	 * The verdict on a greeting with the ID of a connected peer; any thread.
	 * @param age how long ago its socket was connected, in nanoseconds
	 */
	Transport.Verdict contest(String node, long age) {
		Watched watched = this.connections.get(node);
		return (watched != null && watched.contest() != null) ? watched.contest().verdict(age)
				: Transport.Verdict.CONNECTED;
	}

	/** The connection to a node, if it did not prove to work when it was asked to. */
	@Nullable LinkSession overdue(String node) {
		Watched watched = this.connections.get(node);
		return (watched != null && watched.contest() != null && watched.contest().isOverdue()) ? watched.session()
				: null;
	}

	/** How long nothing was heard of a node, in nanoseconds; any thread. */
	long silence(String node) {
		Watched watched = this.connections.get(node);
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

	private void tick(Watched watched, Tick tick) {
		if (watched.contest() != null) {
			watched.contest().tick(tick);
		}
		if (!watched.signs().tick(tick)) {
			double seconds = watched.signs().silence() / 1e9;
			this.loss.lost(watched.session(), String.format(Locale.ROOT, "no sign of life for %.1f s", seconds));
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

	private record Watched(LinkSession session, PeerLiveness signs, @Nullable DuplicateProbe contest) {

	}

	/** Is told that a peer is gone. */
	@FunctionalInterface
	interface Loss {

		void lost(LinkSession session, String message);

	}

}

package io.aemp.node;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.dispatch.Timers;
import io.aemp.link.Link;
import io.aemp.outbound.QueueLimits;
import io.aemp.outbound.SendQueue;
import io.aemp.port.PortTable;

/**
 * A link that leads nowhere. A packet is one byte: the first element, if it is a number,
 * or the first letter of the request.
 */
public class Wire implements Link {

	static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1000, 10);

	private static final Info INFO = new Info("peer", "peer:1", true, "json", "json", false, null,
			Map.of("mproto", "1"));

	private final AtomicInteger wakeUps = new AtomicInteger();

	final AtomicInteger resumed = new AtomicInteger();

	/** With a low mark so low that each packet is a batch. */
	public static QueueLimits bounds(long queue) {
		return new QueueLimits(LIMITS, queue, LIMITS.packetSize(),
				FlowControl.builder()
					.sendHigh(1 << 20)
					.sendLow(1)
					.receiveHigh(1 << 20)
					.pause(Duration.ofSeconds(10))
					.build());
	}

	/** Peers whose connections nobody makes. */
	public static Peers peers(PortTable ports) {
		return peers(ports, ports.runtime().timers());
	}

	/** Such peers, whose sweeps are due at once. */
	static Peers sweptPeers(PortTable ports) {
		return peers(ports, new NoDelay());
	}

	private static Peers peers(PortTable ports, Timers timers) {
		ConnectionDependencies setup = new ConnectionDependencies(ports, null, null, null, null,
				ports.runtime().timers(), Duration.ZERO, Duration.ZERO, FailureDetector.OFF, null, Limits.DEFAULTS,
				FlowControl.DEFAULTS);
		Connections connections = new Connections((task) -> {
		}, setup, null);
		return new Peers(() -> connections, bounds(10_000), 1000, timers);
	}

	/** Takes the next packet of a queue; 0 if there is none. */
	public static int take(SendQueue queue) {
		ByteBuffer bytes = queue.next();
		return (bytes != null) ? bytes.get() : 0;
	}

	/** Connects a queue again and takes all that it holds, as decimal digits. */
	public static int drain(SendQueue queue) {
		return drain(queue, new Wire());
	}

	public static int drain(SendQueue queue, Wire wire) {
		queue.attach(wire, Runnable::run);
		return takeAll(queue);
	}

	/** Takes all that a queue holds, as decimal digits. */
	public static int takeAll(SendQueue queue) {
		int digits = 0;
		for (int next = take(queue); next != 0; next = take(queue)) {
			digits = digits * 10 + next;
		}
		return digits;
	}

	public int wakeUps() {
		return this.wakeUps.get();
	}

	@Override
	public Info info() {
		return INFO;
	}

	@Override
	public long age() {
		return 0;
	}

	@Override
	public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
		throw new UnsupportedOperationException();
	}

	@Override
	public void start(Traffic traffic) {
	}

	@Override
	public byte[] encode(String port, Message message) {
		return new byte[] { (byte) ((message.get(0) instanceof Integer number) ? number : 7) };
	}

	@Override
	public byte[] encodeLenient(String port, Message message) {
		return encode(port, message);
	}

	@Override
	public void wakeUp() {
		this.wakeUps.incrementAndGet();
	}

	@Override
	public void resume() {
		this.resumed.incrementAndGet();
	}

	@Override
	public void close(String message) {
	}

	@Override
	public void abort(String message) {
	}

	@Override
	public long received() {
		return 0;
	}

	@Override
	public long sent() {
		return 0;
	}

	@Override
	public long unblocked() {
		return 0;
	}

	@Override
	public boolean isPaused() {
		return false;
	}

	/** Timers that fire at once, in the thread that sets them. */
	private static final class NoDelay implements Timers {

		@Override
		public long nanoTime() {
			return 0;
		}

		@Override
		public Instant now() {
			return Instant.EPOCH;
		}

		@Override
		public Guard schedule(Duration delay, Runnable task) {
			task.run();
			return () -> {
			};
		}

	}

}

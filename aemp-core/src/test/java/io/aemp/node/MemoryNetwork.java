package io.aemp.node;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.aemp.Credentials;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.codec.JsonFraming;
import io.aemp.link.Link;
import io.aemp.link.Transport;
import io.aemp.port.VirtualWorld;

/**
 * Links in memory, in one thread: bytes travel when the world runs, until they are cut.
 * It is the only transport in memory of this module. That of {@code aemp-simulation}, a
 * module that depends on this one, simulates TCP and handshakes besides, and draws what
 * happens from a seed; here the test says what happens, packet for packet.
 */
final class MemoryNetwork {

	static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1 << 20, 64);

	private final VirtualWorld world;

	private final Map<String, MemoryTransport> transports = new HashMap<>();

	private final List<Wire> wires = new ArrayList<>();

	private final Set<String> stopped = new HashSet<>();

	/** What the greeting of all nodes says. */
	Map<String, String> keys = Map.of("mproto", "1", "gproto", "1", "arbiter", "1");

	/** How much later than the dialler the other node has its end of a connection. */
	Duration acceptDelay = Duration.ZERO;

	/** What the greeting of single nodes says instead. */
	final Map<String, Map<String, String>> keysOf = new HashMap<>();

	MemoryNetwork(VirtualWorld world) {
		this.world = world;
	}

	Transport transport(String node) {
		return this.transports.computeIfAbsent(node, MemoryTransport::new);
	}

	/** Loses all connections of a node, and what is under way. */
	void cut(String node) {
		for (Wire wire : List.copyOf(this.wires)) {
			if (wire.one.self.equals(node) || wire.two.self.equals(node)) {
				wire.cut("cut");
			}
		}
	}

	/**
	 * From now on nothing gets from one node to another one over the connections that
	 * they have, and nobody is told.
	 */
	void swallow(String from, String to) {
		ends().filter((end) -> end.self.equals(from) && end.other.self.equals(to))
			.forEach((end) -> end.swallowed = true);
	}

	/** A node has lost power: its connections lead nowhere. */
	void vanish(String node) {
		ends().filter((end) -> end.self.equals(node) || end.other.self.equals(node))
			.forEach((end) -> end.swallowed = true);
	}

	private Stream<End> ends() {
		return List.copyOf(this.wires).stream().flatMap((wire) -> Stream.of(wire.one, wire.two));
	}

	/** The links of a node neither read nor write until they are told to go on. */
	void stop(String node) {
		this.stopped.add(node);
	}

	/** Pauses reading at a node, as its traffic could. */
	void pause(String node, boolean paused) {
		ends().filter((end) -> end.self.equals(node)).forEach((end) -> {
			end.paused = paused;
			end.goOn();
		});
	}

	/**
	 * How many packets the sockets of a node take now; no limit if this is not called.
	 */
	void room(String node, int packets) {
		ends().filter((end) -> end.self.equals(node)).forEach((end) -> {
			end.room = packets;
			end.goOn();
		});
	}

	void goOn(String node) {
		this.stopped.remove(node);
		ends().forEach(End::goOn);
	}

	/** How many bytes a node has sent over the connections that it has. */
	long sent(String node) {
		return ends().filter((end) -> end.self.equals(node)).mapToLong(End::sent).sum();
	}

	int connections() {
		return this.wires.size();
	}

	private final class MemoryTransport implements Transport {

		private final String node;

		private LinkAcceptor acceptor;

		MemoryTransport(String node) {
			this.node = node;
		}

		@Override
		public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
			this.acceptor = acceptor;
			return List.of(this.node);
		}

		@Override
		public Guard dial(String address, Dialler dialler) {
			long connected = MemoryNetwork.this.world.nanoTime();
			// as a seed, a node has a port
			MemoryNetwork.this.world.execute(() -> connect(address.replaceFirst(":[0-9]+$", ""), dialler, connected));
			return () -> {
			};
		}

		private void connect(String address, Dialler dialler, long connected) {
			MemoryTransport other = MemoryNetwork.this.transports.get(address);
			if (other == null || other.acceptor == null) {
				dialler.failed(Failure.UNREACHABLE, "", "refused");
				return;
			}
			long age = MemoryNetwork.this.world.nanoTime() - connected;
			Verdict verdict = dialler.judge(address, "", age);
			Verdict otherVerdict = other.acceptor.judge(this.node, "", age);
			if (verdict == Verdict.UNDECIDED || otherVerdict == Verdict.UNDECIDED) {
				MemoryNetwork.this.world.schedule(Verdict.RETRY_DELAY, () -> connect(address, dialler, connected));
				return;
			}
			if (verdict != Verdict.ACCEPT) {
				dialler.failed((verdict == Verdict.SELF) ? Failure.SELF : Failure.CONNECTED, address, "refused");
				return;
			}
			if (otherVerdict != Verdict.ACCEPT) {
				dialler.failed(Failure.UNREACHABLE, address, "refused by the other side");
				return;
			}
			Wire wire = new Wire(this.node, address);
			MemoryNetwork.this.wires.add(wire);
			MemoryNetwork.this.world.execute(() -> dialler.established(wire.one));
			Runnable accept = () -> other.acceptor.established(wire.two);
			if (MemoryNetwork.this.acceptDelay.isZero()) {
				MemoryNetwork.this.world.execute(accept);
			}
			else {
				MemoryNetwork.this.world.schedule(MemoryNetwork.this.acceptDelay, accept);
			}
		}

		@Override
		public Executor eventLoopExecutor() {
			return MemoryNetwork.this.world;
		}

		@Override
		public void changeCredentials(UnaryOperator<Credentials> change) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void stopListening() {
			this.acceptor = null;
		}

		@Override
		public void close() {
			stopListening();
		}

	}

	/** One connection. */
	private final class Wire {

		private final End one;

		private final End two;

		Wire(String dialler, String listener) {
			this.one = new End(this, dialler, listener, true);
			this.two = new End(this, listener, dialler, false);
			this.one.other = this.two;
			this.two.other = this.one;
		}

		void cut(String message) {
			if (MemoryNetwork.this.wires.remove(this)) {
				MemoryNetwork.this.world.execute(() -> this.one.ended(message));
				MemoryNetwork.this.world.execute(() -> this.two.ended(message));
			}
		}

		/** One end closes the connection; the other one may learn of it. */
		void close(End end, String message) {
			end.ended(message);
			if (!end.swallowed) {
				MemoryNetwork.this.wires.remove(this);
				MemoryNetwork.this.world.execute(() -> end.other.ended(message));
			}
		}

		boolean isWhole() {
			return MemoryNetwork.this.wires.contains(this);
		}

	}

	private final class End implements Link {

		private final JsonFraming framing = new JsonFraming();

		private final Framing.Decoder decoder = this.framing.decoder(LIMITS);

		private final Queue<byte[]> arrived = new ArrayDeque<>();

		private final Wire wire;

		private final String self;

		private final Info info;

		private End other;

		private Traffic traffic;

		private boolean paused;

		/** Whether nothing gets from this end to the other one. */
		private boolean swallowed;

		private int room = Integer.MAX_VALUE;

		private boolean blocked;

		private long unblocked;

		private long received;

		private long sent;

		End(Wire wire, String self, String peer, boolean dialled) {
			this.wire = wire;
			this.self = self;
			this.info = new Info(peer, peer, dialled, "json", "json", false, null,
					MemoryNetwork.this.keysOf.getOrDefault(peer, MemoryNetwork.this.keys));
		}

		@Override
		public Info info() {
			return this.info;
		}

		@Override
		public long age() {
			return 0;
		}

		@Override
		public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
			this.framing.decoder(LIMITS).decode(ByteBuffer.wrap(bytes), sink);
		}

		@Override
		public void start(Traffic traffic) {
			this.traffic = traffic;
			wakeUp();
			MemoryNetwork.this.world.execute(this::decode);
		}

		@Override
		public byte[] encode(String port, Message message) {
			return this.framing.encode(port, message, LIMITS);
		}

		@Override
		public byte[] encodeLenient(String port, Message message) {
			return this.framing.encodeLenient(port, message, LIMITS);
		}

		@Override
		public void wakeUp() {
			MemoryNetwork.this.world.execute(this::drain);
		}

		private void drain() {
			while (this.traffic != null && this.wire.isWhole() && !isStopped() && this.room > 0) {
				ByteBuffer packets = this.traffic.next();
				if (packets == null) {
					return;
				}
				byte[] bytes = new byte[packets.remaining()];
				packets.get(bytes);
				this.room--;
				this.unblocked += this.blocked ? 1 : 0;
				this.blocked = false;
				this.sent += bytes.length;
				if (!this.swallowed) {
					this.other.arrived.add(bytes);
					MemoryNetwork.this.world.execute(this.other::decode);
				}
			}
			this.blocked = this.room == 0;
		}

		private void decode() {
			while (this.traffic != null && !this.paused && this.wire.isWhole() && !isStopped()
					&& !this.arrived.isEmpty()) {
				byte[] bytes = this.arrived.remove();
				this.received += bytes.length;
				decode(ByteBuffer.wrap(bytes));
			}
		}

		private void decode(ByteBuffer bytes) {
			try {
				Traffic taking = this.traffic;
				taking.begins();
				this.decoder.decode(bytes, (port, message, size) -> {
					this.paused = !taking.packet(port, message, size);
					return !this.paused;
				});
				this.paused |= !taking.ends();
			}
			catch (Framing.DecodingException ex) {
				throw new AssertionError(ex);
			}
		}

		@Override
		public void resume() {
			MemoryNetwork.this.world.execute(() -> {
				this.paused = this.traffic != null && !this.traffic.resumes();
				if (this.traffic != null && !this.paused) {
					decode(ByteBuffer.allocate(0));
					decode();
				}
			});
		}

		@Override
		public void close(String message) {
			MemoryNetwork.this.world.execute(() -> {
				if (this.traffic != null) {
					this.traffic.closing();
				}
				drain();
				this.wire.close(this, message);
			});
		}

		@Override
		public void abort(String message) {
			MemoryNetwork.this.world.execute(() -> this.wire.close(this, message));
		}

		@Override
		public long received() {
			return this.received;
		}

		@Override
		public long sent() {
			return this.sent;
		}

		@Override
		public long unblocked() {
			return this.unblocked;
		}

		@Override
		public boolean isPaused() {
			return this.paused;
		}

		private boolean isStopped() {
			return MemoryNetwork.this.stopped.contains(this.self);
		}

		private void goOn() {
			drain();
			decode();
		}

		private void ended(String message) {
			Traffic traffic = this.traffic;
			this.traffic = null;
			if (traffic != null) {
				traffic.closed(message);
			}
		}

	}

}

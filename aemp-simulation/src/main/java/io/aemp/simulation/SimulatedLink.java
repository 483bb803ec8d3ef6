package io.aemp.simulation;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * The connection to an authenticated peer, as a link over a simulated socket. Keeps to
 * the same states as the one over a real socket; only its thread changes them.
 */
final class SimulatedLink implements Link, SimulatedSocket.Handler {

	/** How long a link that is being closed tries to send what is left. */
	private static final long CLOSE_PATIENCE = Nanos.SECOND;

	/** How long a link that must not read more waits for answers. */
	private static final long DRAIN_PATIENCE = Nanos.SECOND;

	private static final byte[] NOTHING = new byte[0];

	/** Asks for the nodes that may stand in for seeds, which plain nodes do not know. */
	private static final Message STAND_INS = Message.of("g_mon1", "'s");

	private final SimulatedSocket socket;

	private final SerialExecutor loop;

	private final Info info;

	private final Framing framing;

	private final Framing peerFraming;

	private final Framing.PacketLimits limits;

	private final Framing.Decoder decoder;

	/** Whether this thread stands still after each packet. */
	private final boolean singleStep;

	/** What has arrived while nobody wanted packets. */
	private final ByteQueue held;

	/** When the socket was connected. */
	private final long connected;

	private volatile State state = State.SILENT;

	private String message = "";

	private @Nullable Traffic traffic;

	private volatile boolean paused = true;

	private volatile boolean wakeUpPending;

	/** Whether a packet was handed over in this step. */
	private boolean stepped;

	private final AtomicLong received = new AtomicLong();

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong unblocked = new AtomicLong();

	SimulatedLink(SimulatedSocket socket, SerialExecutor loop, Info info, LinkSettings settings, ByteQueue first,
			long connected) {
		this.socket = socket;
		this.loop = loop;
		this.info = info;
		this.framing = settings.framing(info.ownFraming());
		this.limits = settings.limits();
		this.peerFraming = settings.framing(info.framing());
		this.decoder = this.peerFraming.decoder(settings.limits());
		this.held = first;
		this.connected = connected;
		this.received.set(first.size());
		this.singleStep = socket.connection().isSingleStep();
	}

	@Override
	public Info info() {
		return this.info;
	}

	@Override
	public long age() {
		return this.socket.process().world().now() - this.connected;
	}

	@Override
	public byte[] encode(String port, Message message) {
		return this.framing.encode(port, known(message), this.limits);
	}

	@Override
	public byte[] encodeLenient(String port, Message message) {
		return this.framing.encodeLenient(port, known(message), this.limits);
	}

	/** What a node sends instead of what it does not know: nothing. */
	private Message known(Message message) {
		return (this.socket.host().isPlain() && message.equals(STAND_INS)) ? Message.of() : message;
	}

	@Override
	public void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException {
		this.peerFraming.decoder(this.limits).decode(ByteBuffer.wrap(bytes), sink);
	}

	@Override
	public void start(Traffic traffic) {
		this.loop.execute(() -> begin(traffic));
	}

	private void begin(Traffic traffic) {
		if (this.state == State.ENDED) {
			traffic.closed(this.message);
			return;
		}
		this.state = State.RUNNING;
		this.traffic = traffic;
		goOnReading();
		drain();
	}

	@Override
	public void wakeUp() {
		if (!this.wakeUpPending) {
			this.wakeUpPending = true;
			this.loop.execute(this::drain);
		}
	}

	@Override
	public void resume() {
		this.loop.execute(this::goOnReading);
	}

	private void goOnReading() {
		if (this.state == State.RUNNING && this.paused && Objects.requireNonNull(this.traffic).resumes()) {
			this.paused = false;
			decode(this.held.take(this.held.size()));
		}
	}

	private void updateReading() {
		if (this.state == State.RUNNING) {
			this.socket.read(!this.paused);
		}
	}

	private void drain() {
		this.wakeUpPending = false;
		Traffic traffic = this.traffic;
		if (traffic == null || this.state == State.ENDED) {
			return;
		}
		while (this.socket.isWritable()) {
			ByteBuffer packets = traffic.next();
			if (packets == null) {
				drained();
				return;
			}
			byte[] bytes = new byte[packets.remaining()];
			packets.get(bytes);
			this.socket.write(bytes);
			this.socket.host().sent(0, bytes.length);
			this.sent.addAndGet(bytes.length);
		}
	}

	/** Like the real one, lets the peer close first, so that nothing is destroyed. */
	private void drained() {
		if (this.state == State.CLOSING) {
			this.socket.finish();
			endSilently();
		}
	}

	@Override
	public void close(String message) {
		this.loop.execute(() -> beginClose(message));
	}

	@Override
	public void drain(String message) {
		this.loop.execute(() -> beginDrain(message));
	}

	/** Like the real one, sends answers to what was read before, and reads no more. */
	private void beginDrain(String message) {
		if (this.state == State.RUNNING) {
			this.state = State.DRAINING;
			this.message = message;
			this.paused = true;
			this.socket.read(false);
			this.socket.process().after(DRAIN_PATIENCE, () -> this.loop.execute(() -> beginClose(message)));
		}
	}

	private void beginClose(String message) {
		if (this.state == State.SILENT) {
			end(message);
		}
		else if (this.state == State.RUNNING || this.state == State.DRAINING) {
			this.message = (this.state == State.RUNNING) ? message : this.message;
			this.state = State.CLOSING;
			Objects.requireNonNull(this.traffic).closing();
			this.socket.read(true);
			this.socket.process().after(CLOSE_PATIENCE, () -> this.loop.execute(() -> {
				endSilently();
				this.socket.close();
			}));
			drain();
		}
	}

	private void end(String message) {
		if (this.state == State.SILENT || this.state == State.RUNNING) {
			this.message = message;
		}
		endSilently();
		this.socket.close();
	}

	@Override
	public void abort(String message) {
		this.loop.execute(() -> {
			if (this.state != State.ENDED) {
				this.message = message;
			}
			endSilently();
			this.socket.reset();
		});
	}

	@Override
	public long received() {
		return this.received.get();
	}

	@Override
	public long sent() {
		return this.sent.get();
	}

	@Override
	public long unblocked() {
		return this.unblocked.get();
	}

	@Override
	public boolean isPaused() {
		return (this.state == State.RUNNING || this.state == State.DRAINING) && this.paused;
	}

	private void endSilently() {
		if (this.state != State.ENDED) {
			this.state = State.ENDED;
			Traffic traffic = this.traffic;
			this.traffic = null;
			if (traffic != null) {
				traffic.closed(this.message);
			}
		}
	}

	@Override
	public void read(byte[] bytes) {
		if (this.state != State.SILENT && this.state != State.RUNNING) {
			return;
		}
		this.received.addAndGet(bytes.length);
		if (this.paused) {
			this.held.add(bytes);
			updateReading();
		}
		else {
			decode(bytes);
		}
	}

	private void decode(byte[] bytes) {
		Objects.requireNonNull(this.traffic).begins();
		step(bytes);
	}

	private void step(byte[] bytes) {
		Traffic traffic = Objects.requireNonNull(this.traffic);
		this.stepped = false;
		try {
			this.decoder.decode(ByteBuffer.wrap(bytes), this::packet);
		}
		catch (Framing.DecodingException ex) {
			this.paused |= !traffic.ends();
			beginDrain("undecodable packet: " + ex.getMessage());
			return;
		}
		if (this.stepped && !this.paused) {
			this.loop.pause(() -> step(NOTHING));
			return;
		}
		this.paused |= !traffic.ends();
		updateReading();
	}

	private boolean packet(String port, Message message, int bytes) {
		// what was written at once was several packets, and only a decoder can tell
		this.socket.peer().host().sent(1, 0);
		if (this.traffic == null || !this.traffic.packet(port, message, bytes)) {
			this.paused = true;
		}
		this.stepped = this.singleStep;
		return !this.paused && !this.singleStep;
	}

	@Override
	public void writable() {
		this.unblocked.incrementAndGet();
		drain();
	}

	@Override
	public void ended(String message) {
		end(message);
	}

	/** The life of a link. */
	private enum State {

		/** Not started: nothing is read and nothing is written. */
		SILENT,
		/** Packets flow. */
		RUNNING,
		/** Nothing more is read, but answers to what was read are still waited for. */
		DRAINING,
		/** What is left is sent, nothing is read. */
		CLOSING,
		/** Nothing is told to the traffic any more. */
		ENDED

	}

}

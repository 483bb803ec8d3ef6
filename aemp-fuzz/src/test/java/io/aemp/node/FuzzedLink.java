package io.aemp.node;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.codec.CborFraming;
import io.aemp.link.Link;

/** A connection whose peer is the fuzzer. */
public final class FuzzedLink implements Link {

	private static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1 << 24, 512);

	private final CborFraming framing = new CborFraming();

	private final List<List<Object>> sent = new ArrayList<>();

	private final Info info;

	private Traffic traffic;

	private boolean paused;

	private boolean resumption;

	private boolean closed;

	private int taken;

	/**
	 * Creates a connection.
	 * @param peer the ID of the peer
	 */
	public FuzzedLink(String peer) {
		this.info = new Info(peer, "192.0.2.1:4040", false, "cbor", "cbor", false, null,
				Map.of("mproto", "1", "gproto", "1"));
	}

	/** Hands a packet to the node. Returns whether more may follow. */
	boolean packet(String port, Message message, int bytes) {
		this.taken++;
		this.paused = !this.traffic.packet(port, message, bytes);
		drain();
		return !this.paused;
	}

	int taken() {
		return this.taken;
	}

	@Override
	public long unblocked() {
		return 0;
	}

	@Override
	public boolean isPaused() {
		return this.paused;
	}

	boolean isClosed() {
		return this.closed;
	}

	/** What the node has sent, port names first. */
	List<List<Object>> packets() {
		drain();
		return this.sent;
	}

	void clear() {
		drain();
		this.sent.clear();
	}

	private void drain() {
		while (this.traffic != null && this.traffic.next() != null) {
			// kept by encode
		}
	}

	void end() {
		Traffic ended = this.traffic;
		this.traffic = null;
		ended.closed("Unexpected end-of-file");
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
	}

	@Override
	public byte[] encode(String port, Message message) {
		byte[] bytes = this.framing.encode(port, message, LIMITS);
		List<Object> packet = new ArrayList<>(message.toList());
		packet.add(0, port);
		this.sent.add(packet);
		return bytes;
	}

	@Override
	public byte[] encodeLenient(String port, Message message) {
		return encode(port, message);
	}

	@Override
	public void wakeUp() {
	}

	@Override
	public void resume() {
		this.resumption = true;
	}

	/** Goes on reading, if it was told to. Returns whether it was. */
	boolean goOn() {
		boolean told = this.resumption;
		this.resumption = false;
		if (told) {
			this.paused = !this.traffic.resumes();
		}
		return told;
	}

	@Override
	public void close(String message) {
		this.closed = true;
	}

	@Override
	public void abort(String message) {
		this.closed = true;
	}

	@Override
	public long received() {
		return this.taken;
	}

	@Override
	public long sent() {
		return this.sent.size();
	}

}

package io.aemp.node;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.codec.CborFraming;
import io.aemp.outbound.LargeMessageTransfer;

import static io.aemp.node.NodePortFuzz.require;

/**
 * Parts of large messages in any order and of any size, from a peer that may be mistaken
 * or hostile, while the thread that decodes comes late. Either the connection ends, or
 * what was sent is handed over once, when it is complete and the peer says so.
 */
public final class PartsFuzz implements PartsReassembly.Receiver {

	private static final int LIMIT = 1 << 12;

	private static final int PART = 16;

	private static final int WINDOW = 4 * PART;

	private static final Framing.PacketLimits LIMITS = new Framing.PacketLimits(1 << 20, 512);

	private final CborFraming framing = new CborFraming();

	private final Queue<Runnable> decoders = new ArrayDeque<>();

	private final FuzzedLink link = new FuzzedLink("peer");

	private final ReadPauses pauses = new ReadPauses(this.link);

	private final PartsReassembly parts = new PartsReassembly(this.link, this.pauses, this.decoders::add, LIMIT, this);

	/** What has arrived of the message at hand. */
	private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

	/** A message that makes sense, as far as it was not sent. */
	private ByteBuffer genuine = ByteBuffer.allocate(0);

	private long total;

	private long accepted;

	private long taken;

	private boolean due;

	/** Whether an end came early; who sends it then waits for nothing. */
	private boolean hurried;

	private LargeMessageTransfer outgoing = new LargeMessageTransfer(ByteBuffer.allocate(LIMIT), PART);

	private long outgoingTaken;

	private PartsFuzz() {
	}

	/**
	 * Entry of the fuzzer.
	 * @param input what the peer does, and when decoding goes on
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		new PartsFuzz().run(ByteBuffer.wrap(input));
	}

	private void run(ByteBuffer input) {
		try {
			while (input.remaining() >= 3 && !this.link.isClosed()) {
				step(input.get(), input.getShort() & 0xFFFF);
			}
			decodeAll();
		}
		catch (IllegalArgumentException ex) {
			// the connection ends
			return;
		}
		require(this.link.isClosed() || this.hurried || this.taken == this.accepted, "A part was never taken");
	}

	private void step(int what, int number) {
		switch (what & 7) {
			case 0 -> begin(number % LIMIT);
			case 1 -> send(this.total, genuine(number));
			case 2 -> end();
			case 3 -> decode();
			case 4 -> send(number, new byte[number % PART]);
			case 5 -> send(this.total, new byte[number % (2 * LIMIT)]);
			case 6 -> sendOut();
			default -> takeOut(number % WINDOW - 1);
		}
	}

	private void begin(int size) {
		this.genuine = ByteBuffer.wrap(encoded("port", Message.of((Object) new byte[size])));
		this.total = this.genuine.remaining();
	}

	private byte[] genuine(int number) {
		byte[] part = new byte[Math.min(number, this.genuine.remaining())];
		this.genuine.get(part);
		return part;
	}

	private void send(long total, byte[] part) {
		goOn();
		if (this.link.isClosed()) {
			return;
		}
		this.arrived.writeBytes(part);
		this.accepted += part.length;
		this.parts.part(total, part);
		require(this.arrived.size() <= LIMIT, "More was taken than a packet may have");
	}

	private void end() {
		goOn();
		if (this.link.isClosed()) {
			return;
		}
		this.due = true;
		boolean more = this.parts.end();
		require(more != this.pauses.isPaused(), "What is read, and whether it is, do not agree");
		this.hurried |= !more;
	}

	/** Nothing is read while a message is due. */
	private void goOn() {
		while (this.pauses.isPaused() && !this.link.isClosed()) {
			require(!this.decoders.isEmpty(), "Nobody is to end the pause");
			decode();
		}
		if (!this.pauses.isPaused()) {
			this.parts.resumes();
		}
	}

	private void decode() {
		Runnable task = this.decoders.poll();
		if (task != null) {
			task.run();
		}
	}

	private void decodeAll() {
		while (!this.decoders.isEmpty()) {
			decode();
		}
	}

	private void sendOut() {
		if (this.outgoing.isTaken()) {
			this.outgoing = new LargeMessageTransfer(ByteBuffer.allocate(LIMIT), PART);
			this.outgoingTaken = 0;
		}
		this.outgoing.next(this.link);
		require(this.outgoing.sent() - this.outgoingTaken <= WINDOW, "More is under way than may be");
	}

	private void takeOut(int number) {
		this.outgoing.taken(number);
		this.outgoingTaken += number;
		require(this.outgoingTaken <= this.outgoing.sent(), "More was taken than was sent");
	}

	@Override
	public void taken(int bytes) {
		this.taken += bytes;
		require(this.taken <= this.accepted, "More was taken than has arrived");
	}

	@Override
	public boolean whole(String port, Message message, int bytes) {
		require(this.due, "A message was handed over that was not due");
		byte[] packet = this.arrived.toByteArray();
		require(packet.length == bytes, "A message is not as large as its parts");
		byte[] same = encoded(port, message);
		try {
			this.framing.decoder(LIMITS).decode(ByteBuffer.wrap(packet), (name, content, size) -> {
				require(Arrays.equals(encoded(name, content), same), "A message is not what was sent");
				return true;
			});
		}
		catch (Framing.DecodingException ex) {
			throw new AssertionError("A message was no packet", ex);
		}
		this.due = false;
		this.arrived.reset();
		return true;
	}

	private byte[] encoded(String port, Message message) {
		return this.framing.encodeLenient(port, message, LIMITS);
	}

}

package io.aemp.outbound;

import java.nio.ByteBuffer;

import io.aemp.node.FuzzedLink;

import static io.aemp.node.NodePortFuzz.require;

/** A peer tells what it has taken of large messages that are sent to it in parts. */
public final class TransferFuzz {

	private static final int SIZE = 1024;

	private static final int PART = 16;

	private static final int WINDOW = 4 * PART;

	private final FuzzedLink link = new FuzzedLink("peer");

	private LargeMessageTransfer transfer = new LargeMessageTransfer(ByteBuffer.allocate(SIZE), PART);

	private long taken;

	private TransferFuzz() {
	}

	/**
	 * Entry of the fuzzer.
	 * @param input what the peer has taken, and when parts are sent
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		new TransferFuzz().run(ByteBuffer.wrap(input));
	}

	private void run(ByteBuffer input) {
		try {
			while (input.hasRemaining()) {
				byte what = input.get();
				if (what < 0) {
					send();
				}
				else {
					take(what - 1);
				}
			}
		}
		catch (IllegalArgumentException ex) {
			// the connection ends
		}
	}

	private void send() {
		if (this.transfer.isTaken()) {
			this.transfer = new LargeMessageTransfer(ByteBuffer.allocate(SIZE), PART);
			this.taken = 0;
		}
		this.transfer.next(this.link);
		require(this.transfer.sent() - this.taken <= WINDOW, "More is under way than may be");
	}

	private void take(int bytes) {
		this.transfer.taken(bytes);
		this.taken += bytes;
		require(this.taken <= this.transfer.sent(), "More was taken than was sent");
	}

}

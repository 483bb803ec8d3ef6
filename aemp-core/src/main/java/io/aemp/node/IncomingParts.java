package io.aemp.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.aemp.Framing;
import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * Puts a large message of the peer together, one at a time, and has it decoded where that
 * keeps nobody waiting. It is handed over when the peer says so, in its place among
 * others. Called on the thread of the link; only the decoding happens elsewhere.
 */
final class IncomingParts {

	private final Link link;

	private final Pauses pauses;

	private final Executor decoders;

	private final int limit;

	private final Receiver receiver;

	/** What has arrived of the message at hand; {@code null} if there is none. */
	private @Nullable Chunks chunks;

	/** The message, when it is decoded. Guarded by this. */
	private @Nullable Whole whole;

	/** Whether it is to be handed over as soon as it is decoded. Guarded by this. */
	private boolean due;

	/**
	 * Begins with nothing.
	 * @param link where parts come from
	 * @param pauses keeps everything back
	 * @param decoders for what takes long
	 * @param limit the octets of the largest message
	 * @param receiver takes messages
	 */
	IncomingParts(Link link, Pauses pauses, Executor decoders, int limit, Receiver receiver) {
		this.link = link;
		this.pauses = pauses;
		this.decoders = decoders;
		this.limit = limit;
		this.receiver = receiver;
	}

	/**
	 * Takes a part. The last one counts as taken when the message is ready to be handed
	 * over.
	 * @throws IllegalArgumentException if it does not belong to those before
	 */
	void part(long total, byte[] octets) {
		Chunks chunks = this.chunks;
		if (chunks == null) {
			if (total <= 0 || total > this.limit) {
				throw new IllegalArgumentException(
						"a message in parts is larger than " + this.limit + " octets (max_packet_size)");
			}
			chunks = new Chunks((int) total);
			this.chunks = chunks;
		}
		if (octets.length == 0 || total != chunks.total() || octets.length > chunks.missing()) {
			throw new IllegalArgumentException("the parts of a message do not belong together");
		}
		chunks.add(octets);
		if (chunks.missing() > 0) {
			this.receiver.taken(octets.length);
		}
		else {
			decode(chunks, octets.length);
		}
	}

	private void decode(Chunks chunks, int last) {
		Runnable task = () -> decoded(chunks, last);
		try {
			this.decoders.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// the node is being closed
			task.run();
		}
	}

	private void decoded(Chunks chunks, int last) {
		try {
			Whole whole = whole(chunks.join());
			synchronized (this) {
				this.whole = whole;
				if (!this.due) {
					this.receiver.taken(last);
					return;
				}
			}
			// nothing is read meanwhile, so this thread stands for the one of the link
			handOver();
			this.pauses.end(Pauses.Cause.PARTS);
		}
		catch (Framing.DecodingException ex) {
			this.link.close("undecodable packet: " + ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			// also without memory: this must not become a hole
			this.link.close("internal error: " + ex);
			throw ex;
		}
	}

	private Whole whole(byte[] octets) throws Framing.DecodingException {
		List<Whole> packets = new ArrayList<>(1);
		this.link.decode(octets, (port, message, size) -> packets.add(new Whole(port, message, size)));
		if (packets.size() != 1 || packets.get(0).octets() != octets.length) {
			throw new Framing.DecodingException("What came in parts is not one packet");
		}
		return packets.get(0);
	}

	/**
	 * Hands the message over. If it is not decoded yet, nothing is read until it is.
	 * @return whether more may follow
	 * @throws IllegalArgumentException if it is not complete
	 */
	boolean end() {
		Chunks chunks = this.chunks;
		if (chunks == null || chunks.missing() > 0) {
			throw new IllegalArgumentException("the parts of a message are not complete");
		}
		synchronized (this) {
			if (this.whole == null) {
				this.due = true;
				this.pauses.begin(Pauses.Cause.PARTS);
				return false;
			}
		}
		return handOver();
	}

	private boolean handOver() {
		Whole whole;
		synchronized (this) {
			whole = Objects.requireNonNull(this.whole);
			this.whole = null;
			this.due = false;
		}
		this.chunks = null;
		return this.receiver.whole(whole.port(), whole.message(), whole.octets());
	}

	/** What becomes of messages. Called on the thread of the link, or in its place. */
	interface Receiver {

		/** Octets were taken, so that the peer may send more. */
		void taken(int octets);

		/** Takes a message. Returns whether more may follow. */
		boolean whole(String port, Message message, int octets);

	}

	private record Whole(String port, Message message, int octets) {

	}

	/** Octets, without an array that has to grow: that would take long now and then. */
	private static final class Chunks {

		private static final int SIZE = 1 << 16;

		private final List<byte[]> chunks = new ArrayList<>();

		private final int total;

		private int arrived;

		Chunks(int total) {
			this.total = total;
		}

		int total() {
			return this.total;
		}

		int missing() {
			return this.total - this.arrived;
		}

		void add(byte[] octets) {
			for (int from = 0; from < octets.length;) {
				int offset = this.arrived % SIZE;
				if (offset == 0) {
					this.chunks.add(new byte[Math.min(SIZE, missing())]);
				}
				byte[] chunk = this.chunks.get(this.chunks.size() - 1);
				int length = Math.min(octets.length - from, chunk.length - offset);
				System.arraycopy(octets, from, chunk, offset, length);
				from += length;
				this.arrived += length;
			}
		}

		/** All of them; once. */
		byte[] join() {
			byte[] octets = new byte[this.total];
			int position = 0;
			for (byte[] chunk : this.chunks) {
				System.arraycopy(chunk, 0, octets, position, chunk.length);
				position += chunk.length;
			}
			this.chunks.clear();
			return octets;
		}

	}

}

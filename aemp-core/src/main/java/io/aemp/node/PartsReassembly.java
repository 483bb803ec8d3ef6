package io.aemp.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Reassembles a large message of the peer, one at a time, and lets another thread decode
 * it, so that nothing waits for the decoding. The message is handed over when the peer
 * asks for it, in order with other messages. Called on the thread of the link, which also
 * hands messages over; only allocation and decoding run elsewhere.
 */
final class PartsReassembly {

	private final Link link;

	private final ReadPauses pauses;

	private final Executor decoders;

	private final int limit;

	private final Receiver receiver;

	/** The message that is being received; {@code null} if there is none. */
	private @Nullable Assembly assembly;

	/** The decoded message. Guarded by this. */
	private @Nullable Whole whole;

	/** Whether the message is due as soon as it is decoded. Guarded by this. */
	private boolean due;

	/**
	 * Creates the reassembly of a connection.
	 * @param link the link of the parts
	 * @param pauses pauses reading
	 * @param decoders runs allocation and decoding
	 * @param limit the size of the largest message in bytes
	 * @param receiver takes messages
	 */
	PartsReassembly(Link link, ReadPauses pauses, Executor decoders, int limit, Receiver receiver) {
		this.link = link;
		this.pauses = pauses;
		this.decoders = decoders;
		this.limit = limit;
		this.receiver = receiver;
	}

	/**
	 * Takes a part. The last part counts as taken when the message is decoded.
	 * @throws IllegalArgumentException if the part does not continue the message, or the
	 * message is too large
	 */
	void part(long total, byte[] bytes) {
		Assembly assembly = this.assembly;
		if (assembly == null) {
			if (total <= 0 || total > this.limit) {
				throw new IllegalArgumentException(
						"a message in parts is larger than " + this.limit + " bytes (max_packet_size)");
			}
			assembly = new Assembly((int) total);
			this.assembly = assembly;
		}
		if (bytes.length == 0 || total != assembly.total() || bytes.length > assembly.missing()) {
			throw new IllegalArgumentException("the parts of a message do not belong together");
		}
		int stored = assembly.add(bytes);
		if (assembly.beginsToGrow()) {
			makeRoom(assembly);
		}
		stored(assembly, stored);
	}

	/** Allocates the memory on another thread, because a large allocation takes time. */
	private void makeRoom(Assembly assembly) {
		execute(() -> stored(assembly, assembly.grow()));
	}

	private void stored(Assembly assembly, int bytes) {
		byte[] complete = assembly.complete();
		if (complete != null) {
			execute(() -> decoded(complete, bytes));
		}
		else if (bytes > 0) {
			this.receiver.taken(bytes);
		}
	}

	private void execute(Runnable task) {
		Runnable safe = () -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				// also without memory: the loss of the message must be reported
				this.link.close("internal error: " + ex);
				throw ex;
			}
		};
		try {
			this.decoders.execute(safe);
		}
		catch (RejectedExecutionException ex) {
			// the node is being closed
			safe.run();
		}
	}

	private void decoded(byte[] bytes, int last) {
		try {
			Whole whole = whole(bytes);
			if (isAwaited(whole)) {
				this.pauses.end(ReadPauses.Cause.PARTS);
			}
			else {
				this.receiver.taken(last);
			}
		}
		catch (Framing.DecodingException ex) {
			this.link.drain("undecodable packet: " + ex.getMessage());
		}
	}

	private synchronized boolean isAwaited(Whole whole) {
		this.whole = whole;
		return this.due;
	}

	private Whole whole(byte[] bytes) throws Framing.DecodingException {
		List<Whole> packets = new ArrayList<>(1);
		this.link.decode(bytes, (port, message, size) -> packets.add(new Whole(port, message, size)));
		if (packets.size() != 1 || packets.get(0).bytes() != bytes.length) {
			throw new Framing.DecodingException("What came in parts is not one packet");
		}
		return packets.get(0);
	}

	/**
	 * Hands the message over. If it is not decoded yet, reading pauses until it is.
	 * @return whether more may follow
	 * @throws IllegalArgumentException if the message is not complete
	 */
	boolean end() {
		Assembly assembly = this.assembly;
		if (assembly == null || assembly.missing() > 0) {
			throw new IllegalArgumentException("the parts of a message are not complete");
		}
		synchronized (this) {
			if (this.whole == null) {
				this.due = true;
				this.pauses.begin(ReadPauses.Cause.PARTS);
				return false;
			}
		}
		return handOver();
	}

	/**
	 * Hands over the due message, if there is one, when reading goes on. Returns whether
	 * more may follow.
	 */
	boolean resumes() {
		return !isDue() || handOver();
	}

	private synchronized boolean isDue() {
		return this.due;
	}

	private boolean handOver() {
		Whole whole;
		synchronized (this) {
			whole = Objects.requireNonNull(this.whole);
			this.whole = null;
			this.due = false;
		}
		this.assembly = null;
		return this.receiver.whole(whole.port(), whole.message(), whole.bytes());
	}

	/** Receives reassembled messages. */
	interface Receiver {

		/** Bytes were taken, and the peer may send as many more. Any thread. */
		void taken(int bytes);

		/** Takes a message on the thread of the link. Returns whether more may follow. */
		boolean whole(String port, Message message, int bytes);

	}

	private record Whole(String port, Message message, int bytes) {

	}

	/**
	 * A buffer that another thread allocates, in steps: what a peer announces costs
	 * nothing until most of it has come. Parts for which there is no room yet wait; they
	 * are few if the peer respects its window.
	 */
	private static final class Assembly {

		private static final int FIRST_ROOM = 1 << 20;

		private static final int GROWTH = 4;

		private final int total;

		/** Only for the thread of the link. */
		private int arrived;

		private final Queue<byte[]> waiting = new ArrayDeque<>();

		private int waitingBytes;

		/** Whether another thread allocates room. */
		private boolean growing;

		private byte @Nullable [] bytes = new byte[0];

		private int stored;

		Assembly(int total) {
			this.total = total;
		}

		int total() {
			return this.total;
		}

		int missing() {
			return this.total - this.arrived;
		}

		/** Returns how many bytes were stored. */
		synchronized int add(byte[] part) {
			this.arrived += part.length;
			this.waiting.add(part);
			this.waitingBytes += part.length;
			return store();
		}

		/** Returns whether {@link #grow} has to be called, on another thread. */
		synchronized boolean beginsToGrow() {
			boolean begins = !this.growing && !this.waiting.isEmpty();
			this.growing |= begins;
			return begins;
		}

		/** Returns how many bytes were stored. */
		int grow() {
			int stored = 0;
			while (true) {
				byte[] small;
				int room;
				synchronized (this) {
					small = Objects.requireNonNull(this.bytes);
					room = (int) Math.min(this.total,
							Math.max(FIRST_ROOM, (long) GROWTH * (this.stored + this.waitingBytes)));
				}
				// nothing is stored meanwhile, because something waits
				byte[] large = Arrays.copyOf(small, room);
				synchronized (this) {
					this.bytes = large;
					stored += store();
					this.growing = !this.waiting.isEmpty();
					if (!this.growing) {
						return stored;
					}
				}
			}
		}

		private int store() {
			byte[] bytes = Objects.requireNonNull(this.bytes);
			int before = this.stored;
			for (byte[] part = this.waiting.peek(); part != null
					&& part.length <= bytes.length - this.stored; part = this.waiting.peek()) {
				System.arraycopy(part, 0, bytes, this.stored, part.length);
				this.stored += part.length;
				this.waitingBytes -= part.length;
				this.waiting.remove();
			}
			return this.stored - before;
		}

		/**
		 * Returns all bytes once they are complete, a single time; otherwise
		 * {@code null}.
		 */
		synchronized byte @Nullable [] complete() {
			byte[] bytes = (this.stored == this.total) ? this.bytes : null;
			this.bytes = (bytes != null) ? null : this.bytes;
			return bytes;
		}

	}

}

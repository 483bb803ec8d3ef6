package io.aemp.dataconnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.aemp.DataConnectionException;
import io.aemp.link.ByteStream.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a data connection has received and not read. The stream bounds it: it
 * reads on when chunks are released. Any thread.
 */
final class ConnectionInput {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrival = this.lock.newCondition();

	private final Deque<Chunk> chunks = new ArrayDeque<>();

	private final ConnectionParts parts;

	private final Runnable close;

	private @Nullable InputStream stream;

	private @Nullable Subscribed subscribed;

	private boolean ended;

	private boolean dropped;

	private @Nullable DataConnectionException failure;

	/**
	 * Creates the input.
	 * @param parts the other parts of the node
	 * @param close closes the connection
	 */
	ConnectionInput(ConnectionParts parts, Runnable close) {
		this.parts = parts;
		this.close = close;
	}

	void received(Chunk chunk) {
		if (!add(chunk)) {
			chunk.release();
		}
		wakeUp();
	}

	private boolean add(Chunk chunk) {
		this.lock.lock();
		try {
			return !this.dropped && this.chunks.add(chunk);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void wakeUp() {
		Subscribed present;
		this.lock.lock();
		try {
			this.arrival.signalAll();
			present = this.subscribed;
		}
		finally {
			this.lock.unlock();
		}
		if (present != null) {
			present.schedule();
		}
	}

	/** Nothing more comes; what has come can still be read. */
	void end() {
		this.lock.lock();
		this.ended = true;
		this.lock.unlock();
		wakeUp();
	}

	/** The connection is broken; what has come before can still be read. */
	void fail(DataConnectionException failure) {
		this.lock.lock();
		if (!this.ended && this.failure == null) {
			this.failure = failure;
		}
		this.lock.unlock();
		wakeUp();
	}

	/** The connection was closed by this side, and nothing is read any more. */
	void drop(DataConnectionException failure) {
		List<Chunk> unread;
		this.lock.lock();
		try {
			this.dropped = true;
			this.ended = false;
			this.failure = failure;
			unread = new ArrayList<>(this.chunks);
			this.chunks.clear();
		}
		finally {
			this.lock.unlock();
		}
		unread.forEach(Chunk::release);
		wakeUp();
	}

	InputStream stream() {
		this.lock.lock();
		try {
			if (this.subscribed != null) {
				throw new IllegalStateException("The publisher of this data connection has a subscriber already, "
						+ "which gets all bytes; use one of the two");
			}
			InputStream stream = (this.stream != null) ? this.stream : new Stream();
			this.stream = stream;
			return stream;
		}
		finally {
			this.lock.unlock();
		}
	}

	void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
		Objects.requireNonNull(subscriber, "subscriber");
		Subscribed created = new Subscribed(this, subscriber, this.parts.runtime().currentContext(), this.close);
		this.lock.lock();
		try {
			if (this.stream != null || this.subscribed != null) {
				throw new IllegalStateException("The bytes of this data connection have a reader already, "
						+ ((this.stream != null) ? "its input stream" : "another subscriber") + "; use one of them");
			}
			this.subscribed = created;
		}
		finally {
			this.lock.unlock();
		}
		created.schedule();
	}

	/** Puts back what is left of a chunk. */
	private void giveBack(Chunk chunk) {
		boolean kept;
		this.lock.lock();
		try {
			kept = chunk.remaining() > 0 && !this.dropped;
			if (kept) {
				this.chunks.addFirst(chunk);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (!kept) {
			chunk.release();
		}
	}

	/** Takes the next chunk without waiting; {@code null} if there is none. */
	@Nullable Chunk poll() {
		this.lock.lock();
		try {
			return this.chunks.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How the input has ended, once all has been read. */
	State state() {
		this.lock.lock();
		try {
			if (!this.chunks.isEmpty()) {
				return new State(true, null);
			}
			return new State(!this.ended && this.failure == null, this.failure);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A moment of the input.
	 *
	 * @param open whether there is something to read, or may be later
	 * @param failure what has broken it; {@code null} if it has not broken, or not yet
	 */
	record State(boolean open, @Nullable DataConnectionException failure) {

	}

	/** For threads that may wait. */
	private final class Stream extends InputStream {

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			Objects.checkFromIndexSize(offset, length, target.length);
			if (length == 0) {
				return 0;
			}
			ConnectionInput.this.parts.requireMayWait();
			if (available() == 0) {
				ConnectionInput.this.parts.handOver();
			}
			Chunk chunk = take();
			if (chunk == null) {
				return -1;
			}
			int read = Math.min(length, chunk.remaining());
			// without the lock, so that the thread that serves the socket never waits
			chunk.read(target, offset, read);
			giveBack(chunk);
			return read;
		}

		private @Nullable Chunk take() throws IOException {
			ConnectionInput input = ConnectionInput.this;
			try {
				input.lock.lockInterruptibly();
			}
			catch (InterruptedException ex) {
				throw interrupted();
			}
			try {
				while (input.chunks.isEmpty() && !input.ended && input.failure == null) {
					input.arrival.await();
				}
				if (input.chunks.isEmpty() && input.failure != null) {
					throw new DataConnectionException(input.failure.node(), input.failure.reason());
				}
				return input.chunks.poll();
			}
			catch (InterruptedException ex) {
				throw interrupted();
			}
			finally {
				input.lock.unlock();
			}
		}

		private static InterruptedIOException interrupted() {
			Thread.currentThread().interrupt();
			return new InterruptedIOException("the thread was interrupted while it read from a data connection");
		}

		@Override
		public int available() {
			ConnectionInput input = ConnectionInput.this;
			input.lock.lock();
			try {
				return input.chunks.stream().mapToInt(Chunk::remaining).sum();
			}
			finally {
				input.lock.unlock();
			}
		}

		@Override
		public void close() {
			ConnectionInput.this.close.run();
		}

	}

}

package io.aemp.dataconnection;

import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.aemp.DataConnectionException;
import io.aemp.Reason;
import io.aemp.link.ByteStream;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a data connection sends. It gives the stream a few slices at a time,
 * so that memory is bounded however much is written. Any thread.
 */
final class ConnectionOutput {

	/** Large enough for few system calls, small enough for the caches. */
	private static final int SLICE = 64 * 1024;

	/** The bytes that the stream has at most. */
	private static final int WINDOW = 8 * SLICE;

	private static final int MOST_WRITES = 1024;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition progress = this.lock.newCondition();

	private final Queue<Write> waiting = new ArrayDeque<>();

	/** The writes whose bytes the stream has, but has not sent. */
	private final List<Write> unfinished = new ArrayList<>();

	private final OutputStream stream = new Stream();

	private final ByteStream target;

	private final ConnectionParts parts;

	private final Runnable shutdown;

	private int inFlight;

	/** Whether a thread gives slices to the stream. */
	private boolean pumping;

	private boolean started;

	private boolean ending;

	/** What runs at the end of the output. */
	private final List<Runnable> atEnd = new ArrayList<>();

	private @Nullable DataConnectionException failure;

	/**
	 * Creates the output.
	 * @param target the stream
	 * @param parts the other parts of the node
	 * @param shutdown ends the output of the connection
	 */
	ConnectionOutput(ByteStream target, ConnectionParts parts, Runnable shutdown) {
		this.target = target;
		this.shutdown = shutdown;
		this.parts = parts;
	}

	OutputStream stream() {
		return this.stream;
	}

	/** Whether anything was ever written. */
	boolean isStarted() {
		this.lock.lock();
		try {
			return this.started;
		}
		finally {
			this.lock.unlock();
		}
	}

	CompletableFuture<@Nullable Void> write(ByteBuffer bytes) {
		Write write = new Write(bytes.slice());
		Exception refusal = enqueue(write);
		if (refusal != null) {
			return CompletableFuture.failedFuture(refusal);
		}
		pump();
		return write.future;
	}

	private @Nullable Exception enqueue(Write write) {
		this.lock.lock();
		try {
			DataConnectionException closed = refusal();
			if (closed != null) {
				return closed;
			}
			if (this.waiting.size() + this.unfinished.size() >= MOST_WRITES) {
				return new IllegalStateException(MOST_WRITES
						+ " writes are under way already; wait for the future of a write before the next one");
			}
			this.started = true;
			this.waiting.add(write);
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable DataConnectionException refusal() {
		if (this.failure != null) {
			return new DataConnectionException(this.failure.node(), this.failure.reason());
		}
		return !this.ending ? null : new DataConnectionException(this.target.node(),
				Reason.of(DataConnectionException.IDENTIFIER, "the output has ended; write before shutdownOutput"));
	}

	/** Gives slices to the stream until it has enough. One thread at a time does so. */
	private void pump() {
		while (true) {
			Slice slice;
			this.lock.lock();
			try {
				slice = this.pumping ? null : nextSlice();
				if (slice == null) {
					break;
				}
				this.pumping = true;
			}
			finally {
				this.lock.unlock();
			}
			this.target.write(slice.bytes(), (problem) -> written(slice, problem));
			this.lock.lock();
			this.pumping = false;
			this.lock.unlock();
		}
		endIfDone();
	}

	private @Nullable Slice nextSlice() {
		Write write = this.waiting.peek();
		if (write == null || this.inFlight >= WINDOW || this.failure != null) {
			return null;
		}
		ByteBuffer bytes = write.bytes;
		int length = Math.min(SLICE, bytes.remaining());
		ByteBuffer part = bytes.slice(bytes.position(), length);
		bytes.position(bytes.position() + length);
		boolean last = !bytes.hasRemaining();
		if (last) {
			this.waiting.remove();
			this.unfinished.add(write);
		}
		this.inFlight += length;
		return new Slice(part, length, last ? write : null);
	}

	private void written(Slice slice, @Nullable String problem) {
		this.lock.lock();
		try {
			this.inFlight -= slice.length();
			if (problem == null && slice.last() != null) {
				this.unfinished.remove(slice.last());
			}
			this.progress.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		// a problem also closes the stream, which fails all writes
		if (problem == null && slice.last() != null) {
			complete(slice.last().future);
		}
		pump();
	}

	private void complete(CompletableFuture<@Nullable Void> future) {
		this.parts.runtime().outside().tryExecute(() -> future.complete(null));
	}

	/**
	 * Ends the output.
	 * @param then runs when the stream has sent all that was written; not at all if it
	 * fails before that
	 */
	void end(Runnable then) {
		this.lock.lock();
		try {
			this.ending = true;
			this.atEnd.add(then);
		}
		finally {
			this.lock.unlock();
		}
		endIfDone();
	}

	private void endIfDone() {
		List<Runnable> due = List.of();
		this.lock.lock();
		try {
			if (this.ending && this.failure == null && !this.pumping && this.inFlight == 0 && this.waiting.isEmpty()) {
				due = List.copyOf(this.atEnd);
				this.atEnd.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
		due.forEach(Runnable::run);
	}

	/** Fails everything that is not sent. */
	void fail(DataConnectionException failure) {
		List<Write> lost = new ArrayList<>();
		this.lock.lock();
		try {
			if (this.failure == null) {
				this.failure = failure;
				lost.addAll(this.unfinished);
				lost.addAll(this.waiting);
				this.unfinished.clear();
				this.waiting.clear();
			}
			this.progress.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		lost.forEach((
				write) -> this.parts.runtime().outside().tryExecute(() -> write.future.completeExceptionally(failure)));
	}

	/** The bytes of one call, and the future that tells when they are sent. */
	private static final class Write {

		private final ByteBuffer bytes;

		private final CompletableFuture<@Nullable Void> future = new CompletableFuture<>();

		private Write(ByteBuffer bytes) {
			this.bytes = bytes;
		}

	}

	/**
	 * A part of a write.
	 *
	 * @param bytes the bytes
	 * @param length how many they are
	 * @param last the write that ends with this part; {@code null} if it goes on
	 */
	private record Slice(ByteBuffer bytes, int length, @Nullable Write last) {

	}

	/** For threads that may wait. */
	private final class Stream extends OutputStream {

		@Override
		public void write(int value) throws InterruptedIOException, DataConnectionException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws InterruptedIOException, DataConnectionException {
			Objects.checkFromIndexSize(offset, length, bytes.length);
			ConnectionOutput.this.parts.requireMayWait();
			for (int done = 0; done < length;) {
				int part = Math.min(SLICE, length - done);
				reserve(part);
				Slice slice = new Slice(ByteBuffer.wrap(bytes, offset + done, part), part, null);
				ConnectionOutput.this.target.write(slice.bytes(), (problem) -> written(slice, problem));
				done += part;
			}
		}

		private void reserve(int part) throws InterruptedIOException, DataConnectionException {
			ConnectionOutput output = ConnectionOutput.this;
			handOverIfInFlight(WINDOW);
			lockInterruptibly();
			try {
				while (output.failure == null && (output.inFlight >= WINDOW || !output.waiting.isEmpty())) {
					await();
				}
				DataConnectionException closed = refusal();
				if (closed != null) {
					throw closed;
				}
				output.started = true;
				output.inFlight += part;
			}
			finally {
				output.lock.unlock();
			}
		}

		@Override
		public void flush() throws InterruptedIOException, DataConnectionException {
			ConnectionOutput output = ConnectionOutput.this;
			output.parts.requireMayWait();
			handOverIfInFlight(1);
			lockInterruptibly();
			try {
				while (output.failure == null && (output.inFlight > 0 || !output.waiting.isEmpty())) {
					await();
				}
				if (output.failure != null) {
					throw new DataConnectionException(output.failure.node(), output.failure.reason());
				}
			}
			finally {
				output.lock.unlock();
			}
		}

		/** Without the lock, which the thread that serves the socket needs. */
		private void handOverIfInFlight(int least) {
			ConnectionOutput output = ConnectionOutput.this;
			output.lock.lock();
			boolean busy = output.inFlight >= least || !output.waiting.isEmpty();
			output.lock.unlock();
			if (busy) {
				output.parts.handOver();
			}
		}

		private void lockInterruptibly() throws InterruptedIOException {
			try {
				ConnectionOutput.this.lock.lockInterruptibly();
			}
			catch (InterruptedException ex) {
				throw interrupted();
			}
		}

		private void await() throws InterruptedIOException {
			try {
				ConnectionOutput.this.progress.await();
			}
			catch (InterruptedException ex) {
				throw interrupted();
			}
		}

		private static InterruptedIOException interrupted() {
			Thread.currentThread().interrupt();
			return new InterruptedIOException("the thread was interrupted while it wrote to a data connection");
		}

		@Override
		public void close() {
			ConnectionOutput.this.shutdown.run();
		}

	}

}

package io.aemp.dataconnection;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.link.ByteStream;
import org.jspecify.annotations.Nullable;

/**
 * One end of a stream within this node. What one end is given counts as sent at once
 * while the other one has not much to read, and then when there is room again: so a
 * reader that is slow slows the writer down. One executor runs all that concerns both
 * ends, in order.
 */
final class MemoryPipe implements ByteStream {

	/** The bytes that may wait to be read, as sockets have room for some. */
	private static final int ROOM = 256 * 1024;

	private final String node;

	/** Runs tasks for both ends, one after the other. */
	private final Executor executor;

	private @Nullable MemoryPipe other;

	private @Nullable Receiver receiver;

	/** What has come before there was a receiver. */
	private final Queue<Consumer<Receiver>> early = new ArrayDeque<>();

	/** Who waits until the receiver has read some of what it has. */
	private final Queue<Consumer<@Nullable String>> blocked = new ArrayDeque<>();

	private int unread;

	private boolean outputEnded;

	private boolean closed;

	private MemoryPipe(String node, Executor executor) {
		this.node = node;
		this.executor = executor;
	}

	/**
	 * Creates both ends.
	 * @param node the ID of this node
	 * @param executor runs tasks one after the other, never in the calling thread
	 * @return one end, which knows the other one
	 */
	static MemoryPipe create(String node, Executor executor) {
		MemoryPipe first = new MemoryPipe(node, executor);
		MemoryPipe second = new MemoryPipe(node, executor);
		first.other = second;
		second.other = first;
		return first;
	}

	MemoryPipe other() {
		return Objects.requireNonNull(this.other);
	}

	@Override
	public String node() {
		return this.node;
	}

	@Override
	public boolean isEncrypted() {
		return false;
	}

	@Override
	public void start(Receiver receiver) {
		this.executor.execute(() -> {
			this.receiver = receiver;
			this.early.forEach((event) -> event.accept(receiver));
			this.early.clear();
		});
	}

	@Override
	public void write(ByteBuffer bytes, Consumer<@Nullable String> done) {
		ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
		this.executor.execute(() -> {
			if (this.closed || this.outputEnded || other().closed) {
				done.accept("the connection is closed");
			}
			else {
				other().deliver(copy, done);
			}
		});
	}

	private void deliver(ByteBuffer bytes, Consumer<@Nullable String> done) {
		int size = bytes.remaining();
		this.unread += size;
		tell((receiver) -> receiver
			.received(new MemoryChunk(bytes, () -> this.executor.execute(() -> released(size)))));
		this.blocked.add(done);
		released(0);
	}

	private void released(int size) {
		this.unread -= size;
		while (this.unread < ROOM && !this.blocked.isEmpty()) {
			this.blocked.remove().accept(null);
		}
	}

	private void tell(Consumer<Receiver> event) {
		if (this.receiver != null) {
			event.accept(this.receiver);
		}
		else {
			this.early.add(event);
		}
	}

	@Override
	public void shutdownOutput() {
		this.executor.execute(this::endOutput);
	}

	private void endOutput() {
		if (!this.outputEnded && !this.closed) {
			this.outputEnded = true;
			other().tell(Receiver::ended);
		}
	}

	@Override
	public void close() {
		this.executor.execute(() -> {
			endOutput();
			end(null);
		});
	}

	@Override
	public void abort() {
		this.executor.execute(() -> {
			end(null);
			other().end("Connection reset by peer");
		});
	}

	private void end(@Nullable String problem) {
		if (!this.closed) {
			this.closed = true;
			this.blocked.forEach((done) -> done.accept("the connection is closed"));
			this.blocked.clear();
			tell((receiver) -> receiver.closed(problem));
		}
	}

	/**
	 * Bytes on their way.
	 *
	 * @param bytes the bytes
	 * @param released runs when they are read
	 */
	private record MemoryChunk(ByteBuffer bytes, Runnable released) implements Chunk {

		@Override
		public int remaining() {
			return this.bytes.remaining();
		}

		@Override
		public void read(byte[] target, int offset, int length) {
			this.bytes.get(target, offset, length);
		}

		@Override
		public void release() {
			this.released.run();
		}

	}

}

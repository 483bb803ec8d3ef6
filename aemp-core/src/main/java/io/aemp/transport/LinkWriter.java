package io.aemp.transport;

import java.nio.ByteBuffer;

import io.aemp.link.Link.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes the packets of a link. One buffer holds many small packets or a part of a large
 * one, and each buffer is flushed once. The writer takes no more packets than the socket
 * does. Runs on the event loop.
 */
final class LinkWriter {

	private static final int BATCH_SIZE = 64 * 1024;

	/** The smallest buffer: has room for a few more packets. */
	private static final int SMALL_BATCH = 4 * 1024;

	/** After so many batches, other connections have their turn. */
	private static final int MAX_BATCHES = 16;

	/**
	 * The number of batches that may wait for the socket. A limit in bytes would not
	 * bound memory, because an almost empty batch takes a whole buffer too.
	 */
	private static final int MAX_WAITING = 2;

	private final ChannelHandlerContext ctx;

	private final Traffic traffic;

	private final Outcome outcome;

	private int waiting;

	/** Whether the socket took no more although the traffic may have more. */
	private boolean blocked;

	/** Packets taken from the traffic that did not all fit into the last batch. */
	private @Nullable ByteBuffer held;

	LinkWriter(ChannelHandlerContext ctx, Traffic traffic, Outcome outcome) {
		this.ctx = ctx;
		this.traffic = traffic;
		this.outcome = outcome;
	}

	/** Writes as much as the socket takes now. */
	Progress write() {
		this.blocked = false;
		for (int batches = 0; this.ctx.channel().isWritable() && this.waiting < MAX_WAITING; batches++) {
			if (batches == MAX_BATCHES) {
				return Progress.INTERRUPTED;
			}
			ByteBuf batch = nextBatch();
			if (batch == null) {
				return Progress.DONE;
			}
			int bytes = batch.readableBytes();
			this.waiting++;
			this.ctx.writeAndFlush(batch).addListener((write) -> written(write, bytes));
		}
		this.blocked = true;
		return Progress.BLOCKED;
	}

	private void written(Future<?> write, int bytes) {
		this.waiting--;
		Throwable cause = write.cause();
		if (cause != null) {
			this.outcome.failed(cause);
			return;
		}
		this.outcome.written(bytes);
		if (this.blocked) {
			this.outcome.writable();
		}
	}

	private @Nullable ByteBuf nextBatch() {
		ByteBuffer packets = (this.held != null) ? this.held : this.traffic.next();
		this.held = null;
		if (packets == null) {
			return null;
		}
		// the traffic gives all queued packets at once, so more are unlikely
		ByteBuf batch = this.ctx.alloc().ioBuffer(Math.min(BATCH_SIZE, Math.max(SMALL_BATCH, packets.remaining())));
		try {
			while (packets != null && batch.isWritable()) {
				int part = Math.min(packets.remaining(), batch.writableBytes());
				batch.writeBytes(packets.array(), packets.arrayOffset() + packets.position(), part);
				packets.position(packets.position() + part);
				packets = packets.hasRemaining() ? packets : this.traffic.next();
			}
		}
		catch (RuntimeException | Error ex) {
			batch.release();
			throw ex;
		}
		this.held = packets;
		return batch;
	}

	/** Receives the outcome of writes, on the event loop. */
	interface Outcome {

		/** The socket has taken bytes, so it has room for more. */
		void writable();

		/** The socket has taken bytes. */
		void written(int bytes);

		void failed(Throwable cause);

	}

	/** How far a write got. */
	enum Progress {

		/** The traffic has nothing more. */
		DONE,
		/** The socket takes no more for now. */
		BLOCKED,
		/** There is more to write, but other connections have their turn. */
		INTERRUPTED

	}

}

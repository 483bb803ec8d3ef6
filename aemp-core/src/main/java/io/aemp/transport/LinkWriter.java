package io.aemp.transport;

import java.nio.ByteBuffer;

import io.aemp.link.Link.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the traffic of a link gives: many small packets or a part of a large one in
 * one buffer, and one flush for each buffer. Takes no more than the socket does. Belongs
 * to the event loop.
 */
final class LinkWriter {

	private static final int BATCH_SIZE = 64 * 1024;

	/** Room for some packets more. */
	private static final int SMALL_BATCH = 4 * 1024;

	/** After so many batches other connections have their turn. */
	private static final int MAX_BATCHES = 16;

	/**
	 * Batches that may wait for the socket. Even an almost empty one takes a whole
	 * buffer, so their bytes alone say nothing about memory.
	 */
	private static final int MAX_WAITING = 2;

	private final ChannelHandlerContext ctx;

	private final Traffic traffic;

	private final Outcome outcome;

	private int waiting;

	/** Whether there may be more, which the socket did not take. */
	private boolean blocked;

	/** Packets that were taken, of which not all fitted into the last batch. */
	private @Nullable ByteBuffer held;

	LinkWriter(ChannelHandlerContext ctx, Traffic traffic, Outcome outcome) {
		this.ctx = ctx;
		this.traffic = traffic;
		this.outcome = outcome;
	}

	/** Writes what can be written now. */
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
		// what has gathered comes at once, so no more is to be expected
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

	/** Is told what becomes of writes, on the event loop. */
	interface Outcome {

		/** The socket has taken something, so that there is room for more. */
		void writable();

		/** Bytes have left. */
		void written(int bytes);

		void failed(Throwable cause);

	}

	/** How far it got. */
	enum Progress {

		/** The traffic has nothing more. */
		DONE,
		/** The socket takes no more now. */
		BLOCKED,
		/** There is more, but others should have their turn. */
		INTERRUPTED

	}

}

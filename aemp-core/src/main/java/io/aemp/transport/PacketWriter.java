package io.aemp.transport;

import io.aemp.node.Link.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the traffic of a link gives: many packets in one buffer, and one flush for
 * each buffer. Takes no more than the socket does. Belongs to the event loop.
 */
final class PacketWriter {

	private static final int BATCH_SIZE = 64 * 1024;

	/** After so many batches other connections have their turn. */
	private static final int MAX_BATCHES = 16;

	private final ChannelHandlerContext ctx;

	private final Traffic traffic;

	private final Written written;

	/** A packet that was taken, but had no room in the last batch. */
	private byte @Nullable [] held;

	PacketWriter(ChannelHandlerContext ctx, Traffic traffic, Written written) {
		this.ctx = ctx;
		this.traffic = traffic;
		this.written = written;
	}

	/** Writes what can be written now. */
	Progress write() {
		for (int batches = 0; this.ctx.channel().isWritable(); batches++) {
			if (batches == MAX_BATCHES) {
				return Progress.INTERRUPTED;
			}
			ByteBuf batch = nextBatch();
			if (batch == null) {
				return Progress.DONE;
			}
			int octets = batch.readableBytes();
			this.ctx.writeAndFlush(batch).addListener((write) -> this.written.written(write, octets));
		}
		return Progress.BLOCKED;
	}

	private @Nullable ByteBuf nextBatch() {
		byte[] packet = nextPacket();
		if (packet == null) {
			return null;
		}
		ByteBuf batch = this.ctx.alloc().ioBuffer(Math.max(BATCH_SIZE, packet.length));
		try {
			do {
				batch.writeBytes(packet);
				packet = nextPacket();
			}
			while (packet != null && packet.length <= batch.writableBytes());
		}
		catch (RuntimeException ex) {
			batch.release();
			throw ex;
		}
		this.held = packet;
		return batch;
	}

	private byte @Nullable [] nextPacket() {
		byte[] packet = (this.held != null) ? this.held : this.traffic.next();
		this.held = null;
		return packet;
	}

	/** Is told when octets have left, or cannot. */
	@FunctionalInterface
	interface Written {

		void written(Future<?> write, int octets);

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

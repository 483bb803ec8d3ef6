package io.aemp.benchmarks.subject.netty;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.internal.PlatformDependent;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection. Packets of other threads wait in a queue that the event loop
 * drains into one buffer, with one flush. What the event loop itself sends while it reads
 * is written at once, and flushed when it has read everything.
 */
final class Connection extends ChannelInboundHandlerAdapter {

	private final BiConsumer<Connection, Object[]> receiver;

	private final Runnable lost;

	private final PacketReader reader = new PacketReader();

	private final PacketWriter writer = new PacketWriter();

	private final Queue<Object[]> queue = PlatformDependent.newMpscQueue();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private @Nullable ChannelHandlerContext context;

	/** Whether a flush follows anyhow; belongs to the event loop. */
	private boolean reading;

	Connection(BiConsumer<Connection, Object[]> receiver, Runnable lost) {
		this.receiver = receiver;
		this.lost = lost;
	}

	void send(Object... packet) {
		if (this.reading && context().executor().inEventLoop()) {
			write(packet);
			return;
		}
		this.queue.add(packet);
		// that was a compare-and-set, which is the fence that this look needs
		if (!this.scheduled.get() && !this.scheduled.getAndSet(true)) {
			context().executor().execute(this::drain);
		}
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		this.context = ctx;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		this.reading = true;
		ByteBuf input = (ByteBuf) message;
		try {
			this.reader.read(input, (packet) -> this.receiver.accept(this, packet));
		}
		finally {
			input.release();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		this.reading = false;
		flush();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext ctx) {
		if (ctx.channel().isWritable()) {
			drain();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		this.lost.run();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		ctx.close();
	}

	private void drain() {
		if (!context().channel().isWritable()) {
			// still scheduled, until the socket takes more
			return;
		}
		// before the queue is looked at, so that whoever adds afterwards schedules anew
		this.scheduled.set(false);
		while (context().channel().isWritable()) {
			Object[] packet = this.queue.poll();
			if (packet == null) {
				break;
			}
			write(packet);
		}
		flush();
	}

	private void write(Object[] packet) {
		this.writer.write(packet);
		if (this.writer.isFull()) {
			flush();
		}
	}

	private void flush() {
		int length = this.writer.length();
		if (length > 0) {
			ByteBuf batch = context().alloc().directBuffer(length).writeBytes(this.writer.buffer(), 0, length);
			this.writer.clear();
			context().writeAndFlush(batch, context().voidPromise());
		}
	}

	private ChannelHandlerContext context() {
		ChannelHandlerContext ctx = this.context;
		if (ctx == null) {
			throw new IllegalStateException("Not connected yet");
		}
		return ctx;
	}

}

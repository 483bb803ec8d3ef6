package io.aemp.benchmarks.subject.netty;

import java.net.InetSocketAddress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/**
 * Reads streams of bytes on an event loop of their own, and tells at the end how many it
 * was.
 *
 * @param channel listens
 */
record StreamServer(Channel channel) {

	private static final int BUFFER = 64 * 1024;

	static StreamServer start(EventLoopGroup group) throws InterruptedException {
		return new StreamServer(new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(BUFFER))
			.childHandler(new ChannelInitializer<Channel>() {
				@Override
				protected void initChannel(Channel child) {
					child.pipeline().addLast(new Counter());
				}
			})
			.bind("127.0.0.1", 0)
			.sync()
			.channel());
	}

	int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	/** Counts the bytes of one stream. */
	private static final class Counter extends ChannelInboundHandlerAdapter {

		private long count;

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			ByteBuf bytes = (ByteBuf) message;
			this.count += bytes.readableBytes();
			bytes.release();
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
			if (event instanceof ChannelInputShutdownEvent) {
				ctx.writeAndFlush(ctx.alloc().buffer(Long.BYTES).writeLong(this.count))
					.addListener(ChannelFutureListener.CLOSE);
			}
		}

	}

}

package io.aemp.benchmarks.subject.netty;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.aemp.benchmarks.process.ByteStream;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** A socket of its own, with an event loop of its own, written by another thread. */
final class NettyStream extends SimpleChannelInboundHandler<ByteBuf> implements ByteStream {

	private final EventLoopGroup group;

	private final SocketChannel channel;

	/** Belongs to the thread that writes. */
	private ChannelFuture last;

	/** What the other side tells at the end; eight bytes come at once. */
	private final CompletableFuture<Long> count = new CompletableFuture<>();

	NettyStream(EventLoopGroup group, int port) {
		this.group = group;
		this.channel = (SocketChannel) new Bootstrap().group(group)
			.channel(NioSocketChannel.class)
			.handler(this)
			.connect("127.0.0.1", port)
			.syncUninterruptibly()
			.channel();
		this.last = this.channel.newSucceededFuture();
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		this.last = this.channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
		if (!this.channel.isWritable()) {
			awaitLast();
		}
	}

	@Override
	public long end() throws IOException {
		// what still waits would be lost
		awaitLast();
		this.channel.shutdownOutput().syncUninterruptibly();
		long bytes = this.count.join();
		this.channel.close().syncUninterruptibly();
		this.group.shutdownGracefully();
		return bytes;
	}

	private void awaitLast() throws IOException {
		this.last.awaitUninterruptibly();
		if (!this.last.isSuccess()) {
			throw new IOException(this.last.cause());
		}
	}

	@Override
	protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
		this.count.complete(message.readLong());
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		this.count.completeExceptionally(new IOException("The other side has closed the stream"));
	}

}

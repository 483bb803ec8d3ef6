package io.aemp.transport;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Framing;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Sockets whose flushes are counted, of the connections that a node dials, and the
 * wake-ups of its event loops. The way to a socket's class leaves no room for an object
 * of ours, so flushes are counted for all nodes together.
 */
public final class CountedSockets {

	private static final AtomicInteger FLUSHES = new AtomicInteger();

	private static final AtomicLong BYTES = new AtomicLong();

	private final AtomicInteger wakeUps = new AtomicInteger();

	public Transport transport(NodeConfiguration configuration, String node, List<Framing> framings,
			NodeObserver observer, Threads threads) {
		IoPlatform platform = new IoPlatform((loop) -> new CountedHandler(loop, this.wakeUps),
				NioServerSocketChannel.class, CountedChannel.class, TcpKeepAlive.nio());
		return new NettyTransport(configuration, node, () -> "", framings, observer, new SecureRandom(), threads.pool(),
				threads.loopTasks(), platform, InetAddress::getAllByName);
	}

	/** How often the event loops were told that there is something to do. */
	public int wakeUps() {
		return this.wakeUps.get();
	}

	/** How often something was given to a socket. */
	public static int flushes() {
		return FLUSHES.get();
	}

	/** How many bytes were given to sockets. */
	public static long bytes() {
		return BYTES.get();
	}

	/** Counts flushes; made by reflection. */
	public static final class CountedChannel extends NioSocketChannel {

		@Override
		protected void doWrite(ChannelOutboundBuffer pending) throws Exception {
			long before = pending.totalPendingWriteBytes();
			FLUSHES.incrementAndGet();
			super.doWrite(pending);
			BYTES.addAndGet(before - pending.totalPendingWriteBytes());
		}

	}

	/** Counts wake-ups. */
	private static final class CountedHandler implements IoHandler {

		private final IoHandler handler;

		private final AtomicInteger wakeUps;

		CountedHandler(ThreadAwareExecutor loop, AtomicInteger wakeUps) {
			this.handler = NioIoHandler.newFactory().newHandler(loop);
			this.wakeUps = wakeUps;
		}

		@Override
		public void wakeup() {
			this.wakeUps.incrementAndGet();
			this.handler.wakeup();
		}

		@Override
		public void initialize() {
			this.handler.initialize();
		}

		@Override
		public int run(IoHandlerContext context) {
			return this.handler.run(context);
		}

		@Override
		public void prepareToDestroy() {
			this.handler.prepareToDestroy();
		}

		@Override
		public void destroy() {
			this.handler.destroy();
		}

		@Override
		public IoRegistration register(IoHandle handle) throws Exception {
			return this.handler.register(handle);
		}

		@Override
		public boolean isCompatible(Class<? extends IoHandle> type) {
			return this.handler.isCompatible(type);
		}

	}

}

package io.aemp.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import io.aemp.dispatch.LoopTasks;
import io.aemp.loop.BusyPoll;
import io.aemp.loop.SharedLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * How sockets are served on this platform.
 *
 * @param handlers makes what waits for sockets
 * @param listener the kind of listening sockets
 * @param connection the kind of connected sockets
 * @param keepAlive their options about peers that are gone
 */
record IoPlatform(IoHandlerFactory handlers, Class<? extends ServerChannel> listener,
		Class<? extends DuplexChannel> connection, TcpKeepAlive keepAlive) {

	/**
	 * The platforms whose native library is here, best first. Epoll goes before io_uring:
	 * it is allowed everywhere, while containers often forbid the other one, and a few
	 * sockets with large batches gain nothing from it.
	 */
	static List<IoPlatform> available() {
		List<IoPlatform> available = new ArrayList<>();
		if (Epoll.isAvailable()) {
			available.add(new IoPlatform(EpollIoHandler.newFactory(), EpollServerSocketChannel.class,
					EpollSocketChannel.class, TcpKeepAlive.EPOLL));
		}
		if (IoUring.isAvailable()) {
			available.add(new IoPlatform(IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class,
					IoUringSocketChannel.class, TcpKeepAlive.IO_URING));
		}
		if (KQueue.isAvailable()) {
			available.add(new IoPlatform(KQueueIoHandler.newFactory(), KQueueServerSocketChannel.class,
					KQueueSocketChannel.class, TcpKeepAlive.NONE));
		}
		available.add(new IoPlatform(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class,
				TcpKeepAlive.nio()));
		return available;
	}

	static IoPlatform best() {
		return available().get(0);
	}

	/**
	 * Makes event loops.
	 * @param size how many
	 * @param threads makes their threads
	 * @param sideWork what these do beside the sockets, where sockets may be served by
	 * other threads meanwhile
	 * @param deputies makes the threads that do so
	 * @param busyPoll makes their decisions when to look at sockets instead of waiting
	 */
	EventLoopGroup loops(int size, ThreadFactory threads, @Nullable LoopTasks sideWork, ThreadFactory deputies,
			Supplier<BusyPoll> busyPoll) {
		if (sideWork == null || !this.handlers.isChangingThreadSupported()) {
			return new MultiThreadIoEventLoopGroup(size, threads, this.handlers);
		}
		return new MultiThreadIoEventLoopGroup(size, threads, this.handlers) {

			@Override
			protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
				return new SharedLoop(this, executor, handlers, sideWork, deputies, busyPoll.get());
			}

		};
	}

}

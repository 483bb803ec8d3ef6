package io.aemp.transport;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.IoHandlerFactory;
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

/**
 * The socket implementation of a platform.
 *
 * @param handlers creates the I/O handlers of the event loops
 * @param listener the class of listening channels
 * @param connection the class of connected channels
 * @param keepAlive the TCP options that detect a lost peer
 */
record IoPlatform(IoHandlerFactory handlers, Class<? extends ServerChannel> listener,
		Class<? extends DuplexChannel> connection, TcpKeepAlive keepAlive) {

	/**
	 * The platforms whose native library is available, best first; NIO is always the
	 * last. Epoll precedes io_uring: it is allowed everywhere, while containers often
	 * forbid io_uring, and a few sockets with large batches gain nothing from io_uring.
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

	/** Creates the I/O handlers of the event loops of streams. */
	IoHandlerFactory streamHandlers() {
		return (this.connection == EpollSocketChannel.class) ? new KeptRegistrations(this.handlers) : this.handlers;
	}

	static IoPlatform best() {
		return available().get(0);
	}

}

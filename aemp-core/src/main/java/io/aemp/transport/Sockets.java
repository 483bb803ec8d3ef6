package io.aemp.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.aemp.Guard;
import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.link.Streams;
import io.aemp.link.Transport.Dialler;
import io.aemp.link.Transport.LinkAcceptor;
import io.aemp.loop.LoopAffinity;
import io.aemp.loop.SharedLoop;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import org.jspecify.annotations.Nullable;

/**
 * All that holds descriptors while a node is part of the network: event loops, listeners
 * and connections. A node that leaves the network closes it for good, and makes another
 * one when it joins again. The threads start with the first listener or connection and
 * keep the JVM running until {@link #close}.
 */
final class Sockets {

	private static final long SHUTDOWN_SECONDS = 2;

	private static final int STREAM_LOOPS = 2;

	/** How long a loop that serves nothing any more may take to release its selector. */
	private static final long RELEASE_MILLIS = 500;

	private final ConnectionSettings settings;

	private final SocketOptions options;

	private final JvmKeepAlive jvmKeepAlive;

	private final EventLoopGroup loops;

	private final LoopAffinity affinity;

	private final ChannelGroup connections;

	private final HostResolver resolver;

	private final Listeners listeners;

	private final StreamLoops streamLoops;

	private final Supplier<Streams.@Nullable Acceptor> streamAcceptor;

	/**
	 * Creates the event loops. If that fails, because descriptors run out for example,
	 * nothing is left open, and nothing keeps the JVM running.
	 * @param node the node ID
	 * @param threads makes the threads
	 * @param settings what all connections have in common
	 * @param options how sockets are made
	 * @param names looks up the addresses of hosts
	 * @param factory creates the event loops
	 * @param streamAcceptor who takes streams of bytes, {@code null} for nobody
	 */
	Sockets(String node, SocketThreads threads, ConnectionSettings settings, SocketOptions options,
			HostResolver.Names names, LoopFactory factory, Supplier<Streams.@Nullable Acceptor> streamAcceptor) {
		this.settings = settings;
		this.options = options;
		this.jvmKeepAlive = new JvmKeepAlive(threads.alive());
		this.loops = loops(node, threads, factory);
		this.affinity = new LoopAffinity(this.loops);
		this.connections = new DefaultChannelGroup(this.loops.next());
		this.resolver = new HostResolver(names, threads.resolver());
		this.listeners = new Listeners(this.resolver);
		this.streamLoops = new StreamLoops(() -> new MultiThreadIoEventLoopGroup(STREAM_LOOPS, threads.streams(),
				options.platform().streamHandlers()));
		this.streamAcceptor = streamAcceptor;
	}

	/** If that fails, Netty closes the loops that it has made. */
	private EventLoopGroup loops(String node, SocketThreads threads, LoopFactory factory) {
		try {
			return factory.create((task) -> {
				this.jvmKeepAlive.begin();
				return threads.loops().newThread(task);
			}, threads.standby());
		}
		catch (IllegalStateException ex) {
			this.jvmKeepAlive.end();
			if (ex.getCause() instanceof InvalidConfigurationException invalid) {
				throw invalid;
			}
			throw new IllegalStateException("The event loops of node " + node + " cannot be made: "
					+ CloseMessages.text((ex.getCause() != null) ? ex.getCause() : ex)
					+ ". If files are the problem, raise their limit ('ulimit -n'), or find out what keeps them open.",
					ex);
		}
		catch (RuntimeException | Error ex) {
			this.jvmKeepAlive.end();
			throw ex;
		}
	}

	/** The executor on the event loop with a number; any number is valid. */
	Executor executor(int number) {
		return this.affinity.executor(number);
	}

	/** Whether the calling thread serves these sockets. */
	boolean isServing() {
		return this.affinity.isNear();
	}

	List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		return this.listeners.open(binds, this.options.listeners(this.loops, (channel) -> accept(channel, acceptor)));
	}

	private void accept(Channel channel, LinkAcceptor acceptor) {
		if (channel.remoteAddress() instanceof InetSocketAddress peer) {
			this.connections.add(channel);
			long deadline = channel.eventLoop().ticker().nanoTime() + this.settings.timeout().toNanos();
			channel.pipeline()
				.addLast(new HandshakeHandler(this.settings, peer, false, deadline, acceptor, streamSide()));
		}
		else {
			// the peer has reset the connection before its address could be read
			channel.close();
		}
	}

	private StreamSide streamSide() {
		Streams.Acceptor acceptor = this.streamAcceptor.get();
		return (acceptor != null) ? new StreamArrival(acceptor, this.streamLoops::next) : StreamSide.NONE;
	}

	Guard dial(HostPort target, Dialler dialler) {
		return dial(target, dialler, this.loops.next());
	}

	Guard dialStream(HostPort target, StreamDial dialler) {
		return dial(target, dialler, this.streamLoops.next());
	}

	private Guard dial(HostPort target, Dialler dialler, EventLoop loop) {
		AddressDial dial = new AddressDial(this.settings, this.options.connections(), loop, this.connections, target,
				dialler);
		loop.execute(() -> dial.start(this.resolver));
		return dial;
	}

	void stopListening() {
		this.listeners.close();
	}

	/** Closes everything. Blocks for some seconds at most. */
	void close() {
		stopListening();
		this.resolver.close();
		this.connections.forEach(Sockets::close);
		this.connections.newCloseFuture().awaitUninterruptibly(2 * NettyLink.CLOSE_MILLIS);
		// from here on, the JVM need not wait for an event loop with a handler that hangs
		this.jvmKeepAlive.end();
		this.streamLoops.close(SHUTDOWN_SECONDS);
		this.loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
		this.loops.forEach(
				(loop) -> SharedLoop.closeFuture(loop).awaitUninterruptibly(2 * SHUTDOWN_SECONDS, TimeUnit.SECONDS));
		this.loops.terminationFuture().awaitUninterruptibly(RELEASE_MILLIS);
	}

	private static void close(Channel channel) {
		StreamHandler stream = channel.pipeline().get(StreamHandler.class);
		if (stream != null) {
			stream.abort();
			return;
		}
		LinkHandler link = channel.pipeline().get(LinkHandler.class);
		if (link != null) {
			link.execute(() -> link.beginClose("the node was closed"));
		}
		else {
			channel.close();
		}
	}

	/** Creates event loops. */
	@FunctionalInterface
	interface LoopFactory {

		EventLoopGroup create(ThreadFactory threads, ThreadFactory standbyThreads);

	}

}

package io.aemp.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import io.aemp.Credentials;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.discovery.Names;
import io.aemp.dispatch.LoopTasks;
import io.aemp.dispatch.NodeThreadFactory;
import io.aemp.link.Transport;
import io.aemp.loop.BusyPoll;
import io.aemp.loop.EventLoops;
import io.aemp.loop.LoopAffinity;
import io.aemp.loop.SharedLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Links over TCP, with or without TLS. The threads of the transport start with the first
 * listener or connection and keep the JVM running until {@link #close}.
 */
public final class NettyTransport implements Transport {

	private static final int MIN_LOOPS = 2;

	private static final int MAX_LOOPS = 4;

	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

	private static final long SHUTDOWN_SECONDS = 2;

	private final ConnectionSettings settings;

	private final AddressFilter addressFilter;

	private final boolean nodelay;

	private final Map<ChannelOption<Integer>, Integer> keepAlive;

	private final IoPlatform platform;

	private final JvmKeepAlive jvmKeepAlive;

	private final EventLoopGroup loops;

	private final LoopAffinity affinity;

	private final ChannelGroup connections;

	private final HostResolver resolver;

	private final Listeners listeners;

	/**
	 * Creates a transport.
	 * @param configuration the configuration of the node
	 * @param node the node ID, expanded
	 * @param instance tells this process from others with the same node ID
	 * @param framings the framings that the node understands, best first
	 * @param observer receives refused connections
	 * @param random creates nonces; must be unpredictable
	 * @param tasks what the event loops run besides the sockets, or {@code null}
	 * @param names looks up the addresses of hosts
	 * @throws InvalidConfigurationException if a setting for connections is invalid
	 */
	public NettyTransport(NodeConfiguration configuration, String node, String instance, List<Framing> framings,
			NodeObserver observer, RandomGenerator random, @Nullable LoopTasks tasks, Names names) {
		this(configuration, node, instance, framings, observer, random, tasks, IoPlatform.best(),
				(host) -> HostResolver.parse(names.addresses(host)));
	}

	NettyTransport(NodeConfiguration configuration, String node, String instance, List<Framing> framings,
			NodeObserver observer, RandomGenerator random, @Nullable LoopTasks tasks, IoPlatform platform,
			HostResolver.Names names) {
		int processors = Runtime.getRuntime().availableProcessors();
		this.platform = platform;
		// a peer on this host may need the only processor to answer
		Duration busyPoll = (processors > 1) ? configuration.busyPoll() : Duration.ZERO;
		this.jvmKeepAlive = new JvmKeepAlive("aemp-" + node + "-alive-");
		RefusalLog refusals = new RefusalLog(observer, Ticker.systemTicker()::nanoTime);
		this.settings = ConnectionSettings.of(configuration, node, instance, framings, random, refusals);
		this.addressFilter = new AddressFilter(configuration.admission().addresses(), refusals);
		this.nodelay = configuration.nodelay();
		this.keepAlive = platform.keepAlive().options(configuration);
		// what holds descriptors comes last: a wrong setting must not leave them open
		this.loops = loops(Math.max(MIN_LOOPS, Math.min(MAX_LOOPS, processors)), node, tasks, busyPoll);
		this.affinity = new LoopAffinity(this.loops);
		this.connections = new DefaultChannelGroup(this.loops.next());
		this.resolver = new HostResolver(names, new NodeThreadFactory("aemp-" + node + "-dns-"));
		this.listeners = new Listeners(this.resolver);
	}

	/**
	 * Creates the event loops. If that fails, because descriptors run out for example,
	 * Netty closes those that it has made, and nothing keeps the JVM running.
	 */
	private EventLoopGroup loops(int count, String node, @Nullable LoopTasks tasks, Duration busyPoll) {
		try {
			return EventLoops.create(count, this.platform.handlers(), loopThreads("aemp-" + node + "-io-"), tasks,
					fastThreads("aemp-" + node + "-standby-"), () -> new BusyPoll(busyPoll));
		}
		catch (IllegalStateException ex) {
			this.jvmKeepAlive.end();
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

	private ThreadFactory loopThreads(String prefix) {
		ThreadFactory threads = fastThreads(prefix);
		return (task) -> {
			this.jvmKeepAlive.begin();
			return threads.newThread(task);
		};
	}

	/** Threads that find the thread locals of Netty at once. */
	private static ThreadFactory fastThreads(String prefix) {
		NodeThreadFactory threads = new NodeThreadFactory(prefix);
		return (task) -> threads.newThread(() -> new FastThreadLocalThread(task));
	}

	/** Returns the event loops in turn, one with each call. */
	@Override
	public Executor eventLoopExecutor() {
		return this.affinity.next();
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		this.settings.keyRing().change(change);
	}

	@Override
	public boolean isServing() {
		return this.affinity.isNear();
	}

	@Override
	public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.loops)
			.channel(this.platform.listener())
			.handler(this.addressFilter)
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.TCP_NODELAY, this.nodelay)
			.childOption(ChannelOption.SO_KEEPALIVE, true)
			.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					accept(channel, acceptor);
				}

			});
		this.keepAlive.forEach(bootstrap::childOption);
		return this.listeners.open(binds, bootstrap);
	}

	private void accept(Channel channel, LinkAcceptor acceptor) {
		if (channel.remoteAddress() instanceof InetSocketAddress peer) {
			this.connections.add(channel);
			long deadline = channel.eventLoop().ticker().nanoTime() + this.settings.timeout().toNanos();
			channel.pipeline().addLast(new HandshakeHandler(this.settings, peer, false, deadline, acceptor));
		}
		else {
			// the peer has reset the connection before its address could be read
			channel.close();
		}
	}

	@Override
	public Guard dial(String address, Dialler dialler) {
		try {
			HostPort target = HostPort.parse("seeds", address);
			EventLoop loop = this.loops.next();
			Bootstrap bootstrap = new Bootstrap().channel(this.platform.connection())
				.option(ChannelOption.TCP_NODELAY, this.nodelay)
				.option(ChannelOption.SO_KEEPALIVE, true)
				.option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
			this.keepAlive.forEach(bootstrap::option);
			AddressDial dial = new AddressDial(this.settings, bootstrap, loop, this.connections, target, dialler);
			loop.execute(() -> dial.start(this.resolver));
			return dial;
		}
		catch (InvalidConfigurationException ex) {
			dialler.failed(Failure.UNREACHABLE, "", ex.problem());
		}
		catch (RejectedExecutionException ex) {
			dialler.failed(Failure.UNREACHABLE, "", "the node is being closed");
		}
		return () -> {
		};
	}

	@Override
	public void stopListening() {
		this.listeners.close();
	}

	@Override
	public void close() {
		stopListening();
		this.resolver.close();
		this.connections.forEach(NettyTransport::close);
		this.connections.newCloseFuture().awaitUninterruptibly(2 * NettyLink.CLOSE_MILLIS);
		// from here on, the JVM need not wait for an event loop with a handler that hangs
		this.jvmKeepAlive.end();
		this.loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
		this.loops.forEach(
				(loop) -> SharedLoop.closeFuture(loop).awaitUninterruptibly(2 * SHUTDOWN_SECONDS, TimeUnit.SECONDS));
	}

	private static void close(Channel channel) {
		LinkHandler link = channel.pipeline().get(LinkHandler.class);
		if (link != null) {
			link.execute(() -> link.beginClose("the node was closed"));
		}
		else {
			channel.close();
		}
	}

}

package io.aemp.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import io.aemp.Credentials;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.dispatch.LoopTasks;
import io.aemp.link.Transport;
import io.aemp.loop.BusyPoll;
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
import org.jspecify.annotations.Nullable;

/**
 * Links over TCP, encrypted or not. Its threads begin with the first listener or
 * connection, and keep the JVM running until {@link #close}.
 */
public final class NettyTransport implements Transport {

	private static final int MIN_LOOPS = 2;

	private static final int MAX_LOOPS = 4;

	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

	private static final long SHUTDOWN_SECONDS = 2;

	private final ConnectionSettings settings;

	private final AddressFilter doorkeeper;

	private final boolean nodelay;

	private final Map<ChannelOption<Integer>, Integer> keepAlive;

	private final IoPlatform platform;

	private final JvmKeepAlive presence;

	private final EventLoopGroup loops;

	private final LoopAffinity nearLoops;

	private final ChannelGroup connections;

	private final HostResolver resolver;

	private final Listeners listeners;

	/**
	 * Creates a transport.
	 * @param configuration the configuration of the node
	 * @param node its node ID, expanded
	 * @param framings the framings that it understands, best first
	 * @param observer is told of connections that never worked
	 * @param random gives nonces; must not be predictable
	 * @param sideWork what its threads do beside the sockets, or {@code null}
	 * @throws InvalidConfigurationException if a setting about connections is wrong
	 */
	public NettyTransport(NodeConfiguration configuration, String node, List<Framing> framings, NodeObserver observer,
			RandomGenerator random, @Nullable LoopTasks sideWork) {
		this(configuration, node, framings, observer, random, sideWork, IoPlatform.best(), InetAddress::getAllByName);
	}

	NettyTransport(NodeConfiguration configuration, String node, List<Framing> framings, NodeObserver observer,
			RandomGenerator random, @Nullable LoopTasks sideWork, IoPlatform platform, HostResolver.Names names) {
		int processors = Runtime.getRuntime().availableProcessors();
		this.platform = platform;
		// a peer on this host may need the only processor to answer
		Duration busyPoll = (processors > 1) ? configuration.busyPoll() : Duration.ZERO;
		this.presence = new JvmKeepAlive("aemp-" + node + "-alive");
		this.loops = platform.loops(Math.max(MIN_LOOPS, Math.min(MAX_LOOPS, processors)),
				loopThreads("aemp-" + node + "-io-"), sideWork, threads("aemp-" + node + "-deputy-"),
				() -> new BusyPoll(busyPoll));
		this.nearLoops = new LoopAffinity(this.loops);
		RefusalLog refusals = new RefusalLog(observer, this.loops.next().ticker()::nanoTime);
		this.settings = ConnectionSettings.of(configuration, node, framings, random, refusals);
		this.doorkeeper = new AddressFilter(configuration.admission().addresses(), refusals);
		this.nodelay = configuration.nodelay();
		this.keepAlive = platform.keepAlive().options(configuration);
		this.connections = new DefaultChannelGroup(this.loops.next());
		this.resolver = new HostResolver(names, threads("aemp-" + node + "-dns-"));
		this.listeners = new Listeners(this.resolver);
	}

	private ThreadFactory loopThreads(String prefix) {
		ThreadFactory threads = threads(prefix);
		return (task) -> {
			this.presence.begin();
			return threads.newThread(task);
		};
	}

	private static ThreadFactory threads(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new FastThreadLocalThread(task, prefix + number.incrementAndGet());
			thread.setDaemon(true);
			thread.setContextClassLoader(NettyTransport.class.getClassLoader());
			return thread;
		};
	}

	/** Another one with each call. */
	@Override
	public Executor eventLoopExecutor() {
		return this.nearLoops.next();
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		this.settings.keyRing().change(change);
	}

	@Override
	public boolean isServing() {
		return this.nearLoops.isNear();
	}

	@Override
	public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.loops)
			.channel(this.platform.listener())
			.handler(this.doorkeeper)
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
			// reset already, before anybody could ask where it came from
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
		this.loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
		this.loops.forEach(
				(loop) -> SharedLoop.closeFuture(loop).awaitUninterruptibly(2 * SHUTDOWN_SECONDS, TimeUnit.SECONDS));
		this.presence.end();
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

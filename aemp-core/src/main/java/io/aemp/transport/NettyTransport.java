package io.aemp.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
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
import io.aemp.link.Streams;
import io.aemp.link.Transport;
import io.aemp.loop.BusyPoll;
import io.aemp.loop.EventLoops;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Links over TCP, with or without TLS. It keeps the settings and the credentials of the
 * node. All descriptors and threads belong to its {@link Sockets}, which exist from
 * {@link #listen} to {@link #close}.
 */
public final class NettyTransport implements Transport {

	private static final int MIN_LOOPS = 2;

	private static final int MAX_LOOPS = 4;

	private final ConnectionSettings settings;

	private final Supplier<String> instances;

	private final Executor pool;

	private final Supplier<Sockets> factory;

	private final AtomicInteger executors = new AtomicInteger();

	private volatile Streams.@Nullable Acceptor streamAcceptor;

	/** {@code null} while the node is not part of the network. */
	private volatile @Nullable Sockets sockets;

	/**
	 * Creates a transport.
	 * @param configuration the configuration of the node
	 * @param node the node ID, expanded
	 * @param instances tells this node from others with the same node ID, with each call
	 * for one time in the network
	 * @param framings the framings that the node understands, best first
	 * @param observer receives refused connections
	 * @param random creates nonces; must be unpredictable
	 * @param pool runs what is for event loops, while there are none
	 * @param tasks what the event loops run besides the sockets, or {@code null}
	 * @param names looks up the addresses of hosts
	 * @throws InvalidConfigurationException if a setting for connections is invalid
	 */
	public NettyTransport(NodeConfiguration configuration, String node, Supplier<String> instances,
			List<Framing> framings, NodeObserver observer, RandomGenerator random, Executor pool,
			@Nullable LoopTasks tasks, Names names) {
		this(configuration, node, instances, framings, observer, random, pool, tasks, IoPlatform.best(),
				(host) -> HostResolver.parse(names.addresses(host)));
	}

	NettyTransport(NodeConfiguration configuration, String node, Supplier<String> instances, List<Framing> framings,
			NodeObserver observer, RandomGenerator random, Executor pool, @Nullable LoopTasks tasks,
			IoPlatform platform, HostResolver.Names names) {
		RefusalLog refusals = new RefusalLog(observer, Ticker.systemTicker()::nanoTime);
		ConnectionSettings settings = ConnectionSettings.of(configuration, node, framings, random, refusals);
		SocketOptions options = SocketOptions.of(configuration, platform, refusals);
		int processors = Runtime.getRuntime().availableProcessors();
		int loops = Math.max(MIN_LOOPS, Math.min(MAX_LOOPS, processors));
		// a peer on this host may need the only processor to answer
		Duration busyPoll = (processors > 1) ? configuration.busyPoll() : Duration.ZERO;
		this.settings = settings;
		this.instances = instances;
		this.pool = pool;
		SocketThreads threads = SocketThreads.of(node);
		this.factory = () -> new Sockets(node, threads, settings, options, names, (own, standby) -> EventLoops
			.create(loops, platform.handlers(), own, tasks, standby, () -> new BusyPoll(busyPoll)),
				() -> this.streamAcceptor);
	}

	/** Returns the event loops in turn, one with each call. */
	@Override
	public Executor eventLoopExecutor() {
		int number = this.executors.getAndIncrement();
		return (task) -> execute(number, task);
	}

	private void execute(int number, Runnable task) {
		Sockets present = this.sockets;
		if (present != null) {
			try {
				present.executor(number).execute(task);
				return;
			}
			catch (RejectedExecutionException ex) {
				// the node has just left the network
			}
		}
		this.pool.execute(task);
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		this.settings.keyRing().change(change);
	}

	@Override
	public boolean isServing() {
		Sockets present = this.sockets;
		return present != null && present.isServing();
	}

	@Override
	public synchronized List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		Sockets present = this.sockets;
		if (present != null) {
			return present.listen(binds, acceptor);
		}
		this.settings.keyRing().begin(this.instances.get());
		Sockets opened = this.factory.get();
		// accepted links may make the node dial
		this.sockets = opened;
		try {
			return opened.listen(binds, acceptor);
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
	}

	@Override
	public Guard dial(String address, Dialler dialler) {
		return dial(address, dialler, (sockets, target) -> sockets.dial(target, dialler));
	}

	private Guard dial(String address, Dialler dialler, BiFunction<Sockets, HostPort, Guard> begin) {
		Sockets present = this.sockets;
		try {
			HostPort target = HostPort.parse("seeds", address);
			if (present != null) {
				return begin.apply(present, target);
			}
			dialler.failed(Failure.UNREACHABLE, "", "this node is not part of the network");
		}
		catch (InvalidConfigurationException ex) {
			dialler.failed(Failure.UNREACHABLE, "", ex.problem());
		}
		catch (RejectedExecutionException ex) {
			dialler.failed(Failure.UNREACHABLE, "", "this node is leaving the network");
		}
		return () -> {
		};
	}

	@Override
	public Streams streams() {
		return new Streams() {

			@Override
			public void accept(Acceptor acceptor) {
				NettyTransport.this.streamAcceptor = acceptor;
			}

			@Override
			public Guard dial(Target target, Streams.Dialler dialler) {
				return dialStream(new StreamDial(target, dialler));
			}

		};
	}

	private Guard dialStream(StreamDial dial) {
		return dial(dial.target().address(), dial, (sockets, target) -> sockets.dialStream(target, dial));
	}

	@Override
	public void stopListening() {
		Sockets present = this.sockets;
		if (present != null) {
			present.stopListening();
		}
	}

	@Override
	public synchronized void close() {
		Sockets present = this.sockets;
		if (present != null) {
			this.sockets = null;
			present.close();
		}
	}

}

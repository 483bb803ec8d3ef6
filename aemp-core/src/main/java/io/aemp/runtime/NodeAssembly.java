package io.aemp.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.aemp.Database;
import io.aemp.Dispatcher;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.SeedEntry;
import io.aemp.Sendable;
import io.aemp.codec.CborFraming;
import io.aemp.codec.JsonFraming;
import io.aemp.discovery.NamedSeeds;
import io.aemp.discovery.Names;
import io.aemp.dataconnection.ConnectionParts;
import io.aemp.dataconnection.ConnectionParts.Lookup;
import io.aemp.dataconnection.DataConnectionService;
import io.aemp.dispatch.TaskWatch;
import io.aemp.dispatch.ControlDelay;
import io.aemp.dispatch.Threads;
import io.aemp.global.GlobalDatabase;
import io.aemp.global.GlobalService;
import io.aemp.global.GlobalSettings;
import io.aemp.handshake.ExtraKeys;
import io.aemp.link.Transport;
import io.aemp.log.LimitedLog;
import io.aemp.node.Calls;
import io.aemp.node.Control;
import io.aemp.node.DeferredSends;
import io.aemp.node.FunctionRegistry;
import io.aemp.node.NodeNetwork;
import io.aemp.node.SeedLookup;
import io.aemp.port.PortNameGenerator;
import io.aemp.port.PortRuntime;
import io.aemp.port.PortTable;
import io.aemp.process.Processes;
import io.aemp.profile.NodeIdTemplate;
import io.aemp.trace.TracedTransport;
import org.jspecify.annotations.Nullable;

/** Creates the parts of a node and connects them. */
final class NodeAssembly {

	/**
	 * The assumed heap size of a waiting message in bytes, for the default mailbox limit.
	 */
	private static final int BYTES_PER_MESSAGE = 200;

	private static final Duration SHORTEST_SEED_INTERVAL = Duration.ofSeconds(1);

	private static final Duration LONGEST_TIME = Duration.ofDays(365);

	private final NodeConfiguration configuration;

	private final Environment environment;

	private final String nodeId;

	private final Framing.PacketLimits limits;

	private final NodeObserver observer;

	private final AtomicReference<Processes> processes = new AtomicReference<>();

	private final FunctionRegistry functions = new FunctionRegistry(
			(function) -> Objects.requireNonNull(this.processes.get()).initFunction(function));

	private NodeAssembly(NodeConfiguration configuration, Environment environment) {
		this.configuration = configuration;
		this.environment = environment;
		this.nodeId = new NodeIdTemplate(environment.hostName(), environment.random()).expand(configuration.nodeId());
		this.limits = new Framing.PacketLimits(configuration.limits().packetSize(), configuration.limits().nesting());
		this.observer = new CompositeObserver(configuration.observers());
	}

	static ManagedNode assemble(NodeConfiguration configuration, Environment environment) {
		configuration.seeds().forEach(SeedEntry::parse);
		configuration.advertise().forEach(HostPort::parseAdvertised);
		ExtraKeys.check(configuration.greeting());
		if (configuration.seedInterval().compareTo(SHORTEST_SEED_INTERVAL) < 0) {
			throw new InvalidConfigurationException("discovery.interval",
					"'" + configuration.seedInterval().toMillis() + " ms' is too often.", "Give at least 1 second.");
		}
		requireTime("monitor_timeout", configuration.monitorTimeout());
		requireTime("query_timeout", configuration.queryTimeout());
		requireTime("connect_interval", configuration.connectInterval());
		requireLimitAboveHighMark(configuration.flowControl().sendHigh(), configuration.limits().sendQueue());
		return new NodeAssembly(configuration, environment).node();
	}

	private static void requireTime(String setting, Duration time) {
		if (time.isNegative() || time.isZero() || time.compareTo(LONGEST_TIME) > 0) {
			throw new InvalidConfigurationException(setting, time + " is no time above 0 and up to a year.",
					"Give a time like 30 seconds.");
		}
	}

	/**
	 * Checks that senders learn of the high-water mark before the send queue overflows
	 * and ends the connection.
	 */
	private static void requireLimitAboveHighMark(long high, long limit) {
		if (high >= limit) {
			throw new InvalidConfigurationException("flow_control.send_high_water_mark",
					high + " bytes are not less than what may wait for one peer at all, " + limit + ".",
					"Give a smaller high-water mark, or a greater limit of the send queue.");
		}
	}

	private ManagedNode node() {
		Threads threads = this.environment.threads(this.nodeId);
		try {
			return node(threads);
		}
		catch (RuntimeException | Error ex) {
			threads.close();
			throw ex;
		}
	}

	private ManagedNode node(Threads threads) {
		Transport transport = this.configuration.isNetworked() ? transport(threads) : new NoTransport(threads.pool());
		PortRuntime runtime = new PortRuntime(this.nodeId, dispatchers(threads, transport), threads, this.observer,
				mailboxLimit());
		PortTable ports = new PortTable(runtime, new PortNameGenerator(this.environment.random()));
		AtomicReference<GlobalService> service = new AtomicReference<>();
		NodeNetwork network = new NodeNetwork(this.configuration, ports, this.functions, threads.control(), transport,
				this.environment.random(), this.configuration.strictLocalSends() ? new CborFraming() : null,
				this.observer, seedLookup(threads), (control) -> {
					GlobalService created = new GlobalService(globalSettings(), control, threads,
							(role, primary) -> control.view().changeRole(role, primary));
					service.set(created);
					return created;
				});
		GlobalService global = Objects.requireNonNull(service.get());
		Database database = new GlobalDatabase(global,
				new DatabasePorts(runtime, network.messenger(), () -> threads.isServing() || transport.isServing()),
				(entry) -> Sendable.check(Message.of("g_set", entry), entryLimits()), threads.blocking(),
				GlobalSettings.DatabaseLimits.DEFAULTS);
		NodeLifecycle lifecycle = new NodeLifecycle(this.configuration, ports, this.functions, network, global,
				transport, threads);
		lifecycle.begin();
		BlockingSends blockingSends = new BlockingSends(new DeferredSends(ports, network.messenger()), threads,
				transport::isServing);
		ConnectionParts parts = new ConnectionParts(runtime, threads, transport::isServing, transport.streams(),
				this.environment.random(), this.configuration.executionPolicy(), this.configuration.limits(),
				lookup(threads, global));
		Calls calls = new Calls(ports, network.messenger(), this.configuration.sendInterceptor());
		Processes processes = new Processes(ports, calls);
		this.processes.set(processes);
		return new DefaultNode(ports, network.messenger(), network.errorAnswers(), calls, blockingSends, processes,
				database, this.functions, network.view(), (node) -> new DataConnectionService(node, parts),
				new NodeCounts(ports, calls, network.traffic(), global, threads,
						new ControlDelay(threads.control(), threads)),
				transport::changeCredentials, lifecycle, this.configuration.sendInterceptor());
	}

	/** Control owns what is known of other nodes. */
	private static Lookup lookup(Threads threads, GlobalService global) {
		return (node, found) -> {
			AtomicReference<Guard> find = new AtomicReference<>();
			threads.control().execute(() -> find.set(global.find(node, found)));
			return () -> threads.control().execute(() -> {
				Guard present = find.get();
				if (present != null) {
					present.close();
				}
			});
		};
	}

	private Transport transport(Threads threads) {
		List<Framing> framings = framings();
		Transport transport = this.environment.transport(this.configuration, this.nodeId, framings, this.observer,
				threads);
		return this.configuration.tracePackets() ? new TracedTransport(transport, framings, this.limits) : transport;
	}

	private PortRuntime.Dispatchers dispatchers(Threads threads, Transport transport) {
		LimitedLog failures = new LimitedLog();
		return new PortRuntime.Dispatchers() {

			@Override
			public Executor executor(Dispatcher dispatcher) {
				return switch (dispatcher.kind()) {
					case POOL, ADAPTIVE -> threads.pool();
					case BLOCKING -> threads.blocking();
					case EVENT_LOOP -> transport.eventLoopExecutor();
					case CUSTOM -> new FedExecutor(threads.feeding(),
							Objects.requireNonNull(dispatcher.executor(), "A custom dispatcher needs an executor"),
							failures);
				};
			}

			@Override
			public Executor processes() {
				return threads.processes();
			}

			@Override
			public Executor background() {
				return threads.background();
			}

			@Override
			public TaskWatch watch() {
				return threads.watch();
			}

			@Override
			public long callbackClock() {
				return threads.callbackClock();
			}

			@Override
			public @Nullable UnaryOperator<Runnable> decorator() {
				return NodeAssembly.this.configuration.taskDecorator();
			}

		};
	}

	private SeedLookup seedLookup(Threads threads) {
		Names names = this.environment.names();
		return new SeedLookup(threads.blocking(), names::isLiteral, (entry) -> new NamedSeeds(entry, names));
	}

	private GlobalSettings globalSettings() {
		return new GlobalSettings(this.nodeId, this.configuration.isNetworked(), this.configuration.isSeeded(),
				this.configuration.globalMode(), new GlobalSettings.Timeouts(this.configuration.queryTimeout(),
						this.configuration.monitorTimeout(), this.configuration.connectInterval()),
				GlobalSettings.DatabaseLimits.DEFAULTS);
	}

	/** The limits of one database entry, which must fit into one page. */
	private Framing.PacketLimits entryLimits() {
		return new Framing.PacketLimits(this.limits.packetSize() / Control.PAGES_PER_PACKET, this.limits.nesting());
	}

	private int mailboxLimit() {
		int configured = this.configuration.limits().mailbox();
		return (configured > 0) ? configured
				: (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / BYTES_PER_MESSAGE);
	}

	/** The configured framings, best first. */
	private List<Framing> framings() {
		List<Framing> known = new ArrayList<>(List.of(new CborFraming(), new JsonFraming()));
		known.addAll(this.configuration.customFramings());
		return this.configuration.framings().stream().map((name) -> framing(name, known)).toList();
	}

	private static Framing framing(String name, List<Framing> known) {
		return known.stream()
			.filter((framing) -> framing.name().equals(name))
			.findFirst()
			.orElseThrow(
					() -> new InvalidConfigurationException("framing_format", "There is no framing '" + name + "'.",
							"Known are " + known.stream().map(Framing::name).toList() + "."));
	}

}

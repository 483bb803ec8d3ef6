package io.aemp.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.dispatch.Timers;
import io.aemp.global.GlobalService;
import io.aemp.global.GlobalSettings;
import io.aemp.link.Transport;
import io.aemp.port.PortNameGenerator;
import io.aemp.port.PortRuntime;
import io.aemp.port.PortTable;

import static io.aemp.node.NodePortFuzz.require;

/** A whole node without sockets and threads: everything happens in {@link #run}. */
final class FuzzedNode implements Timers, Transport {

	/** What a peer may call here, and the only thing that it may. */
	private static final Set<String> PERMITTED = Set.of("Fuzz::function", "Fuzz::init", "eval");

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<Runnable> timers = new ArrayList<>();

	private final FunctionRegistry functions = new FunctionRegistry((process) -> {
		throw new UnsupportedOperationException("no processes here");
	});

	private final PortTable ports;

	private final NodeNetwork network;

	private LinkAcceptor acceptor;

	private GlobalService global;

	FuzzedNode(boolean global) {
		NodeObserver observer = new NodeObserver() {
		};
		PortRuntime runtime = new PortRuntime("me", (dispatcher) -> this.tasks::add, this, observer, 1000);
		this.ports = new PortTable(runtime, new PortNameGenerator(new Random(1)));
		NodeConfiguration configuration = NodeConfiguration.builder()
			.nodeId("me")
			.executionPolicy((node, function) -> PERMITTED.contains(function))
			.build();
		this.network = new NodeNetwork(configuration, this.ports, this.functions, this.tasks::add, this, new Random(1),
				null, observer, new SeedLookup(this.tasks::add, (address) -> true, (entry) -> List::of),
				(control) -> this.global = service(control, global));
		register();
		List<String> listeners = this.network.listen(List.of("127.0.0.1:4040"));
		this.tasks.add(() -> this.global.start(listeners));
		run();
	}

	private GlobalService service(NodeNetwork control, boolean global) {
		GlobalSettings settings = new GlobalSettings("me", true, !global, NodeConfiguration.GlobalMode.AUTO,
				GlobalSettings.Timeouts.DEFAULTS, new GlobalSettings.DatabaseLimits(10, 10, 10));
		return new GlobalService(settings, control, this, (role, primary) -> control.view().changeRole(role, primary));
	}

	private void register() {
		this.functions.register("Fuzz::function", (node, arguments) -> {
		});
		this.functions.register("Fuzz::forbidden", (node, arguments) -> {
			throw new AssertionError("A forbidden function was called");
		});
		this.functions.registerInit("Fuzz::init", (self, arguments) -> self.receive((message) -> {
		}));
		this.functions.registerInit("Fuzz::forbidden", (self, arguments) -> {
			throw new AssertionError("A forbidden init function was called");
		});
		this.functions.registerEvaluation("expression", (node) -> List.of("value"));
		this.ports.spawn("port", PortOptions.DEFAULTS, (self, arguments) -> self.receive((message) -> {
		}), Message.of(), "me");
	}

	/** A peer connects. */
	FuzzedLink connect(String peer) {
		FuzzedLink link = new FuzzedLink(peer);
		this.acceptor.established(link);
		run();
		return link;
	}

	/** Runs all that waits for a thread. */
	void run() {
		for (int i = 0; !this.tasks.isEmpty(); i++) {
			require(i < 100_000, "It does not come to rest");
			this.tasks.remove().run();
		}
	}

	/** The peer is gone, and so must be what it has left here. */
	void checkNothingLeft() {
		for (int i = 0; i < 3; i++) {
			List<Runnable> due = List.copyOf(this.timers);
			this.timers.clear();
			due.forEach(Runnable::run);
			run();
		}
		require(this.ports.infos().stream().mapToInt(PortInfo::monitors).sum() == 0, "A monitor is left");
		require(this.network.connected().isEmpty(), "The connection is left");
	}

	@Override
	public long nanoTime() {
		return 0;
	}

	@Override
	public Instant now() {
		return Instant.EPOCH;
	}

	@Override
	public Guard schedule(Duration delay, Runnable task) {
		this.timers.add(task);
		return () -> this.timers.remove(task);
	}

	@Override
	public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
		this.acceptor = acceptor;
		return binds;
	}

	@Override
	public Guard dial(String address, Dialler dialler) {
		this.tasks.add(() -> dialler.failed(Failure.UNREACHABLE, "", "nobody is there"));
		return () -> {
		};
	}

	@Override
	public Executor eventLoopExecutor() {
		return Runnable::run;
	}

	@Override
	public void changeCredentials(UnaryOperator<Credentials> change) {
		throw new IllegalStateException("The fuzzer has no credentials");
	}

	@Override
	public void stopListening() {
	}

	@Override
	public void close() {
	}

}

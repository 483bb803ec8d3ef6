package io.aemp.simulation;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;

/**
 * A network of nodes in one thread, with virtual time. Nothing happens until time is
 * given: by {@link #run}, {@link #runUntil} or {@link #await}.
 *
 * <pre class="code">
 * try (Simulation simulation = Simulation.of(42)) {
 *     Node a = simulation.node("a");
 *     Node b = simulation.node("b", (node) -&gt; node.seeds("a:4040"));
 *     simulation.runUntil(() -&gt; b.network().isUp("a"), Duration.ofSeconds(5));
 *     simulation.network().partition(Set.of("a"), Set.of("b"));
 *     simulation.run(Duration.ofMinutes(1));
 *     simulation.network().heal();
 * }
 * </pre>
 *
 * The seed decides how long everything takes, in which order things happen that have no
 * order, and what is random in nodes. The same seed and the same calls give the same run,
 * which the {@link #journal} can prove.
 * <p>
 * All calls, to the simulation and to its nodes, are made in the thread that made the
 * simulation, and neither in it nor in callbacks may anything wait for a future by
 * itself: nothing would ever happen again. Callbacks that fail otherwise than a port may
 * fail end the run with an {@link AssertionError}.
 */
public final class Simulation extends VirtualTime implements AutoCloseable {

	/** The port on which nodes listen, unless they are configured otherwise. */
	public static final int PORT = NodeConfiguration.CUSTOMARY_PORT;

	private final Map<Node, Start> starts = new IdentityHashMap<>();

	private final Statistics statistics = new Statistics();

	private final long seed;

	private final RandomGenerator random;

	private final Journal journal;

	private final SimulatedNetwork network;

	private Simulation(long seed, RandomGenerator random, World world, Journal journal) {
		super(world);
		this.seed = seed;
		this.random = random;
		this.journal = journal;
		this.network = new SimulatedNetwork(world, this.statistics);
	}

	/**
	 * Begins a simulation.
	 * @param seed decides all that is left to chance
	 * @return a simulation without nodes
	 */
	public static Simulation of(long seed) {
		SplittableRandom origin = new SplittableRandom(seed);
		RandomGenerator random = origin.split();
		Journal journal = new Journal();
		return new Simulation(seed, random, new World(origin.split(), journal), journal);
	}

	/**
	 * The seed.
	 * @return what this simulation was made of
	 */
	public long seed() {
		return this.seed;
	}

	/**
	 * Starts a node with the name of its host as node ID, which listens on
	 * {@code host:4040} and has no seeds.
	 * @param host the name of the host, which comes into being
	 * @return the node
	 */
	public ManagedNode node(String host) {
		return node(host, UnaryOperator.identity());
	}

	/**
	 * Starts a node.
	 * @param host the name of the host, which comes into being
	 * @param customizer changes the configuration, which has the host as node ID, a bind
	 * and a secret
	 * @return the node
	 */
	public ManagedNode node(String host, UnaryOperator<NodeConfigurationBuilder> customizer) {
		ManagedNode node = create(host, customizer);
		node.start();
		return node;
	}

	/**
	 * Makes a node without starting it, so that functions can be registered first.
	 * @param host the name of the host, which comes into being
	 * @param customizer changes the configuration, which has the host as node ID, a bind
	 * and a secret
	 * @return the node
	 */
	public ManagedNode create(String host, UnaryOperator<NodeConfigurationBuilder> customizer) {
		NodeConfiguration configuration = customizer
			.apply(NodeConfiguration.builder().nodeId(host).secret("simulation").binds("*:" + PORT))
			.build();
		return create(host, configuration);
	}

	private ManagedNode create(String hostName, NodeConfiguration configuration) {
		Host host = this.network.host(hostName);
		host.switchOn();
		SimulatedProcess process = new SimulatedProcess(this.world, host);
		ManagedNode node = Nodes.create(configuration, new SimulatedEnvironment(process, this.network));
		this.starts.put(node, new Start(process, configuration));
		this.statistics.node();
		note(node, "made");
		return node;
	}

	/**
	 * Kills the process of a node, like by SIGKILL. Its kernel closes the connections.
	 * @param node the node, not to be used any more
	 */
	public void crash(Node node) {
		fault("crash", node);
		SimulatedProcess process = start(node).process();
		process.kill();
		process.host().closeAll(process);
	}

	/**
	 * Takes the power from the host of a node: nobody is told.
	 * @param node the node, not to be used any more
	 */
	public void losePower(Node node) {
		fault("power loss", node);
		SimulatedProcess process = start(node).process();
		process.kill();
		process.host().losePower();
	}

	/**
	 * Makes a node of the same configuration on the same host, after the end of an
	 * earlier one.
	 * @param node the earlier node
	 * @return the new one, not started yet
	 */
	public ManagedNode recreate(Node node) {
		Start start = start(node);
		if (!start.process().isDead()) {
			throw new IllegalStateException(node + " is still there: close or crash it first");
		}
		return create(start.process().host().name(), start.configuration());
	}

	/**
	 * Starts a node of the same configuration on the same host, after the end of an
	 * earlier one.
	 * @param node the earlier node
	 * @return the new one
	 */
	public ManagedNode restart(Node node) {
		ManagedNode next = recreate(node);
		next.start();
		return next;
	}

	/**
	 * Stops the process of a node, like by SIGSTOP or a long collection of garbage. Its
	 * kernel goes on taking bytes.
	 * @param node the node
	 */
	public void stop(Node node) {
		fault("stopped process", node);
		start(node).process().stop();
	}

	/**
	 * Lets a stopped process go on.
	 * @param node the node
	 */
	public void goOn(Node node) {
		note(node, "goes on");
		start(node).process().goOn();
	}

	/**
	 * Makes the clock of a node jump: the one that tells the time, not the one that
	 * measures it.
	 * @param node the node
	 * @param jump forwards, or backwards if it is negative
	 */
	public void jumpClock(Node node, Duration jump) {
		fault("clock jump", node);
		start(node).process().jumpClock(jump.toNanos());
	}

	/**
	 * Sets how long a task may wait for a thread in the worst case, which is rare.
	 * @param longest at most
	 */
	public void delays(Duration longest) {
		this.world.delays(Nanos.of(longest));
	}

	/**
	 * Lets threads be slow that have to do one kind of work, while all others are quick:
	 * some tasks wait for them.
	 * @param work what they do
	 * @param percent how many of a hundred tasks wait; 0 if none is to wait any more
	 * @param longest how long at most
	 */
	public void slow(Work work, int percent, Duration longest) {
		this.world.slow(work, percent, Nanos.of(longest));
	}

	/**
	 * Lets all that is left to chance from now on depend on another seed, and not on what
	 * happened before. What nodes and connections draw that are there already is not
	 * concerned.
	 * @param seed the seed
	 */
	public void chance(long seed) {
		this.world.chance(seed);
	}

	/**
	 * Makes an executor for ports that are slow: each time they have something to do they
	 * wait for their turn.
	 * @param node the node of the ports
	 * @param longest how long they wait at most
	 * @return an executor for {@link io.aemp.Dispatcher#of}
	 */
	public Executor slowExecutor(Node node, Duration longest) {
		SimulatedProcess process = start(node).process();
		long nanos = Nanos.of(longest) + 1;
		return (task) -> process.after(this.world.random().nextLong(nanos), task);
	}

	/**
	 * Randomness for the test itself.
	 * @return a generator that depends on the seed
	 */
	public RandomGenerator random() {
		return this.random;
	}

	/**
	 * The network and its faults.
	 * @return the network
	 */
	public SimulatedNetwork network() {
		return this.network;
	}

	/**
	 * What has happened.
	 * @return the journal
	 */
	public Journal journal() {
		return this.journal;
	}

	/**
	 * Puts something into the journal.
	 * @param subject what it is about
	 * @param text what happened
	 */
	public void note(String subject, String text) {
		this.journal.note(this.world.now(), subject, text);
	}

	/**
	 * What was counted.
	 * @return a new copy
	 */
	public Statistics statistics() {
		Statistics all = new Statistics();
		all.add(this.statistics);
		all.simulation(this.world.happened(), this.world.now());
		return all;
	}

	private Start start(Node node) {
		return Objects.requireNonNull(this.starts.get(node), () -> node + " is not of this simulation");
	}

	private void fault(String kind, Node node) {
		this.statistics.fault(kind);
		note(node, kind);
	}

	private void note(Node node, String text) {
		note(start(node).process().host().name(), text + " (" + node + ")");
	}

	/** Ends all processes at once. */
	@Override
	public void close() {
		this.starts.values().forEach((start) -> start.process().kill());
		this.starts.clear();
	}

	@Override
	public String toString() {
		return "Simulation of seed " + this.seed + " at " + time();
	}

	/**
	 * One start of a node.
	 *
	 * @param process where it runs
	 * @param configuration how it was configured
	 */
	private record Start(SimulatedProcess process, NodeConfiguration configuration) {

	}

}

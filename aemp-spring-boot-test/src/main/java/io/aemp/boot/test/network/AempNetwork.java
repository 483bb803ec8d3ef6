package io.aemp.boot.test.network;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.simulation.LiveNetwork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An in-memory network. Its nodes need no sockets and reach nobody else. In a test, the
 * node of the context is a member of one. Other contexts become members of the same
 * network if it initializes them:
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * class OrdersTests {
 *
 *     &#64;Test
 *     void survivesTheLossOfAWorker(&#64;Autowired AempNetwork network) {
 *         try (var worker = network.run(WorkerApplication.class, "--aemp.node-id=worker")) {
 *             network.kill("worker");
 *         }
 *     }
 *
 * }
 * </pre>
 *
 * Nodes talk as over TCP: with handshakes, packets, flow control and limits. Two things
 * are missing: connections are never encrypted, and data connections are refused.
 * <p>
 * Methods with faults expect the IDs of nodes. Faults last until {@link #heal()}, which
 * is called after each test method. Any thread may call any method.
 */
public final class AempNetwork implements ApplicationContextInitializer<ConfigurableApplicationContext>, AutoCloseable {

	/** The name of the bean. */
	public static final String BEAN_NAME = "aempTestNetwork";

	private final Map<String, NetworkMember> members = new ConcurrentHashMap<>();

	/** Closes contexts and nodes that this network has made, the latest first. */
	private final Deque<Runnable> ends = new ArrayDeque<>();

	private final LiveNetwork network;

	private final AempClock clock;

	private AempNetwork(LiveNetwork network) {
		this.network = network;
		this.clock = new AempClock(network);
	}

	/**
	 * Makes a network, for tests without a context of their own. The caller closes it.
	 * @param clock who sets the clock
	 * @return a network without nodes
	 */
	public static AempNetwork create(AempClock.Mode clock) {
		return create(clock, 0);
	}

	static AempNetwork create(AempClock.Mode clock, long seed) {
		return new AempNetwork(
				(clock == AempClock.Mode.MANUAL) ? LiveNetwork.manual(seed) : LiveNetwork.realTime(seed));
	}

	/**
	 * Runs an application whose node is a member of this network. The context is closed
	 * with this network at the latest. The log of the JVM stays as it is: one application
	 * may set it up, and tests may start several at the same time.
	 * @param source the application
	 * @param arguments its arguments, such as {@code --aemp.node-id=worker}
	 * @return its context
	 */
	public ConfigurableApplicationContext run(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplicationBuilder(source).initializers(this).build();
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		ConfigurableApplicationContext context = application.run(arguments);
		atTheEnd(context::close);
		return context;
	}

	/**
	 * Starts a node without a Spring context. It is closed with this network at the
	 * latest.
	 * @param nodeId its node ID
	 * @return the node
	 */
	public ManagedNode node(String nodeId) {
		NodeConfigurationBuilder builder = NodeConfiguration.builder().nodeId(nodeId);
		NetworkMember member = new NetworkMember(this, false, null);
		member.customize(builder);
		ManagedNode node = Nodes.create(builder.build(), member);
		atTheEnd(node::close);
		member.use(() -> node);
		node.start();
		return node;
	}

	private void atTheEnd(Runnable end) {
		synchronized (this.ends) {
			this.ends.push(end);
		}
	}

	/**
	 * Makes the node of a context a member of this network.
	 * @param context the context, before it is refreshed
	 */
	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (!beans.containsSingleton(BEAN_NAME)) {
			beans.registerSingleton(BEAN_NAME, this);
		}
	}

	/**
	 * The clock of all nodes of this network.
	 * @return the clock
	 */
	public AempClock clock() {
		return this.clock;
	}

	/**
	 * The nodes that are there, started or not.
	 * @return their IDs
	 */
	public List<String> nodes() {
		return this.network.nodes();
	}

	/**
	 * Lets nothing pass between two nodes, in both directions. Nobody is told: failure
	 * detection finds out. What is sent meanwhile arrives when they are healed, if the
	 * connection is still there.
	 * @param one a node
	 * @param other another node
	 */
	public void partition(String one, String other) {
		this.network.partition(one, other);
	}

	/** Ends all partitions, pauses and delays. What was held up arrives at once. */
	public void heal() {
		this.network.heal();
	}

	/**
	 * Resets the connections between two nodes, so that both are told at once. They may
	 * connect again.
	 * @param one a node
	 * @param other another node
	 */
	public void cut(String one, String other) {
		this.network.cut(one, other);
	}

	/**
	 * Makes all that one node sends to another over their present connection vanish for
	 * ever, while neither is told: failure detection finds out, and they connect again.
	 * @param from who sends in vain
	 * @param to who waits in vain
	 */
	public void halfOpen(String from, String to) {
		this.network.halfOpen(from, to);
	}

	/**
	 * Lets all that two nodes send each other arrive later.
	 * @param one a node
	 * @param other another node
	 * @param delay how much later, by the clock of this network
	 */
	public void delay(String one, String other, Duration delay) {
		this.network.delay(one, other, delay);
	}

	/**
	 * Lets a node stand still, like a process that is stopped: it takes nothing from the
	 * network, sends nothing, and none of its timers goes off. Nobody is told. Handlers
	 * that are running go on.
	 * @param node the node
	 * @see #heal()
	 */
	public void pause(String node) {
		this.network.pause(node);
	}

	/**
	 * Ends a node as the crash of its process does: its connections break without a
	 * goodbye, and its ports are gone. Its context remains and can be closed as always.
	 * Then its node ID and its address are free for another context.
	 * @param node the node
	 */
	public void kill(String node) {
		this.network.crash(node);
		NetworkMember member = this.members.get(node);
		if (member != null) {
			member.end();
		}
	}

	LiveNetwork network() {
		return this.network;
	}

	void named(NetworkMember member, String nodeId) {
		this.members.put(nodeId, member);
	}

	void left(NetworkMember member) {
		this.members.values().remove(member);
	}

	/** Closes the contexts and nodes that this network has made, and the network. */
	@Override
	public void close() {
		Runnable end = nextEnd();
		while (end != null) {
			end.run();
			end = nextEnd();
		}
		this.network.close();
	}

	private @Nullable Runnable nextEnd() {
		synchronized (this.ends) {
			return this.ends.poll();
		}
	}

	@Override
	public String toString() {
		return "in-memory network of " + nodes();
	}

}

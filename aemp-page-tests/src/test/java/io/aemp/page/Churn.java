package io.aemp.page;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that come and go. None has the ID of an earlier one, and each invents names of
 * tags and of families, so whatever is kept for each of them grows.
 */
final class Churn implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final List<String> seeds;

	private final int size;

	private final Deque<Node> nodes = new ArrayDeque<>();

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger started = new AtomicInteger();

	private volatile @Nullable RuntimeException failure;

	private Churn(List<String> seeds, int size) {
		this.seeds = seeds;
		this.size = size;
	}

	/**
	 * Starts so many nodes, and from then on replaces one in each second.
	 * @param seeds where they find the network
	 * @param size how many there are at a time
	 */
	static Churn start(List<String> seeds, int size) {
		Churn churn = new Churn(seeds, size);
		churn.thread.scheduleAtFixedRate(churn::tryStep, 0, 1, TimeUnit.SECONDS);
		return churn;
	}

	private void tryStep() {
		try {
			step();
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	private void step() {
		while (this.nodes.size() >= this.size) {
			this.nodes.remove().close();
		}
		do {
			this.nodes.add(newcomer());
		}
		while (this.nodes.size() < this.size);
		this.nodes.forEach(Churn::talk);
	}

	private Node newcomer() {
		String name = "newcomer-" + this.started.getAndIncrement();
		Node node = Nodes.start(NodeConfiguration.builder()
			.nodeId(name)
			.seeds(this.seeds)
			.binds("127.0.0.1:0")
			.secret("of the tests")
			.build());
		Port port = node.open(PortOptions.DEFAULTS.label(name)).receive((message) -> {
		});
		node.database().register("newcomers", port.id(), name);
		node.database().register("family_of_" + name.replace("-", "_"), port.id());
		node.database().keys("greeters", (greeters) -> greeters.forEach((greeter) -> trouble(node, greeter, name)));
		return node;
	}

	/** Leaves traces at the greeter that bear the name of the node. */
	private static void trouble(Node node, String greeter, String name) {
		node.send(greeter, "tag of " + name);
		node.monitor(greeter, (reason) -> {
		});
		node.kill(node.open(PortOptions.DEFAULTS.label("victim of " + name)).id(), Reason.of("reason_of_" + name));
		node.send(greeter, "fail");
	}

	private static void talk(Node node) {
		node.database()
			.keys("greeters", (greeters) -> greeters
				.forEach((greeter) -> node.call(greeter, Message.of("greet", node.id()), TIMEOUT, (answer) -> {
				}, (failure) -> {
				})));
	}

	/** Ends all of them. */
	@Override
	public void close() {
		this.thread.shutdown();
		try {
			this.thread.awaitTermination(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.nodes.forEach(Node::close);
	}

	/**
	 * How many were started so far.
	 * @throws IllegalStateException if none is started any more
	 */
	int started() {
		if (this.failure != null) {
			throw new IllegalStateException(this.failure);
		}
		return this.started.get();
	}

}

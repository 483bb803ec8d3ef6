package io.aemp.contract;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.Nodes;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

import static org.awaitility.Awaitility.await;

/** Nodes over real sockets, closed in reverse order when the test is over. */
abstract class RealNodes {

	static final long SECONDS = 60;

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	static NodeConfigurationBuilder configuration(String id) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim");
	}

	final Node start(NodeConfigurationBuilder configuration) {
		return closeLater(Nodes.start(configuration.build()));
	}

	final Node start(String id, Node... seeds) {
		NodeConfigurationBuilder configuration = configuration(id);
		return start((seeds.length > 0) ? configuration.seeds(seeds[0].network().listeners()) : configuration);
	}

	/** A seed, and a node that is connected with it. */
	final Node[] pair() {
		Node seed = start("seed");
		Node other = start("other", seed);
		awaitUp(other, "seed");
		return new Node[] { seed, other };
	}

	static void awaitUp(Node node, String peer) {
		eventually().until(() -> node.network().isUp(peer));
	}

	final <T extends AutoCloseable> T closeLater(T resource) {
		this.opened.push(resource);
		return resource;
	}

	/** Returns when the peer has taken all that this node has sent to it. */
	static void flush(Node node, String peer) throws Exception {
		node.call(peer, "time").get(SECONDS, TimeUnit.SECONDS);
	}

	static ConditionFactory eventually() {
		return await().atMost(Duration.ofSeconds(SECONDS)).pollInterval(Duration.ofMillis(5)).pollDelay(Duration.ZERO);
	}

	@AfterEach
	void closeNodes() throws Exception {
		while (!this.opened.isEmpty()) {
			this.opened.pop().close();
		}
	}

}

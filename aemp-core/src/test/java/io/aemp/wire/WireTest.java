package io.aemp.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

import io.aemp.FailureDetector;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.AfterEach;

/** What tests of the wire have in common: nodes and peers that end with the test. */
abstract class WireTest {

	/** Asks nobody who is as slow as a test may be. */
	private static final FailureDetector CALM = FailureDetector.builder()
		.minimum(Duration.ofMinutes(10))
		.maximum(Duration.ofMinutes(10))
		.otherMinimum(Duration.ofMinutes(10))
		.otherMaximum(Duration.ofMinutes(10))
		.answer(Duration.ofSeconds(60))
		.build();

	private final Deque<AutoCloseable> running = new ArrayDeque<>();

	@AfterEach
	void stop() throws Exception {
		while (!this.running.isEmpty()) {
			this.running.pop().close();
		}
	}

	<T extends AutoCloseable> T ending(T resource) {
		this.running.push(resource);
		return resource;
	}

	Node node(String id) {
		return node(id, (builder) -> builder);
	}

	Node node(String id, UnaryOperator<NodeConfigurationBuilder> settings) {
		NodeConfigurationBuilder builder = NodeConfiguration.builder()
			.nodeId(id)
			.binds("127.0.0.1:0")
			.failureDetector(CALM)
			.secret(RawPeer.SECRET);
		return ending(Nodes.start(settings.apply(builder).build()));
	}

	static String address(Node node) {
		return node.network().listeners().get(0);
	}

	RawPeer dial(Node node) throws Exception {
		return ending(RawPeer.dial(address(node)));
	}

	RawPeer connect(Node node, String id, RawFraming framing) throws Exception {
		return ending(RawPeer.connect(address(node), id, framing));
	}

	RawPeer connect(Node node, String id) throws Exception {
		return connect(node, id, RawFraming.JSON);
	}

}

package io.aemp.dataconnection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

import io.aemp.DataConnection;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;

/** Nodes that know each other, and the data connections between them. */
abstract class ConnectedNodes {

	static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Deque<ManagedNode> nodes = new ArrayDeque<>();

	private final BlockingQueue<DataConnection> accepted = new LinkedBlockingQueue<>();

	@AfterEach
	final void closeNodes() {
		this.nodes.forEach(Node::close);
	}

	/** Starts a node. */
	final ManagedNode start(String id, UnaryOperator<NodeConfigurationBuilder> settings) {
		ManagedNode node = Nodes.create(
				settings.apply(NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim")).build());
		this.nodes.push(node);
		node.start();
		return node;
	}

	/** Waits until a node knows where another one listens. */
	static void awaitKnown(Node node, String other) {
		CompletableFuture<Boolean> known = new CompletableFuture<>();
		node.database().monitorNodes((change) -> {
			if (change.contents().containsKey(other)) {
				known.complete(true);
			}
		});
		BoundedWait.get(known);
	}

	static DataConnection connect(Node from, Node to, String function, Object... arguments) {
		return BoundedWait.get(from.dataConnections().connect(to.id(), TIMEOUT, function, arguments));
	}

	/** Opens a data connection, and returns both of its ends. */
	final DataConnection[] pair(Node from, Node to) {
		to.dataConnections().accept("pair", (connection, arguments) -> this.accepted.add(connection));
		return new DataConnection[] { connect(from, to, "pair"), BoundedWait.take(this.accepted) };
	}

}

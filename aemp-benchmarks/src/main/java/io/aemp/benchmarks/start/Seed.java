package io.aemp.benchmarks.start;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.runtime.Nodes;

/**
 * The node that applications join.
 *
 * @param node runs in this process
 */
record Seed(Node node) implements AutoCloseable {

	static final String ID = "seed";

	static final String SECRET = "a secret of processes that live for seconds";

	static Seed start() {
		return new Seed(
				Nodes.start(NodeConfiguration.builder().nodeId(ID).binds("127.0.0.1:0").secret(SECRET).build()));
	}

	String address() {
		return this.node.network().listeners().get(0);
	}

	@Override
	public void close() {
		this.node.close();
	}

}

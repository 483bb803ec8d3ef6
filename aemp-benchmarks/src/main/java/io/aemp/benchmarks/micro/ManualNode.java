package io.aemp.benchmarks.micro;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;
import io.aemp.runtime.Environment;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;

/** A node without a network, in the thread of the benchmark. */
final class ManualNode implements AutoCloseable {

	private final ManualThreads threads = new ManualThreads();

	private final ManagedNode node = Nodes.create(NodeConfiguration.builder().nodeId("me").build(),
			new Surroundings(this.threads));

	ManualNode() {
		this.node.start();
	}

	Node node() {
		return this.node;
	}

	/** Runs ports until nothing waits. */
	void run() {
		this.threads.run();
	}

	@Override
	public void close() {
		this.node.close();
	}

	private record Surroundings(ManualThreads threads) implements Environment {

		@Override
		public String hostName() {
			return "here";
		}

		@Override
		public RandomGenerator random() {
			return new SplittableRandom(1);
		}

		@Override
		public Threads threads(String nodeId) {
			return this.threads;
		}

		@Override
		public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
				NodeObserver observer, Threads threads) {
			throw new IllegalStateException("There is no network");
		}

	}

}

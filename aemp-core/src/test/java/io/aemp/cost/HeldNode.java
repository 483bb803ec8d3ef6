package io.aemp.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import io.aemp.Framing;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.NodeObserver;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.runtime.RealEnvironment;
import io.aemp.testing.BoundedWait;
import io.aemp.transport.CountedSockets;

/**
 * A node over real sockets whose ports run when the test says so, in its thread, and
 * whose event loops it can stop: so what is sent meanwhile makes one batch.
 */
final class HeldNode implements AutoCloseable {

	/** More than a node has event loops. */
	private static final int LOOPS = 64;

	private final CountedSockets sockets = new CountedSockets();

	private final HeldPool pool = new HeldPool();

	/** One executor for each event loop, by its thread. */
	private final Map<Thread, Executor> loops = new ConcurrentHashMap<>();

	private final List<Executor> executors = new ArrayList<>();

	private final ManagedNode node;

	HeldNode(NodeConfigurationBuilder configuration) {
		this.node = Nodes.create(configuration.build(), new Held());
		this.node.start();
		findLoops();
	}

	/** The executors, if there are any, come to the same event loops again and again. */
	private void findLoops() {
		CountDownLatch found = new CountDownLatch(this.executors.size());
		this.executors.forEach((executor) -> executor.execute(() -> {
			this.loops.putIfAbsent(Thread.currentThread(), executor);
			found.countDown();
		}));
		BoundedWait.await(found);
	}

	Node node() {
		return this.node;
	}

	/** How often the pool was given a port. */
	int schedules() {
		return this.pool.tasks();
	}

	/** How often event loops were told that there is something to do. */
	int wakeUps() {
		return this.sockets.wakeUps();
	}

	/** Runs ports until nothing waits. */
	void run() {
		this.pool.run();
	}

	/** Stops the event loops. */
	Hold holdLoops() {
		CountDownLatch held = new CountDownLatch(this.loops.size());
		CountDownLatch end = new CountDownLatch(1);
		this.loops.values().forEach((loop) -> loop.execute(() -> {
			held.countDown();
			BoundedWait.await(end);
		}));
		BoundedWait.await(held);
		return end::countDown;
	}

	/** Waits until the event loops have done what they had to. */
	void settleLoops() {
		// what they do may lead to something else
		for (int i = 0; i < 3; i++) {
			CountDownLatch done = new CountDownLatch(this.loops.size());
			this.loops.values().forEach((loop) -> loop.execute(done::countDown));
			BoundedWait.await(done);
		}
	}

	@Override
	public void close() {
		this.pool.release();
		this.node.close();
	}

	/** Lets event loops go on. */
	@FunctionalInterface
	interface Hold extends AutoCloseable {

		@Override
		void close();

	}

	private final class Held extends RealEnvironment {

		@Override
		public Threads threads(String nodeId) {
			return new HeldThreads(super.threads(nodeId), HeldNode.this.pool);
		}

		@Override
		public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
				NodeObserver observer, Threads threads) {
			Transport transport = HeldNode.this.sockets.transport(configuration, nodeId, framings, observer, threads);
			for (int i = 0; i < LOOPS; i++) {
				HeldNode.this.executors.add(transport.eventLoopExecutor());
			}
			return transport;
		}

	}

}

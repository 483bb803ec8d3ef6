package io.aemp.benchmarks.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;

/** Nodes of this process on loopback, and what is done with all of them. */
final class Crew implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Short beside everything that is measured by looking again and again. */
	private static final Duration PAUSE = Duration.ofNanos(200_000);

	private static final double NANOS = 1e3;

	private final List<ManagedNode> nodes = new ArrayList<>();

	/** Makes a global node that has not started. */
	ManagedNode global(String name, List<String> seeds) {
		return add(configuration(name, seeds).globalMode(GlobalMode.ALWAYS));
	}

	/** Makes a node that is served by a global one, and has not started. */
	ManagedNode node(String name, List<String> seeds) {
		return add(configuration(name, seeds));
	}

	private ManagedNode add(NodeConfigurationBuilder configuration) {
		ManagedNode node = Nodes.create(configuration.build());
		this.nodes.add(node);
		return node;
	}

	private static NodeConfigurationBuilder configuration(String name, List<String> seeds) {
		return NodeConfiguration.builder().nodeId(name).binds("127.0.0.1:0").secret("benchmark").seeds(seeds);
	}

	/** Starts a node and waits until a global node serves it. */
	static <N extends ManagedNode> N started(N node) throws InterruptedException, TimeoutException {
		node.start();
		await(() -> node.network().primary().isPresent());
		return node;
	}

	/** Fills families with subkeys of a node, and waits until the node has them. */
	static void fill(Node node, int subkeys, int families) throws Exception {
		for (int i = 0; i < subkeys; i++) {
			// in no order
			String subkey = node.id() + '#' + Long.toString(Integer.reverse(i) & 0xffffffffL, Character.MAX_RADIX);
			node.database().set(family(i % families), subkey, List.of("value", i));
		}
		contents(node, family(0));
	}

	static String family(int number) {
		return "family" + number;
	}

	static Map<String, ?> contents(Node node, String family) throws Exception {
		return node.database().entries(family).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	static int size(Node node, String family) {
		try {
			return contents(node, family).size();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void await(Condition condition) throws InterruptedException, TimeoutException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.holds()) {
			if (System.nanoTime() > end) {
				throw new TimeoutException("This takes more than " + PATIENCE);
			}
			TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
		}
	}

	static void await(CountDownLatch latch) throws InterruptedException, TimeoutException {
		if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new TimeoutException(latch.getCount() + " did not come within " + PATIENCE);
		}
	}

	/** Microseconds since a time of {@link System#nanoTime}. */
	static double since(long begin) {
		return (System.nanoTime() - begin) / NANOS;
	}

	/** How much of something a round of some size has. */
	static int part(double size, int all) {
		return Math.max(2, (int) (size * all));
	}

	/** Closes all at once, as each waits for its sockets and threads. */
	@Override
	public void close() {
		ExecutorService threads = Executors.newCachedThreadPool();
		CompletableFuture
			.allOf(this.nodes.stream()
				.map((node) -> CompletableFuture.runAsync(node::close, threads))
				.toArray(CompletableFuture[]::new))
			.join();
		threads.shutdown();
	}

	/** Something that comes to be. */
	@FunctionalInterface
	interface Condition {

		boolean holds();

	}

}

package io.aemp.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hosts with a cable between them that is shaken, pulled out, and put in again: two
 * processes in network namespaces of their own, at the default settings.
 */
final class PulledCable implements AutoCloseable {

	private static final int SHAKES = 6;

	/** Silence that a shake makes. */
	private static final Duration SHAKE = Duration.ofMillis(150);

	/** What has to arrive on either side while packets are lost. */
	private static final int SOME = 500;

	/** A cable that a slow machine shakes for longer may look pulled out. */
	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final Namespaces namespaces;

	private final ForkedNode first;

	private final ForkedNode second;

	private PulledCable(Namespaces namespaces) {
		this.namespaces = namespaces;
		this.first = start(0, Settings.node("first"));
		this.second = start(1, Settings.node("second").seeds(this.first.address()));
	}

	private ForkedNode start(int side, Settings settings) {
		return ForkedNode.start(this.namespaces.prefix(side),
				settings.bind(this.namespaces.address(side) + ":0").pace(1, 2, 200));
	}

	/**
	 * Does it all; skipped where the machine does not allow namespaces. Returns how long
	 * it took each side to notice.
	 */
	static List<Duration> run() throws Exception {
		Namespaces namespaces = namespaces();
		try (namespaces; PulledCable cable = new PulledCable(namespaces)) {
			cable.start();
			cable.shake();
			List<Duration> taken = cable.pull();
			cable.putIn();
			return taken;
		}
	}

	private static Namespaces namespaces() {
		try {
			return new Namespaces();
		}
		catch (IOException ex) {
			return Assumptions.abort("This machine does not allow network namespaces: " + ex.getMessage());
		}
	}

	private List<ForkedNode> both() {
		return List.of(this.first, this.second);
	}

	private List<Report> reports() {
		return both().stream().map(ForkedNode::report).toList();
	}

	private void start() {
		this.second.address();
		both().forEach(ForkedNode::traffic);
		Cluster.awaitTraffic(2, this::reports);
	}

	/**
	 * About every third packet is lost, one way or the other, and that breaks nothing.
	 */
	private void shake() throws IOException {
		Duration longest = this.namespaces.lose(30) ? loseSome() : interrupt();
		Cluster.awaitTraffic(2, this::reports);
		boolean broken = both().stream().anyMatch((node) -> !node.jvm().events(0, "fired ").isEmpty());
		Assumptions.assumeFalse(broken && longest.compareTo(LONGEST) > 0,
				() -> "This machine is so slow that it has shaken the cable for " + longest);
		both().forEach((node) -> assertThat(node.jvm().events(0, "fired ")).isEmpty());
	}

	/** Returns for how long packets were lost. */
	private Duration loseSome() throws IOException {
		long begin = System.nanoTime();
		Cluster.awaitArrivals(SOME, this::reports);
		this.namespaces.lose(0);
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	/** Returns for how long the cable was out at most. */
	private Duration interrupt() throws IOException {
		Duration longest = Duration.ZERO;
		for (int shake = 0; shake < SHAKES; shake++) {
			long begin = System.nanoTime();
			this.namespaces.setUp(shake % 2, false);
			Cluster.eventually().until(() -> this.first.silence(this.second.id()).compareTo(SHAKE) >= 0);
			this.namespaces.setUp(shake % 2, true);
			Duration out = Duration.ofNanos(System.nanoTime() - begin);
			longest = (out.compareTo(longest) > 0) ? out : longest;
			Cluster.awaitTraffic(2, this::reports);
		}
		return longest;
	}

	private List<Duration> pull() throws IOException {
		long start = System.nanoTime();
		this.namespaces.setUp(0, false);
		return both().stream().map((node) -> Duration.ofNanos(node.jvm().await(0, "fired ").nanos() - start)).toList();
	}

	private void putIn() throws IOException {
		this.namespaces.setUp(0, true);
		Cluster.awaitTraffic(2, this::reports);
		both().forEach(ForkedNode::stopTraffic);
		Cluster.awaitVerdicts(this::reports);
	}

	@Override
	public void close() {
		both().forEach(ForkedNode::close);
	}

}

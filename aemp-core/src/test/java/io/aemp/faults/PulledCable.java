package io.aemp.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hosts with a cable between them that is shaken, pulled out, and put in again: two
 * processes in network namespaces of their own, at the default settings.
 */
final class PulledCable implements AutoCloseable {

	private static final int SHAKES = 6;

	/** A cable that is shaken for longer, by a slow machine, may look pulled out. */
	private static final Duration LONGEST_SHAKE = Duration.ofSeconds(5);

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
	private void shake() throws Exception {
		long begin = System.nanoTime();
		if (this.namespaces.lose(30)) {
			TimeUnit.SECONDS.sleep(3);
			this.namespaces.lose(0);
		}
		else {
			for (int shake = 0; shake < SHAKES; shake++) {
				this.namespaces.setUp(shake % 2, false);
				TimeUnit.MILLISECONDS.sleep(150);
				this.namespaces.setUp(shake % 2, true);
				TimeUnit.MILLISECONDS.sleep(350);
			}
		}
		Duration shaken = Duration.ofNanos(System.nanoTime() - begin);
		Cluster.awaitTraffic(2, this::reports);
		Assumptions.assumeTrue(shaken.compareTo(LONGEST_SHAKE) < 0,
				() -> "This machine is so slow that it has shaken the cable for " + shaken);
		both().forEach((node) -> assertThat(node.jvm().events(0, "fired ")).isEmpty());
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

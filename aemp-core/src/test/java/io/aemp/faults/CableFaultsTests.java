package io.aemp.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cable between two hosts that is pulled out: two processes in network namespaces of
 * their own, at the default settings. Skipped where the machine does not allow
 * namespaces.
 */
class CableFaultsTests {

	private static final Duration LEAST = Duration.ofSeconds(8);

	private static final Duration MOST = Duration.ofSeconds(12);

	private static final int SHAKES = 6;

	private Namespaces namespaces;

	private ForkedNode first;

	private ForkedNode second;

	@BeforeEach
	void start() {
		try {
			this.namespaces = new Namespaces();
		}
		catch (IOException ex) {
			Assumptions.abort("This machine does not allow network namespaces: " + ex.getMessage());
		}
		this.first = start(0, Settings.node("first"));
		this.second = start(1, Settings.node("second").seeds(this.first.address()));
		this.second.address();
		both().forEach(ForkedNode::traffic);
		Cluster.awaitTraffic(2, this::reports);
	}

	private ForkedNode start(int side, Settings settings) {
		return ForkedNode.start(this.namespaces.prefix(side),
				settings.bind(this.namespaces.address(side) + ":0").pace(1, 2, 200));
	}

	private List<ForkedNode> both() {
		return List.of(this.first, this.second);
	}

	private List<Report> reports() {
		return both().stream().map(ForkedNode::report).toList();
	}

	@AfterEach
	void end() throws IOException {
		if (this.namespaces != null) {
			both().forEach(ForkedNode::close);
			this.namespaces.close();
		}
	}

	@Test
	void lossBreaksNothingAndPulledCableIsNoticedByBothSides() throws Exception {
		losePackets();
		Cluster.awaitTraffic(2, this::reports);
		both().forEach((node) -> assertThat(node.jvm().events(0, "fired ")).isEmpty());
		long start = System.nanoTime();
		this.namespaces.setUp(0, false);
		for (ForkedNode node : both()) {
			Duration taken = Duration.ofNanos(node.jvm().await(0, "fired ").nanos() - start);
			assertThat(taken).as(node.id()).isBetween(LEAST, MOST);
		}
		this.namespaces.setUp(0, true);
		Cluster.awaitTraffic(2, this::reports);
		both().forEach(ForkedNode::stopTraffic);
		System.out.println("Cable pulled: " + Cluster.awaitVerdicts(this::reports));
	}

	/** About every third packet, one way or the other. */
	private void losePackets() throws Exception {
		if (this.namespaces.lose(30)) {
			TimeUnit.SECONDS.sleep(3);
			this.namespaces.lose(0);
			return;
		}
		for (int shake = 0; shake < SHAKES; shake++) {
			this.namespaces.setUp(shake % 2, false);
			TimeUnit.MILLISECONDS.sleep(150);
			this.namespaces.setUp(shake % 2, true);
			TimeUnit.MILLISECONDS.sleep(350);
		}
	}

}

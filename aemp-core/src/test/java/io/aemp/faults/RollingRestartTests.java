package io.aemp.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Five processes that are restarted one after the other, in good order or not, while all
 * send to all.
 */
class RollingRestartTests {

	private static final int NODES = 5;

	private static final int GLOBALS = 2;

	private final List<ForkedNode> nodes = new ArrayList<>();

	private final List<String> addresses = new ArrayList<>();

	@AfterEach
	void end() {
		this.nodes.forEach(ForkedNode::close);
	}

	private Settings settings(int index) {
		Settings settings = Settings.node("node" + index).quick().pace(1, 2, 50);
		if (index < GLOBALS) {
			settings.global();
		}
		List<String> seeds = new ArrayList<>(this.addresses.subList(0, Math.min(GLOBALS, this.addresses.size())));
		if (index < this.addresses.size()) {
			settings.bind(this.addresses.get(index));
			seeds.remove(this.addresses.get(index));
		}
		return seeds.isEmpty() ? settings : settings.seeds(seeds.toArray(String[]::new));
	}

	private List<Report> reports() {
		return this.nodes.stream().map(ForkedNode::report).toList();
	}

	private Set<String> receivers() {
		Set<String> receivers = new HashSet<>();
		reports().forEach((report) -> report.got().forEach((got) -> receivers.add(got.receiver())));
		return receivers;
	}

	@Test
	void noMessageIsWithoutVerdictAndTrafficFlowsAgainAfterEachRestart() {
		for (int index = 0; index < NODES; index++) {
			ForkedNode node = ForkedNode.start(settings(index));
			this.nodes.add(node);
			this.addresses.add(node.address());
		}
		this.nodes.forEach(ForkedNode::traffic);
		Cluster.awaitTraffic(NODES, this::reports);
		Set<String> ports = receivers();
		for (int index = 0; index < NODES; index++) {
			restart(index);
			Cluster.awaitTraffic(NODES, this::reports);
			ports.addAll(receivers());
			assertThat(ports).as("a port ID is never used again").hasSize(NODES + index + 1);
		}
		this.nodes.forEach(ForkedNode::stopTraffic);
		System.out.println("Rolling restart: " + Cluster.awaitVerdicts(this::reports));
	}

	private void restart(int index) {
		ForkedNode old = this.nodes.get(index);
		if (index % 2 == 0) {
			old.close();
		}
		else {
			old.shutDown();
		}
		ForkedNode node = ForkedNode.start(settings(index));
		this.nodes.set(index, node);
		assertThat(node.address()).isEqualTo(this.addresses.get(index));
		node.traffic();
	}

}

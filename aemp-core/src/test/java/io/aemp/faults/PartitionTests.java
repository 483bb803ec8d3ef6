package io.aemp.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.aemp.faults.FaultyProxy.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Six nodes, three of them global, that are cut into two halves, change things on both
 * sides, and meet again: one database on all. Meanwhile all send to all.
 */
class PartitionTests {

	private static final int NODES = 6;

	private static final int GLOBALS = 3;

	private static final int ROUNDS = 2;

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	private final List<ProxiedNode> nodes = new ArrayList<>();

	private final List<DatabaseMember> members = new ArrayList<>();

	@AfterEach
	void end() throws IOException {
		for (ProxiedNode node : this.nodes) {
			node.close();
		}
	}

	private void start() {
		List<FaultyProxy> proxies = IntStream.range(0, NODES).mapToObj((index) -> new FaultyProxy()).toList();
		for (int index = 0; index < NODES; index++) {
			int own = index;
			String[] seeds = IntStream.range(0, 2)
				.filter((seed) -> seed != own)
				.mapToObj((seed) -> proxies.get(seed).address())
				.toArray(String[]::new);
			Settings settings = Settings.node(id(index)).quick().seeds(seeds);
			ProxiedNode node = new ProxiedNode(proxies.get(index), (index < GLOBALS) ? settings.global() : settings);
			this.nodes.add(node.traffic(new Traffic.Pace(1, Duration.ofMillis(5), 20)));
			this.members.add(new DatabaseMember(id(index), node.node().database()));
		}
	}

	private static String id(int index) {
		return "node" + index;
	}

	private List<Report> reports() {
		return this.nodes.stream().map((node) -> node.traffic().report()).toList();
	}

	@Test
	void halvesThatChangeEachOnItsOwnBecomeOneNetworkWithOneDatabase() {
		System.out.println("Partition: seed " + this.seed);
		start();
		Set<Integer> all = Set.copyOf(IntStream.range(0, NODES).boxed().toList());
		this.members.forEach((member) -> member.change(0));
		awaitOneDatabase(all);
		Cluster.awaitTraffic(NODES, this::reports);
		for (int round = 1; round <= ROUNDS; round++) {
			Set<Integer> half = half();
			Set<Integer> other = new HashSet<>(all);
			other.removeAll(half);
			cut(half);
			change(round);
			awaitOneDatabase(half);
			awaitOneDatabase(other);
			this.nodes.forEach((node) -> node.proxy().set(Faults.NONE));
			awaitOneDatabase(all);
			Cluster.awaitTraffic(NODES, this::reports);
		}
		this.nodes.forEach((node) -> node.traffic().stop());
		System.out.println("Partition: " + Cluster.awaitVerdicts(this::reports));
	}

	/** On both sides; the two seeds, each on its side, set the same subkey too. */
	private void change(int round) {
		this.members.forEach((member) -> member.change(round));
		this.members.subList(0, 2).forEach((member) -> member.changeShared(round));
	}

	/** One seed on each side; the rest as it comes. */
	private Set<Integer> half() {
		Set<Integer> half = new HashSet<>(Set.of(0));
		IntStream.range(2, NODES).filter((index) -> this.random.nextBoolean()).forEach(half::add);
		return half;
	}

	/** Some connections end at once, others just carry nothing any more. */
	private void cut(Set<Integer> half) {
		for (int index = 0; index < NODES; index++) {
			boolean inside = half.contains(index);
			Predicate<String> across = (dialler) -> !dialler.isEmpty()
					&& half.contains(Integer.valueOf(dialler.substring("node".length()))) != inside;
			FaultyProxy proxy = this.nodes.get(index).proxy();
			proxy.set(Faults.cut(across));
			if (this.random.nextBoolean()) {
				proxy.reset(across);
			}
		}
	}

	/**
	 * Waits until each of these nodes is told, and its monitor was told, what all of them
	 * have set, and nothing else.
	 */
	private void awaitOneDatabase(Set<Integer> indexes) {
		List<DatabaseMember> members = indexes.stream().map(this.members::get).toList();
		Map<String, Object> owned = new TreeMap<>();
		members.forEach((member) -> owned.putAll(member.owned()));
		Cluster.eventually().untilAsserted(() -> {
			Set<Map<String, Object>> shared = new HashSet<>();
			for (DatabaseMember member : members) {
				assertThat(member.asked(DatabaseMember.OWN)).isEqualTo(owned);
				assertThat(member.monitored(DatabaseMember.OWN)).isEqualTo(owned);
				shared.add(member.asked(DatabaseMember.SHARED));
				shared.add(member.monitored(DatabaseMember.SHARED));
			}
			assertThat(shared).hasSize(1);
		});
	}

}

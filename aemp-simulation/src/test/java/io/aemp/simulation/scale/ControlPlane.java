package io.aemp.simulation.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

import io.aemp.FailureDetector;
import io.aemp.simulation.Traffic;

/**
 * Prints how the control plane grows, as tables. Arguments: the numbers of nodes for
 * which to count.
 */
final class ControlPlane {

	private static final int GLOBALS = 10;

	private final List<Integer> sizes;

	private ControlPlane(List<Integer> sizes) {
		this.sizes = sizes;
	}

	public static void main(String[] arguments) {
		List<Integer> sizes = new ArrayList<>();
		for (String argument : (arguments.length > 0) ? arguments : new String[] { "20", "30", "100", "300", "1000" }) {
			sizes.add(Integer.parseInt(argument));
		}
		new ControlPlane(sizes).print();
	}

	private void print() {
		table("One more served node joins", "nodes", this.sizes, ControlPlane::joining);
		table("One served node is killed", "nodes", this.sizes, ControlPlane::leaving);
		table("A global node is killed and starts again", "nodes", this.sizes, ControlPlane::churning);
		table("One change, two subscribers", "nodes", this.sizes, ControlPlane::changing);
		table("One change, two subscribers", "subkeys of the family", List.of(10, 100, 1000, 10_000),
				ControlPlane::changingFamily);
		table("One change, 110 nodes", "subscribers", List.of(1, 3, 10, 30, 99), ControlPlane::changingFor);
		table("One more global node joins", "global nodes", List.of(2, 4, 8, 16, 32), ControlPlane::joiningGlobal);
		everybody();
		idle();
	}

	private static Traffic joining(int nodes) {
		try (Crowd crowd = Crowd.of(GLOBALS, nodes - GLOBALS - 1)) {
			return crowd.count(() -> crowd.join(1));
		}
	}

	private static Traffic leaving(int nodes) {
		try (Crowd crowd = Crowd.of(GLOBALS, nodes - GLOBALS)) {
			return crowd.count(() -> crowd.simulation().crash(crowd.slave(7)));
		}
	}

	private static Traffic churning(int nodes) {
		try (Crowd crowd = Crowd.of(GLOBALS, nodes - GLOBALS)) {
			Traffic traffic = crowd.count(() -> crowd.restartGlobal(3));
			crowd.converge();
			return traffic;
		}
	}

	private static Traffic changing(int nodes) {
		return changing(nodes, 100, 2);
	}

	private static Traffic changingFamily(int subkeys) {
		return changing(20, subkeys, 2);
	}

	private static Traffic changingFor(int subscribers) {
		return changing(110, 100, subscribers);
	}

	private static Traffic changing(int nodes, int subkeys, int subscribers) {
		try (Crowd crowd = Crowd.of(GLOBALS, nodes - GLOBALS)) {
			Changes changes = new Changes(crowd);
			changes.subscribe(subscribers);
			changes.fill(subkeys);
			return changes.one();
		}
	}

	private static Traffic joiningGlobal(int globals) {
		try (Crowd crowd = Crowd.of(globals - 1, 0)) {
			return crowd.count(() -> crowd.joinGlobals(1));
		}
	}

	private static void table(String title, String over, List<Integer> sizes, IntFunction<Traffic> count) {
		System.out.printf("%n%s%n%n| %s | packets | bytes |%n|---:|---:|---:|%n", title, over);
		List<Traffic> counted = new ArrayList<>();
		for (int size : sizes) {
			Traffic traffic = count.apply(size);
			counted.add(traffic);
			System.out.printf(Locale.ROOT, "| %,d | %,d | %,d |%n", size, traffic.packets(), traffic.bytes());
		}
		int last = sizes.size() - 1;
		if (last > 0) {
			double step = Math.log(sizes.get(last) / (double) sizes.get(last - 1));
			Traffic a = counted.get(last - 1);
			Traffic b = counted.get(last);
			System.out.printf(Locale.ROOT, "%nIn the last step, packets grow like n^%.2f, bytes like n^%.2f.%n",
					Math.log(b.packets() / (double) a.packets()) / step,
					Math.log(b.bytes() / (double) a.bytes()) / step);
		}
	}

	/** All at once, with heartbeats, and some of them again and again. */
	private void everybody() {
		System.out.printf("%nAll start at once; then one in ten of the served nodes is restarted%n%n"
				+ "| nodes | packets per node | bytes per node | until all are known | packets per restart |%n"
				+ "|---:|---:|---:|---:|---:|%n");
		for (int nodes : this.sizes) {
			try (Crowd crowd = new Crowd(FailureDetector.OFF)) {
				crowd.joinGlobals(GLOBALS);
				crowd.settle();
				Traffic before = crowd.sent();
				Duration start = crowd.simulation().time();
				crowd.join(nodes - GLOBALS);
				crowd.converge();
				Duration took = crowd.simulation().time().minus(start);
				crowd.settle();
				Traffic joined = crowd.sent().minus(before);
				int restarts = Math.max(1, (nodes - GLOBALS) / 10);
				Traffic churn = crowd.count(() -> restart(crowd, restarts));
				crowd.converge();
				int slaves = nodes - GLOBALS;
				System.out.printf(Locale.ROOT, "| %,d | %.1f | %,d | %.2f s | %.1f |%n", nodes,
						joined.packets() / (double) slaves, joined.bytes() / slaves, took.toMillis() / 1e3,
						churn.packets() / (double) restarts);
			}
		}
	}

	private static void restart(Crowd crowd, int count) {
		for (int i = 0; i < count; i++) {
			crowd.restart(i);
		}
	}

	private void idle() {
		System.out.printf("%nNothing happens%n%n| nodes | connections | packets per s and connection |"
				+ " bytes per s and connection |%n|---:|---:|---:|---:|%n");
		for (int nodes : this.sizes) {
			try (Crowd crowd = new Crowd(FailureDetector.DEFAULTS)) {
				crowd.joinGlobals(GLOBALS);
				crowd.join(nodes - GLOBALS);
				crowd.converge();
				crowd.simulation().run(Duration.ofSeconds(30));
				Traffic before = crowd.sent();
				crowd.simulation().run(Duration.ofSeconds(60));
				Traffic idle = crowd.sent().minus(before);
				double each = 60.0 * crowd.simulation().network().connections();
				System.out.printf(Locale.ROOT, "| %,d | %,d | %.2f | %.2f |%n", nodes,
						crowd.simulation().network().connections(), idle.packets() / each, idle.bytes() / each);
			}
		}
	}

}

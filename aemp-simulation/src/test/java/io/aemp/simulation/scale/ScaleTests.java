package io.aemp.simulation.scale;

import io.aemp.simulation.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the control plane costs, to the packet. */
class ScaleTests {

	private static final int GLOBALS = 10;

	/** What a node sets itself: its listeners, and its subkey. */
	private static final int FAMILIES = 2;

	@Test
	void joiningCostsTheSameHoweverManyNodesThereAre() {
		Traffic few = joining(GLOBALS, 20);
		assertThat(joining(GLOBALS, 90)).isEqualTo(few);
		// per seed: the arbiter's word, g_global, g_slave; one g_slave with the database;
		// who may stand in, asked and answered; and the other global nodes are told of
		// each family
		assertThat(few.packets()).isEqualTo(3 * Crowd.SEEDS + 3 + FAMILIES * (GLOBALS - 1));
		assertThat(joining(5, 20).packets()).isEqualTo(3 * Crowd.SEEDS + 3 + FAMILIES * 4);
	}

	private static Traffic joining(int globals, int slaves) {
		try (Crowd crowd = Crowd.of(globals, slaves)) {
			Traffic traffic = crowd.count(() -> crowd.join(1));
			crowd.converge();
			return traffic;
		}
	}

	@Test
	void leavingCostsTheSameHoweverManyNodesThereAre() {
		Traffic few = leaving(20);
		assertThat(leaving(90)).isEqualTo(few);
		assertThat(few.packets()).isEqualTo(FAMILIES * (GLOBALS - 1));
	}

	private static Traffic leaving(int slaves) {
		try (Crowd crowd = Crowd.of(GLOBALS, slaves)) {
			return crowd.count(() -> crowd.simulation().crash(crowd.slave(7)));
		}
	}

	@Test
	void changeCostsTheSameHoweverLargeItsFamilyIs() {
		try (Crowd crowd = Crowd.of(3, 12)) {
			Changes changes = new Changes(crowd);
			changes.subscribe(4);
			Traffic small = changes.one();
			changes.fill(2000);
			assertThat(changes.one()).isEqualTo(small);
			assertThat(changes.size()).isGreaterThan(2000);
		}
	}

	@Test
	void changeCostsOnePacketForEachGlobalNodeAndEachSubscriber() {
		try (Crowd crowd = Crowd.of(GLOBALS, 90)) {
			Changes changes = new Changes(crowd);
			Traffic nobody = changes.one();
			assertThat(nobody.packets()).isEqualTo(GLOBALS);
			changes.subscribe(1);
			Traffic each = changes.one().minus(nobody);
			assertThat(each.packets()).isEqualTo(1);
			changes.subscribe(49);
			assertThat(changes.one().minus(nobody)).isEqualTo(new Traffic(50 * each.packets(), 50 * each.bytes()));
		}
	}

	@Test
	void convergesWhileNodesComeAndGo() {
		try (Crowd crowd = Crowd.of(GLOBALS, 90)) {
			for (int i = 0; i < 20; i++) {
				crowd.restart(i);
			}
			crowd.restartGlobal(3);
			crowd.converge();
		}
	}

}

package io.aemp.contract;

import io.aemp.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes with one node ID are never a silent split. */
class TakenIdTests extends RealNodes {

	@Test
	void theSecondFindsThatTheSeedHasItsIdAndRecoversWhenThatGoes() {
		Node first = start("same");
		Node second = start("same", first);
		eventually().until(() -> second.network().idConflict().isPresent());
		assertThat(second.network().idConflict()).get().asString().contains("'same'", "%u");
		assertThat(first.network().idConflict()).isEmpty();
		first.close();
		eventually().until(() -> second.network().idConflict().isEmpty());
	}

	@Test
	void theSecondFindsThatTheFirstIsConnectedWithASeedAndComesInWhenThatGoes() {
		Node seed = start("seed");
		Node first = start("same", seed);
		awaitUp(first, "seed");
		awaitUp(seed, "same");
		Node second = start("same", seed);
		eventually().until(() -> second.network().idConflict().isPresent());
		assertThat(second.network().idConflict()).get().asString().contains("'same'", "'seed'");
		assertThat(first.network().idConflict()).isEmpty();
		first.close();
		awaitUp(second, "seed");
		assertThat(second.network().idConflict()).isEmpty();
	}

	@Test
	void whereBothAreSeedsOfEachOtherTheFirstStaysUp() throws Exception {
		Node first = start("same");
		Node second = start("same", first);
		first.network().changeSeeds(second.network().listeners());
		eventually().until(() -> second.network().idConflict().isPresent());
		assertThat(first.network().idConflict()).isEmpty();
	}

	@Test
	void aNodeThatIsItsOwnSeedFindsNoConflict() {
		Node alone = start("alone");
		alone.network().changeSeeds(alone.network().listeners());
		eventually().until(() -> alone.network().seeds().isEmpty());
		assertThat(alone.network().idConflict()).isEmpty();
	}

}

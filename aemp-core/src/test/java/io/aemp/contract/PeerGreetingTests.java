package io.aemp.contract;

import java.util.Map;

import io.aemp.Node;
import io.aemp.PeerInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a node tells about itself when it connects. */
class PeerGreetingTests extends RealNodes {

	private static PeerInfo peer(Node node) {
		return node.network().peers().get(0);
	}

	@Test
	void isSeenByTheOtherSide() {
		Node seed = start(configuration("seed").greeting(Map.of("rack", "a;7")));
		Node other = start(configuration("other").greeting(Map.of("team", "blue")).seeds(seed.network().listeners()));
		awaitUp(other, "seed");
		awaitUp(seed, "other");
		assertThat(peer(other).greeting()).containsEntry("rack", "a;7").containsEntry("mproto", "1");
		assertThat(peer(seed).greeting()).containsEntry("team", "blue").doesNotContainKey("rack");
		assertThat(peer(other).provider()).isEqualTo("aemp-development");
		assertThat(peer(other).version()).isEqualTo("development");
	}

}

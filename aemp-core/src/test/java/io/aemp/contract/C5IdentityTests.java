package io.aemp.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Port IDs are never used again. */
class C5IdentityTests extends RealNodes {

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	@Test
	void restartedNodeDoesNotUsePortIdsAgain() {
		Set<String> ids = new HashSet<>();
		for (int start = 0; start < 20; start++) {
			try (Node node = Nodes.start(configuration("same").build())) {
				for (int i = 0; i < 100; i++) {
					assertThat(ids.add(node.open().id())).isTrue();
					assertThat(ids.add(node.spawn("elsewhere", "init"))).isTrue();
				}
			}
		}
	}

	@Test
	void messageToAPortOfAnEarlierStartArrivesNowhere() throws Exception {
		Node seed = start("seed");
		Node first = start("other", seed);
		awaitUp(seed, "other");
		String old = first.open(this.seen::add).id();
		first.close();
		eventually().until(() -> !seed.network().isUp("other"));
		Node second = start("other", seed);
		awaitUp(seed, "other");
		Port port = second.open(this.seen::add);
		seed.send(old, "lost");
		seed.kill(old, "lost");
		seed.monitor(old, this.seen::add);
		eventually().untilAsserted(() -> assertThat(this.seen)
			.containsExactly(Reason.of(Reason.NO_SUCH_PORT, "cannot monitor nonexistent port", old)));
		assertThat(second.port(port.id())).isPresent();
	}

}

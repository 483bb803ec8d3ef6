package io.aemp.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.FamilyChange;
import io.aemp.FlowControl;
import io.aemp.Limits;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** A database that fits neither into a packet nor into a send queue. */
class LargeDatabaseTests {

	private static final int SUBKEYS = 20_000;

	private static final Duration SOON = Duration.ofSeconds(60);

	private final List<FamilyChange> changes = new CopyOnWriteArrayList<>();

	private static NodeConfigurationBuilder node(String id, String framing) {
		return NodeConfiguration.builder()
			.nodeId(id)
			.binds("127.0.0.1:0")
			.secret("x")
			.framings(framing)
			.flowControl(FlowControl.builder()
				.sendHigh(64 * 1024)
				.sendLow(16 * 1024)
				.receiveHigh(1 << 20)
				.pause(Duration.ofSeconds(10))
				.build())
			.limits(Limits.builder()
				.packetSize(64 * 1024)
				.wholePacket(64 * 1024)
				.sendQueue(256 * 1024)
				.monitors(1000)
				.dials(10)
				.unauthenticated(100)
				.unauthenticatedPerAddress(100)
				.build());
	}

	@Test
	void reachesGlobalNodesAndServedOnesAndMonitors() {
		for (String framing : List.of("cbor", "json")) {
			try (Node a = Nodes.start(node("a", framing).globalMode(GlobalMode.ALWAYS).build())) {
				fill(a);
				try (Node b = Nodes
					.start(node("b", framing).globalMode(GlobalMode.ALWAYS).seeds(a.network().listeners()).build());
						Node c = Nodes.start(node("c", framing).seeds(b.network().listeners()).build())) {
					List<Reason> losses = new CopyOnWriteArrayList<>();
					c.monitor("b", losses::add);
					await().atMost(SOON).until(() -> BoundedWait.get(b.database().keys("family")).size() == SUBKEYS);
					c.database().monitor("family", this.changes::add);
					await().atMost(SOON).until(() -> BoundedWait.get(c.database().keys("family")).size() == SUBKEYS);
					await().atMost(SOON).until(() -> !this.changes.isEmpty());
					assertThat(this.changes.get(0).added()).hasSize(SUBKEYS);
					assertThat(losses).isEmpty();
				}
			}
			this.changes.clear();
		}
	}

	private static void fill(Node node) {
		for (int i = 0; i < SUBKEYS; i++) {
			node.database().set("family", "subkey" + i, "value of subkey" + i);
		}
	}

	@Test
	void refusesEntryThatIsTooLargeAtTheCaller() {
		try (Node a = Nodes.start(node("a", "cbor").build())) {
			assertThatIllegalArgumentException().isThrownBy(() -> a.database().set("family", "subkey", new byte[5000]))
				.withMessageContaining("The subkey 'subkey' of the family 'family'")
				.withMessageContaining("may take 1/16 of a packet")
				.withMessageContaining("max_packet_size");
		}
	}

}

package io.aemp.runtime;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a node counts: nothing of the dead and of lost connections is forgotten. */
class StatisticsTests {

	private static final int MESSAGES = 1000;

	private Node seed;

	@BeforeEach
	void start() {
		this.seed = Nodes.start(configuration("seed").build());
	}

	private static NodeConfigurationBuilder configuration(String id) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim");
	}

	private Node other() {
		return Nodes.start(configuration("other").seeds(this.seed.network().listeners()).build());
	}

	@AfterEach
	void stop() {
		this.seed.close();
	}

	@Test
	void messagesOfTheDeadCount() {
		Port port = this.seed.open((message) -> {
		});
		for (int i = 0; i < MESSAGES; i++) {
			this.seed.send(port.id(), i);
		}
		await().until(() -> this.seed.statistics().messagesReceived() == MESSAGES);
		port.kill();
		await().until(() -> this.seed.ports().isEmpty());
		assertThat(this.seed.statistics().messagesReceived()).isEqualTo(MESSAGES);
	}

	@Test
	void trafficOfLostConnectionsCounts() {
		Port port = this.seed.open((message) -> {
		});
		try (Node other = other()) {
			for (int i = 0; i < MESSAGES; i++) {
				other.send(port.id(), i, "to be carried");
			}
			await().until(() -> this.seed.statistics().messagesReceived() == MESSAGES);
			await().until(() -> other.statistics().packetsSent() >= MESSAGES);
			assertThat(other.statistics().bytesSent()).isGreaterThan(MESSAGES * 13);
			assertThat(other.network().connection("seed")).hasValueSatisfying((connection) -> {
				assertThat(connection.dialled()).isTrue();
				assertThat(connection.bytesSent()).isGreaterThan(MESSAGES * 13);
				assertThat(connection.bytesReceived()).isPositive();
			});
			assertThat(other.network().connection("nowhere")).isEmpty();
		}
		await().until(() -> this.seed.network().peers().isEmpty());
		long packets = this.seed.statistics().packetsReceived();
		long bytes = this.seed.statistics().bytesReceived();
		assertThat(packets).isGreaterThanOrEqualTo(MESSAGES);
		assertThat(bytes).isGreaterThan(MESSAGES * 13);
		try (Node again = other()) {
			await().until(() -> this.seed.network().isUp("other"));
			again.send(port.id(), "once more");
			await().until(() -> this.seed.statistics().messagesReceived() == MESSAGES + 1);
			await().until(() -> this.seed.statistics().packetsReceived() > packets);
			assertThat(this.seed.statistics().bytesReceived()).isGreaterThan(bytes);
		}
	}

	@Test
	void changesOfFamiliesCount() {
		long before = this.seed.statistics().databaseChanges();
		this.seed.database().set("fruit", "apple", 1);
		this.seed.database().set("fruit", "apple", 2);
		await().until(() -> this.seed.statistics().databaseChanges() >= before + 2);
	}

	@Test
	void aLocalNodeHasNoTraffic() {
		try (Node local = Nodes.local()) {
			assertThat(local.statistics().packetsSent()).isZero();
			assertThat(local.statistics().packetsReceived()).isZero();
			assertThat(local.statistics().bytesSent()).isZero();
			assertThat(local.statistics().bytesReceived()).isZero();
		}
	}

}

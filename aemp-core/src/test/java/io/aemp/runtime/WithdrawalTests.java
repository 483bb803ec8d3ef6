package io.aemp.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node that has withdrawn its entries finishes its work, which may take half a minute.
 */
class WithdrawalTests {

	private ManagedNode seed;

	private ManagedNode other;

	private ManagedNode third;

	@BeforeEach
	void start() {
		this.seed = start(configuration("seed"));
		List<String> seeds = this.seed.network().listeners();
		this.other = start(configuration("other").seeds(seeds));
		this.third = start(configuration("third").seeds(seeds));
		this.third.database().set("workers", "third#w", null);
		await().until(() -> keys(this.other, "workers"), List.of("third#w")::equals);
	}

	private static ManagedNode start(NodeConfigurationBuilder configuration) {
		ManagedNode node = Nodes.create(configuration.build());
		node.start();
		return node;
	}

	private static NodeConfigurationBuilder configuration(String id) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim");
	}

	@AfterEach
	void stop() {
		this.third.close();
		this.other.close();
		this.seed.close();
	}

	@Test
	void othersDoNotSeeItsEntriesAndItSetsNoneAnyMore() throws Exception {
		this.other.database().set("workers", "other#w", null);
		await().until(() -> keys(this.third, "workers"), List.of("other#w", "third#w")::equals);
		this.other.withdraw();
		this.other.database().set("workers", "late", null);
		await().until(() -> keys(this.third, "workers"), List.of("third#w")::equals);
		assertThat(keys(this.other, "workers")).containsExactly("third#w");
	}

	@Test
	void theGlobalNodeGoesOnToServeOthers() throws Exception {
		this.seed.withdraw();
		List<FamilyChange> changes = new CopyOnWriteArrayList<>();
		this.other.database().monitor("workers", changes::add);
		await().until(() -> !changes.isEmpty());
		assertThat(changes.get(0).contents()).containsOnlyKeys("third#w");
		this.third.database().set("workers", "third#v", null);
		await().until(() -> keys(this.other, "workers"), List.of("third#v", "third#w")::equals);
		await().until(() -> changes.get(changes.size() - 1).contents().size() == 2);
	}

	@Test
	void theGlobalNodeIsFoundAndFindsOthers() throws Exception {
		Port echo = this.third.open().receive((message) -> this.third.send(message.text(0), "here"));
		this.seed.withdraw();
		assertThat(this.other.call(echo.id()).get(60, TimeUnit.SECONDS)).isEqualTo(Message.of("here"));
	}

	@Test
	void itsOwnCodeAsksAndMonitorsAsBefore() throws Exception {
		this.other.withdraw();
		assertThat(keys(this.other, "workers")).containsExactly("third#w");
		List<FamilyChange> changes = new CopyOnWriteArrayList<>();
		this.other.database().monitor("workers", changes::add);
		await().until(() -> !changes.isEmpty());
		assertThat(changes.get(0).contents()).containsOnlyKeys("third#w");
	}

	private static List<String> keys(ManagedNode node, String family) throws Exception {
		return node.database().keys(family).get(60, TimeUnit.SECONDS).stream().sorted().toList();
	}

}

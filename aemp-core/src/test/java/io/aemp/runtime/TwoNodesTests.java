package io.aemp.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import io.aemp.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** Two nodes over real sockets. */
class TwoNodesTests {

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private Node seed;

	private Node other;

	@BeforeEach
	void start() {
		this.seed = Nodes.start(configuration("seed").build());
		this.other = Nodes.start(configuration("other").seeds(this.seed.network().listeners()).build());
	}

	private static NodeConfigurationBuilder configuration(String id) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim");
	}

	@AfterEach
	void stop() {
		this.other.close();
		this.seed.close();
	}

	@Test
	void serviceIsFoundInTheDatabaseCalledAndMonitored() throws Exception {
		Port greeter = this.seed.open()
			.receive("greet", (message) -> this.seed.send(message.text(1), "Hello, " + message.text(0) + "!"));
		this.seed.database().register("greeters", greeter.id());
		await().until(() -> !this.other.database().keys("greeters").get(60, TimeUnit.SECONDS).isEmpty());
		String found = this.other.database().keys("greeters").get(60, TimeUnit.SECONDS).get(0);
		assertThat(this.other.call(found, "greet", "World").get(60, TimeUnit.SECONDS))
			.isEqualTo(Message.of("Hello, World!"));
		this.other.monitor(found, this.seen::add);
		// the answer proves that the monitor is in place
		this.other.call("seed", "time").get(60, TimeUnit.SECONDS);
		greeter.kill("bye", "now");
		await().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.of("bye", "now")));
		await().until(() -> this.other.database().keys("greeters").get(60, TimeUnit.SECONDS).isEmpty());
	}

	@Test
	void familyMonitorSeesChangesOfBothNodes() {
		List<FamilyChange> changes = new CopyOnWriteArrayList<>();
		this.other.database().monitor("f", changes::add);
		await().until(() -> changes.size() == 1);
		assertThat(changes.get(0).contents()).isEmpty();
		this.seed.database().set("f", "from seed", 1);
		this.other.database().set("f", "from other", List.of("x", Map.of("y", 2.5)));
		await().untilAsserted(() -> assertThat(changes.get(changes.size() - 1).contents()).containsOnlyKeys("from seed",
				"from other"));
	}

	@Test
	void deathOfANodeIsNoticed() {
		await().until(() -> this.other.network().role() == Network.Role.ATTACHED);
		assertThat(this.other.network().primary()).contains("seed");
		assertThat(this.other.network().isUp("seed")).isTrue();
		Port port = this.seed.open();
		this.other.monitor(port.id(), this.seen::add);
		this.other.monitor("seed", (reason) -> this.seen.add("node"));
		this.seed.close();
		await().untilAsserted(() -> assertThat(this.seen).hasSize(2).contains("node"));
		await().until(() -> !this.other.network().isUp("seed"));
	}

	@Test
	void closedNodeAnswersQueriesWithAnError() {
		this.other.close();
		assertThat(this.other.database().entries("f")).failsWithin(60, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("closed");
	}

	@Test
	void callbackKnowsTheNodeThatItsMessageComesFrom() throws Exception {
		this.seed.functions().registerInit("tell", (self, arguments) -> {
			String spawner = this.seed.sourceNode();
			self.receive((message) -> this.seed.send(message.text(0), spawner, this.seed.sourceNode()));
		});
		String port = this.other.spawn("seed", "tell");
		assertThat(this.other.call(port).get(60, TimeUnit.SECONDS)).isEqualTo(Message.of("other", "other"));
		assertThat(this.seed.call(port).get(60, TimeUnit.SECONDS)).isEqualTo(Message.of("other", "seed"));
		String local = this.seed.spawn("seed", "tell");
		assertThat(this.other.call(local).get(60, TimeUnit.SECONDS)).isEqualTo(Message.of("seed", "other"));
		assertThat(this.other.open().callInContext(this.other::sourceNode).get(60, TimeUnit.SECONDS))
			.isEqualTo("other");
		assertThatIllegalStateException().isThrownBy(this.other::sourceNode)
			.withMessageContaining("outside the callbacks of ports");
	}

	@Test
	void spawnedPortAnswersAndFailingInitFunctionTellsWhy() throws Exception {
		this.seed.functions().registerInit("echo", (self, arguments) -> self.receive((message) -> {
			int last = message.size() - 1;
			this.seed.send(message.text(last), Message.of(message.toList().subList(0, last)));
		}));
		this.seed.functions().registerInit("fail", (self, arguments) -> {
			throw new IllegalStateException(arguments.text(0));
		});
		String echo = this.other.spawn("seed", "echo");
		assertThat(this.other.call(echo, 1L, "two", List.of(3.5), new byte[] { 4 }).get(60, TimeUnit.SECONDS))
			.isEqualTo(Message.of(1L, "two", List.of(3.5), new byte[] { 4 }));
		this.other.monitor(this.other.spawn("seed", "fail", "no room"), this.seen::add);
		await().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.of("die", "no room")));
	}

}

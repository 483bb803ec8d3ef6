package io.aemp.boot.test.network;

import java.util.concurrent.TimeUnit;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.boot.test.app.TestApplication;
import io.aemp.boot.test.app.Uppers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import io.aemp.boot.autoconfigure.AempAutoConfiguration;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a test has with the starter alone. */
@SpringBootTest(classes = TestApplication.class, properties = { "aemp.node-id=main", "aemp.binds=*:4040",
		"aemp.seeds=aemp.example.org:4040", "aemp.secret=of the real network" })
class AempNetworkTests {

	@Autowired
	private Node node;

	@Autowired
	private AempNetwork network;

	@Test
	void nodeIsInMemory(@Autowired NodeConfiguration configuration) {
		assertThat(configuration.binds()).containsExactly("main:4040");
		assertThat(configuration.seeds()).containsExactly("main:4040");
		assertThat(configuration.strictLocalSends()).isTrue();
		assertThat(this.network.nodes()).containsExactly("main");
	}

	@Test
	void contextsAreOneNetwork() throws Exception {
		try (ConfigurableApplicationContext worker = this.network.run(TestApplication.class, "--aemp.node-id=worker")) {
			await().untilAsserted(() -> assertThat(this.node).family(Uppers.FAMILY).hasMembersOn("main", "worker"));
			assertThat(upper("worker")).isEqualTo("ABC");
			assertThat(worker.getBean(AempNetwork.class)).isSameAs(this.network);
		}
		await().untilAsserted(() -> assertThat(this.node).family(Uppers.FAMILY).hasMembersOn("main"));
		assertThat(this.network.nodes()).containsExactly("main");
	}

	@Test
	void contextOfARunnerIsAMember() {
		new ApplicationContextRunner().withInitializer(this.network)
			.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempNetworkAutoConfiguration.class))
			.withPropertyValues("aemp.node-id=runner")
			.run((context) -> {
				Node other = context.getBean(Node.class);
				await().untilAsserted(() -> assertThat(other).isConnectedTo("main"));
			});
	}

	@Test
	void killedNodeComesBackUnderItsId() throws Exception {
		try (ConfigurableApplicationContext first = this.network.run(TestApplication.class, "--aemp.node-id=worker")) {
			await().untilAsserted(() -> assertThat(this.node).family(Uppers.FAMILY).hasMembersOn("main", "worker"));
			this.network.kill("worker");
			await().untilAsserted(() -> assertThat(this.node).family(Uppers.FAMILY).hasMembersOn("main"));
			assertThat(first.getBean(Node.class)).isNotConnectedTo("main");
		}
		try (ConfigurableApplicationContext second = this.network.run(TestApplication.class, "--aemp.node-id=worker")) {
			await().untilAsserted(() -> assertThat(this.node).family(Uppers.FAMILY).hasMembersOn("main", "worker"));
			assertThat(upper("worker")).isEqualTo("ABC");
			assertThat(second.getBean(NodeConfiguration.class).binds()).containsExactly("worker:4040");
		}
	}

	@Test
	void nodeNeedsNoContext() throws Exception {
		try (Node plain = this.network.node("plain")) {
			await().untilAsserted(() -> assertThat(plain).family(Uppers.FAMILY).hasMembersOn("main"));
			assertThat(upper("main")).isEqualTo("ABC");
		}
	}

	@Test
	void nodesOfOneIdInTwoNetworksDoNotClash() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempNetworkAutoConfiguration.class))
			.withPropertyValues("aemp.node-id=main");
		runner.run((one) -> runner.run((other) -> {
			assertThat(one.getBean(AempNetwork.class).nodes()).containsExactly("main");
			assertThat(other.getBean(AempNetwork.class).nodes()).containsExactly("main");
			assertThat(other.getBean(Node.class).network().idConflict()).isEmpty();
			assertThat(other.getBean(AempNetwork.class)).isNotSameAs(one.getBean(AempNetwork.class));
		}));
	}

	@Test
	void realNetworkIsAChoice() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempNetworkAutoConfiguration.class))
			.withPropertyValues("aemp-test.network.in-memory=false", "aemp.binds=127.0.0.1:0", "aemp.secret=secret")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(AempNetwork.class);
				assertThat(context.getBean(Node.class).network().listeners()).singleElement()
					.asString()
					.startsWith("127.0.0.1:");
			});
	}

	private String upper(String node) throws Exception {
		String port = this.node.database()
			.keys(Uppers.FAMILY)
			.get(30, TimeUnit.SECONDS)
			.stream()
			.filter((member) -> member.startsWith(node + "#"))
			.findAny()
			.orElseThrow();
		return this.node.call(port, "upper", "abc").get(30, TimeUnit.SECONDS).text(0);
	}

	@Nested
	class InANestedClass {

		@Test
		void contextIsTheSame(@Autowired AempNetwork network) {
			assertThat(network).isSameAs(AempNetworkTests.this.network);
		}

	}

}

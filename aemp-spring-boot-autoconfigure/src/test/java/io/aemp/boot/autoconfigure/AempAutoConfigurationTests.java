package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.aemp.Admission;
import io.aemp.Database;
import io.aemp.ExecutionPolicy;
import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.Functions;
import io.aemp.Limits;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.Secret;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link AempAutoConfiguration}, one per condition. */
@ExtendWith(OutputCaptureExtension.class)
class AempAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, SslAutoConfiguration.class));

	@Test
	void configuresALocalNodeWithoutAnyProperties(CapturedOutput output) {
		this.runner.withPropertyValues("spring.application.name=my shop").run((context) -> {
			assertThat(context).hasSingleBean(Node.class)
				.hasSingleBean(Database.class)
				.hasSingleBean(Functions.class)
				.hasSingleBean(Network.class)
				.hasSingleBean(AempPorts.class);
			assertThat(context.getBean(Node.class).id()).matches("my-shop/[A-Za-z0-9]+");
			assertThat(context.getBean(Network.class).role()).isEqualTo(Network.Role.LOCAL);
			assertThat(output.toString().lines().filter((line) -> line.contains("is local"))).singleElement()
				.asString()
				.contains("secret");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no", "0" })
	void doesNothingWhenDisabled(String off) {
		this.runner.withPropertyValues("aemp.enabled=" + off)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Node.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "on", "yes", "1" })
	void isThereWhenEnabled(String on) {
		this.runner.withPropertyValues("aemp.enabled=" + on)
			.run((context) -> assertThat(context).hasSingleBean(Node.class));
	}

	@Test
	void doesNothingWithoutTheCore() {
		this.runner.withClassLoader(new FilteredClassLoader(Nodes.class))
			.run((context) -> assertThat(context).doesNotHaveBean("aempNode"));
	}

	@Test
	void backsOffFromANodeOfTheApplication() {
		this.runner.withUserConfiguration(OwnNode.class)
			.run((context) -> assertThat(context.getBean(Node.class)).isSameAs(context.getBean("own"))
				.extracting(Node::id)
				.isEqualTo("own"));
	}

	@Test
	void backsOffFromANodeConfigurationOfTheApplication() {
		this.runner.withBean(NodeConfiguration.class, () -> NodeConfiguration.builder().nodeId("mine").build())
			.run((context) -> assertThat(context.getBean(Node.class).id()).isEqualTo("mine"));
	}

	@Test
	void bindsEverySetting() {
		this.runner
			.withPropertyValues("aemp.node-id=a/%u", "aemp.binds=127.0.0.1:0", "aemp.secret=geheim",
					"aemp.monitor-timeout=5", "aemp.query-timeout=4", "aemp.connect-interval=200ms",
					"aemp.framing-format=json,cbor", "aemp.auth-offer=hmac_sha3_512",
					"aemp.auth-accept=hmac_sha3_512,cleartext", "aemp.autocork=true", "aemp.nodelay=false",
					"aemp.busy-poll=20us", "aemp.loop-sharing=false", "aemp.strict-local-sends=true",
					"aemp.trace-packets=true", "aemp.greeting.rack=a7", "aemp.greeting[my_team]=blue",
					"aemp.global=always", "aemp.secure=true", "aemp.limits.max-packet-size=1MB",
					"aemp.limits.max-nesting=20", "aemp.limits.max-send-queue=2MB", "aemp.limits.max-mailbox=77")
			.run((context) -> {
				NodeConfiguration configuration = context.getBean(NodeConfiguration.class);
				assertThat(configuration.nodeId()).isEqualTo("a/%u");
				assertThat(configuration.binds()).containsExactly("127.0.0.1:0");
				assertThat(configuration.seeds()).isEmpty();
				assertThat(configuration.secret().bytes()).asString().isEqualTo("geheim");
				assertThat(configuration.monitorTimeout()).hasSeconds(5);
				assertThat(configuration.queryTimeout()).hasSeconds(4);
				assertThat(configuration.connectInterval()).hasMillis(200);
				assertThat(configuration.framings()).containsExactly("json", "cbor");
				assertThat(configuration.authOffer()).containsExactly("hmac_sha3_512");
				assertThat(configuration.authAccept()).containsExactly("hmac_sha3_512", "cleartext");
				assertThat(configuration.autocork()).isTrue();
				assertThat(configuration.nodelay()).isFalse();
				assertThat(configuration.busyPoll()).isEqualTo(Duration.ofNanos(20_000));
				assertThat(configuration.loopSharing()).isFalse();
				assertThat(configuration.strictLocalSends()).isTrue();
				assertThat(configuration.tracePackets()).isTrue();
				assertThat(configuration.greeting()).isEqualTo(Map.of("rack", "a7", "my_team", "blue"));
				assertThat(configuration.globalMode()).isEqualTo(GlobalMode.ALWAYS);
				assertThat(configuration.executionPolicy()).isSameAs(ExecutionPolicy.REFUSE);
				assertThat(configuration.limits()).isEqualTo(
						Limits.builder().packetSize(1 << 20).nesting(20).sendQueue(2L << 20).mailbox(77).build());
				assertThat(context.getBean(Network.class).listeners()).singleElement()
					.asString()
					.startsWith("127.0.0.1:");
			});
	}

	@Test
	void bindsEveryGroup() {
		this.runner
			.withPropertyValues("aemp.limits.max-monitors=1", "aemp.limits.max-dials=2",
					"aemp.limits.max-unauthenticated=4", "aemp.limits.max-unauthenticated-per-address=3",
					"aemp.limits.max-data-connections=9", "aemp.flow-control.send-high-water-mark=20KB",
					"aemp.flow-control.send-low-water-mark=10KB", "aemp.flow-control.receive-high-water-mark=30KB",
					"aemp.flow-control.max-pause=4", "aemp.failure-detector.enabled=false",
					"aemp.failure-detector.heartbeat=1", "aemp.failure-detector.minimum=2500ms",
					"aemp.failure-detector.maximum=3", "aemp.failure-detector.other-minimum=4",
					"aemp.failure-detector.other-maximum=5", "aemp.failure-detector.answer=6",
					"aemp.admission.nodes=a,b/*", "aemp.admission.addresses=10.0.0.0/8",
					"aemp.admission.certificate-names-node=true", "aemp.accepted-secrets[0]=alt,mit Komma")
			.run((context) -> {
				NodeConfiguration configuration = context.getBean(NodeConfiguration.class);
				assertThat(configuration.limits()).isEqualTo(Limits.builder()
					.monitors(1)
					.dials(2)
					.unauthenticated(4)
					.unauthenticatedPerAddress(3)
					.dataConnections(9)
					.build());
				assertThat(configuration.flowControl()).isEqualTo(FlowControl.builder()
					.sendHigh(20 << 10)
					.sendLow(10 << 10)
					.receiveHigh(30 << 10)
					.pause(Duration.ofSeconds(4))
					.build());
				assertThat(configuration.failureDetector()).isEqualTo(FailureDetector.builder()
					.enabled(false)
					.heartbeat(Duration.ofSeconds(1))
					.minimum(Duration.ofMillis(2500))
					.maximum(Duration.ofSeconds(3))
					.otherMinimum(Duration.ofSeconds(4))
					.otherMaximum(Duration.ofSeconds(5))
					.answer(Duration.ofSeconds(6))
					.build());
				assertThat(configuration.admission())
					.isEqualTo(new Admission(List.of("a", "b/*"), List.of("10.0.0.0/8"), true));
				assertThat(configuration.acceptedSecrets()).containsExactly(Secret.of("alt,mit Komma"));
			});
	}

	@Test
	void leavesADefaultInAGroupThatIsSetInPart() {
		this.runner
			.withPropertyValues("aemp.limits.max-nesting=512", "aemp.flow-control.max-pause=10s",
					"aemp.failure-detector.enabled=true", "aemp.admission.nodes=")
			.run((context) -> {
				NodeConfiguration configuration = context.getBean(NodeConfiguration.class);
				assertThat(configuration.limits()).isEqualTo(Limits.DEFAULTS);
				assertThat(configuration.flowControl()).isEqualTo(FlowControl.DEFAULTS);
				assertThat(configuration.failureDetector()).isEqualTo(FailureDetector.DEFAULTS);
				assertThat(configuration.admission()).isEqualTo(Admission.ALL);
			});
	}

	@Test
	void leavesADefaultWhereNothingIsSet() {
		this.runner.withPropertyValues("aemp.node-id=a").run((context) -> {
			NodeConfiguration defaults = NodeConfiguration.builder().build();
			NodeConfiguration configuration = context.getBean(NodeConfiguration.class);
			assertThat(configuration.binds()).isEqualTo(defaults.binds());
			assertThat(configuration.framings()).isEqualTo(defaults.framings());
			assertThat(configuration.limits()).isEqualTo(defaults.limits());
			assertThat(configuration.flowControl()).isEqualTo(defaults.flowControl());
			assertThat(configuration.failureDetector()).isEqualTo(defaults.failureDetector());
			assertThat(configuration.admission()).isEqualTo(defaults.admission());
			assertThat(configuration.acceptedSecrets()).isEmpty();
			assertThat(configuration.executionPolicy()).isSameAs(ExecutionPolicy.ALLOW);
		});
	}

	@Test
	void anEmptyListOfBindsGivesAPrivateNode() {
		this.runner.withPropertyValues("aemp.secret=geheim", "aemp.binds=")
			.run((context) -> assertThat(context.getBean(Network.class).listeners()).isEmpty());
	}

	@Test
	void warnsOfSeedsThatAreIgnored(CapturedOutput output) {
		this.runner.withPropertyValues("aemp.seeds=127.0.0.1:4040")
			.run((context) -> assertThat(output).contains("stays local; ignored: seeds [127.0.0.1:4040]"));
	}

	@Test
	void appliesCustomizersAndPolicies() {
		ExecutionPolicy policy = (node, function) -> function.equals("harmless");
		this.runner.withBean(ExecutionPolicy.class, () -> policy)
			.withBean(NodeConfigurationCustomizer.class, () -> (builder) -> builder.nodeId("customized"))
			.run((context) -> {
				assertThat(context.getBean(Node.class).id()).isEqualTo("customized");
				ExecutionPolicy used = context.getBean(NodeConfiguration.class).executionPolicy();
				assertThat(used.permits("peer", "harmless")).isTrue();
				assertThat(used.permits("peer", "other")).isFalse();
			});
	}

	@Test
	void aPolicyBeatsTheProperty() {
		ExecutionPolicy policy = (node, function) -> function.equals("harmless");
		this.runner.withPropertyValues("aemp.secure=true")
			.withBean(ExecutionPolicy.class, () -> policy)
			.run((context) -> assertThat(
					context.getBean(NodeConfiguration.class).executionPolicy().permits("peer", "harmless"))
				.isTrue());
	}

	@Test
	void noneOfSeveralPoliciesIsPassedOver() {
		this.runner.withBean("one", ExecutionPolicy.class, () -> ExecutionPolicy.REFUSE)
			.withBean("two", ExecutionPolicy.class, () -> ExecutionPolicy.REFUSE)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContaining("one,two"));
		this.runner.withBean("one", ExecutionPolicy.class, () -> ExecutionPolicy.REFUSE)
			.withBean("two", ExecutionPolicy.class, () -> ExecutionPolicy.ALLOW,
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(
					context.getBean(NodeConfiguration.class).executionPolicy().permits("peer", "function"))
				.isTrue());
	}

	@Test
	void warnsOfAcceptedSecretsWithoutASecret(CapturedOutput output) {
		this.runner.withPropertyValues("aemp.accepted-secrets=geheim")
			.run((context) -> assertThat(output).contains("stays local; ignored: accepted secrets")
				.doesNotContain("geheim"));
	}

	@Test
	void theSecretShowsNowhere(CapturedOutput output) {
		this.runner.withPropertyValues("aemp.secret=geheim", "aemp.accepted-secrets=versteckt,verborgen", "aemp.binds=")
			.run((context) -> {
				assertThat(context.getBean(AempProperties.class).getSecret()).hasToString("******");
				assertThat(context.getBean(AempProperties.class).getAcceptedSecrets()).hasToString("[******, ******]");
				assertThat(context.getBean(NodeConfiguration.class).toString()).doesNotContain("geheim", "versteckt",
						"verborgen");
				assertThat(output).doesNotContain("geheim", "versteckt", "verborgen");
			});
	}

	@Test
	void injectsTheNodeIntoConstructorsAndStartsItWithTheContext() {
		this.runner.withBean(UserOfNode.class).run((context) -> {
			assertThat(context.getBean(UserOfNode.class).port).startsWith(context.getBean(Node.class).id() + "#");
		});
	}

	static class UserOfNode {

		private final String port;

		UserOfNode(Node node) {
			this.port = node.open((message) -> {
			}).id();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnNode {

		@Bean
		Node own() {
			return Nodes.create(NodeConfiguration.builder().nodeId("own").build());
		}

	}

}

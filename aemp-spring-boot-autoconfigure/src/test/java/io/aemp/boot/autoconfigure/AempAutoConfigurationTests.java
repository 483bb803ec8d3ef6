package io.aemp.boot.autoconfigure;

import io.aemp.Database;
import io.aemp.ExecutionPolicy;
import io.aemp.Functions;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.Limits;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.boot.port.AempPorts;
import io.aemp.bootstrap.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

	@Test
	void doesNothingWhenDisabled() {
		this.runner.withPropertyValues("aemp.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Node.class));
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
					"aemp.monitor-timeout=5", "aemp.connect-interval=200ms", "aemp.framing-format=json,cbor",
					"aemp.auth-offer=hmac_sha3_512", "aemp.auth-accept=hmac_sha3_512,cleartext", "aemp.autocork=true",
					"aemp.nodelay=false", "aemp.global=always", "aemp.secure=true", "aemp.limits.max-packet-size=1MB",
					"aemp.limits.max-nesting=20", "aemp.limits.max-send-queue=2MB", "aemp.limits.max-mailbox=77")
			.run((context) -> {
				NodeConfiguration configuration = context.getBean(NodeConfiguration.class);
				assertThat(configuration.nodeId()).isEqualTo("a/%u");
				assertThat(configuration.binds()).containsExactly("127.0.0.1:0");
				assertThat(configuration.seeds()).isEmpty();
				assertThat(configuration.secret().octets()).asString().isEqualTo("geheim");
				assertThat(configuration.monitorTimeout()).hasSeconds(5);
				assertThat(configuration.connectInterval()).hasMillis(200);
				assertThat(configuration.framings()).containsExactly("json", "cbor");
				assertThat(configuration.authOffer()).containsExactly("hmac_sha3_512");
				assertThat(configuration.authAccept()).containsExactly("hmac_sha3_512", "cleartext");
				assertThat(configuration.autocork()).isTrue();
				assertThat(configuration.nodelay()).isFalse();
				assertThat(configuration.globalMode()).isEqualTo(GlobalMode.ALWAYS);
				assertThat(configuration.executionPolicy()).isSameAs(ExecutionPolicy.REFUSE);
				assertThat(configuration.limits()).isEqualTo(Limits.DEFAULTS.withPacketSize(1 << 20)
					.withNesting(20)
					.withSendQueue(2L << 20)
					.withMailbox(77));
				assertThat(context.getBean(Network.class).listeners()).singleElement()
					.asString()
					.startsWith("127.0.0.1:");
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
		ExecutionPolicy policy = (node, function) -> false;
		this.runner.withBean(ExecutionPolicy.class, () -> policy)
			.withBean(NodeConfigurationCustomizer.class, () -> (builder) -> builder.nodeId("customized"))
			.run((context) -> {
				assertThat(context.getBean(Node.class).id()).isEqualTo("customized");
				assertThat(context.getBean(NodeConfiguration.class).executionPolicy()).isSameAs(policy);
			});
	}

	@Test
	void theSecretShowsNowhere() {
		this.runner.withPropertyValues("aemp.secret=geheim", "aemp.binds=").run((context) -> {
			assertThat(context.getBean(AempProperties.class).getSecret()).hasToString("******");
			assertThat(context.getBean(NodeConfiguration.class).toString()).doesNotContain("geheim");
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

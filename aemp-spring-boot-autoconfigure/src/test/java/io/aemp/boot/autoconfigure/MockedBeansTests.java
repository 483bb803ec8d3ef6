package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

import io.aemp.Database;
import io.aemp.FamilyChange;
import io.aemp.Functions;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.FamilyListener;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.ManagedNode;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;

/** Tests of applications may replace the node, and beans that are ports, by mocks. */
class MockedBeansTests {

	@Test
	void mocksOfAnyKindNeitherStopTheStartNorTheClose() {
		for (Answers answers : List.of(Answers.RETURNS_DEFAULTS, Answers.RETURNS_DEEP_STUBS, Answers.RETURNS_MOCKS,
				Answers.RETURNS_SMART_NULLS)) {
			for (Class<? extends Node> type : List.of(Node.class, ManagedNode.class)) {
				context(Mockito.mock(type, answers));
			}
		}
	}

	private static void context(Node mock) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempEndpointsAutoConfiguration.class,
					AempHealthContributorAutoConfiguration.class, AempLogAutoConfiguration.class,
					AempOperatorRequestsAutoConfiguration.class, SslAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*", "aemp.monitor-families=f",
					"aemp.log-source.enabled=true", "aemp.log-catcher.level=info",
					"aemp.operator-requests.questions=true", "aemp.operator-requests.restart=true")
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("mock", mock))
			.withUserConfiguration(Application.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getSourceApplicationContext().stop();
				context.getSourceApplicationContext().start();
				assertThat(context.getBean(AempPorts.class).find("greeter")).isEmpty();
				context.close();
			});
	}

	@Nested
	@SpringJUnitConfig(Application.class)
	class WithAMockedNode {

		@MockitoBean
		private Node node;

		@Autowired
		private Database database;

		@Autowired
		private Functions functions;

		@Autowired
		private Network network;

		@Test
		void itsPartsAreThoseThatTheTestGivesIt() {
			assertThatIllegalStateException().isThrownBy(() -> this.network.role())
				.withMessageContaining("mock", "Network");
			Network own = Mockito.mock(Network.class);
			given(own.role()).willReturn(Network.Role.GLOBAL);
			given(this.node.network()).willReturn(own);
			assertThat(this.network.role()).isEqualTo(Network.Role.GLOBAL);
			assertThat(new HashSet<>(List.of(this.database, this.database))).hasSize(1);
			assertThat(this.database).hasToString("The Database of a mocked node");
			assertThat(this.functions).isNotEqualTo(this.database);
		}

	}

	@Nested
	@SpringJUnitConfig(Application.class)
	class WithASpyOfAPort {

		@MockitoSpyBean
		private Greeter greeter;

		@Autowired
		private Node node;

		@Autowired
		private AempPorts ports;

		@Test
		void messagesReachTheSpy() {
			String port = this.ports.portOf(this.greeter).id();
			given(this.greeter.greet("Ann")).willReturn("stubbed");
			assertThat(ask(port, "Ann")).isEqualTo(Message.of("stubbed"));
			assertThat(ask(port, "Bob")).isEqualTo(Message.of("Hello, Bob"));
			Mockito.verify(this.greeter).greet("Bob");
		}

		private Message ask(String port, String name) {
			return BoundedWait.get(this.node.call(port, Message.of("greet", name), Duration.ofSeconds(60)));
		}

	}

	@Nested
	@SpringJUnitConfig(Application.class)
	class WithASpyOfTheNode {

		@MockitoSpyBean
		private Node node;

		@Autowired
		private AempPorts ports;

		@Test
		void theSpyIsAWorkingNode() {
			String port = this.ports.find("greeter").orElseThrow().id();
			assertThat(BoundedWait.get(this.node.call(port, Message.of("greet", "Ann"), Duration.ofSeconds(60))))
				.isEqualTo(Message.of("Hello, Ann"));
			Mockito.verify(this.node).call(port, Message.of("greet", "Ann"), Duration.ofSeconds(60));
		}

	}

	@Nested
	@SpringJUnitConfig(Application.class)
	class WithAMockOfAPort {

		@MockitoBean
		private Greeter greeter;

		@Autowired
		private Node node;

		@Autowired
		private AempPorts ports;

		@Test
		void messagesReachTheMock() {
			given(this.greeter.greet("Ann")).willReturn("mocked");
			String port = this.ports.portOf(this.greeter).id();
			assertThat(BoundedWait.get(this.node.call(port, Message.of("greet", "Ann"), Duration.ofSeconds(60))))
				.isEqualTo(Message.of("mocked"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	@Import({ Greeter.class, Session.class, Others.class })
	static class Application {

	}

	@AempPort(name = "greeter", families = "greeters")
	static class Greeter {

		@Receive("greet")
		String greet(String name) {
			return "Hello, " + name;
		}

	}

	@SpawnablePort("session")
	static class Session {

		@Receive
		void receive() {
		}

	}

	static class Others {

		@InitFunction("init")
		void init(io.aemp.Port self) {
		}

		@FamilyListener("greeters")
		void changed(FamilyChange change) {
		}

	}

}

package io.aemp.boot.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aemp.ExecutionPolicy;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.PortIds;
import io.aemp.runtime.Nodes;
import io.aemp.runtime.OperatorRequests;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ExitCodeEvent;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What the command {@code aemp} asks of an application, by properties. */
class AempOperatorRequestsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=shop", "aemp.secret=geheim", "aemp.binds=127.0.0.1:0")
		.withConfiguration(
				AutoConfigurations.of(AempAutoConfiguration.class, AempOperatorRequestsAutoConfiguration.class));

	/** What another node is answered, as the command asks. */
	private static List<Object> ask(Node shop, String expression) {
		try (Node operator = Nodes.start(NodeConfiguration.builder()
			.nodeId("operator")
			.secret("geheim")
			.binds()
			.seeds(shop.network().listeners())
			.build())) {
			return BoundedWait.get(operator.call("shop", "eval", expression)).toList();
		}
	}

	private static List<Object> refused() {
		return Message.of("nothing is registered to be evaluated for this expression").toList();
	}

	@Test
	void nothingIsAnsweredUnlessItIsWanted() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(OperatorAnswers.class).doesNotHaveBean(ApplicationRestart.class);
			assertThat(ask(context.getBean(Node.class), OperatorRequests.upNodes())).isEqualTo(refused());
			assertThat(ask(context.getBean(Node.class), OperatorRequests.restart())).isEqualTo(refused());
		});
		this.runner.withPropertyValues("aemp.operator-requests.questions=true", "aemp.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OperatorAnswers.class));
	}

	@Test
	void answersQuestions() {
		this.runner.withPropertyValues("aemp.operator-requests.questions=on").run((context) -> {
			Node shop = context.getBean(Node.class);
			String port = shop.open().id();
			shop.database().set("family", "subkey", 1);
			assertThat(ask(shop, "AnyEvent::MP::Kernel::up_nodes")).containsExactly("", "operator");
			assertThat(ask(shop, "up_nodes")).containsExactly("", "operator");
			assertThat(ask(shop, OperatorRequests.ports())).startsWith("").contains(PortIds.nameOf(port));
			assertThat(ask(shop, OperatorRequests.families())).startsWith("").contains("family");
			assertThat(ask(shop, OperatorRequests.restart())).isEqualTo(refused());
		});
	}

	@Test
	void thePolicyDecidesWhoMayAsk() {
		this.runner.withPropertyValues("aemp.operator-requests.questions=true", "aemp.operator-requests.restart=true")
			.withBean(ExecutionPolicy.class, () -> (node, function) -> false)
			.run((context) -> {
				assertThat(ask(context.getBean(Node.class), OperatorRequests.upNodes())).isEqualTo(refused());
				assertThat(ask(context.getBean(Node.class), OperatorRequests.restart())).isEqualTo(refused());
			});
	}

	@Test
	void aBeanRestartsTheApplication() {
		CompletableFuture<String> restarted = new CompletableFuture<>();
		this.runner.withPropertyValues("aemp.operator-requests.restart=true")
			.withBean(ApplicationRestart.class, () -> () -> restarted.complete("by the bean"))
			.run((context) -> {
				assertThat(context).hasSingleBean(ApplicationRestart.class);
				assertThat(ask(context.getBean(Node.class), OperatorRequests.restart())).containsExactly("");
				assertThat(BoundedWait.get(restarted)).isEqualTo("by the bean");
				assertThat(ask(context.getBean(Node.class), OperatorRequests.upNodes())).isEqualTo(refused());
			});
		this.runner.withPropertyValues("aemp.operator-requests.restart=true")
			.run((context) -> assertThat(context).getBean(ApplicationRestart.class).isInstanceOf(ExitingRestart.class));
	}

	@Test
	void withoutABeanTheContextIsClosedAndTheProcessExitsOnce() {
		CompletableFuture<Integer> exit = new CompletableFuture<>();
		CompletableFuture<Integer> told = new CompletableFuture<>();
		ConfigurableApplicationContext context = new AnnotationConfigApplicationContext();
		context
			.addApplicationListener((ApplicationListener<ExitCodeEvent>) (event) -> told.complete(event.getExitCode()));
		context.refresh();
		ExitingRestart restart = new ExitingRestart(context, (status) -> {
			assertThat(context.isActive()).isFalse();
			assertThat(exit.complete(status)).isTrue();
		});
		restart.restart();
		restart.restart();
		assertThat(BoundedWait.get(exit)).isEqualTo(75);
		assertThat(told).isCompletedWithValue(75);
	}

}

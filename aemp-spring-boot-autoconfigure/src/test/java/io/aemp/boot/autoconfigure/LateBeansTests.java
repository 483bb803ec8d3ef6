package io.aemp.boot.autoconfigure;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.aemp.ExecutionPolicy;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.Port;
import io.aemp.Reason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link LateBeans}: observers and policies may want the node. */
class LateBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void anObserverMayWantTheNode() {
		this.runner.withBean(Deaths.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Node node = context.getBean(Node.class);
			Port port = node.open((message) -> {
			});
			node.kill(port.id(), "broken");
			Deaths deaths = context.getBean(Deaths.class);
			Awaitility.await().untilAsserted(() -> assertThat(deaths.ports).containsExactly(port.id()));
		});
	}

	@Test
	void anObserverIsToldOfWhatHappenedBeforeItExisted() {
		this.runner.withBean(OpensAndKills.class).withBean(Deaths.class).run((context) -> {
			String port = context.getBean(OpensAndKills.class).port;
			Deaths deaths = context.getBean(Deaths.class);
			Awaitility.await().untilAsserted(() -> assertThat(deaths.ports).containsExactly(port));
		});
	}

	@Test
	void aPolicyMayWantTheNode() {
		this.runner.withBean(OwnFunctions.class).run((context) -> {
			assertThat(context).hasNotFailed();
			ExecutionPolicy policy = context.getBean(NodeConfiguration.class).executionPolicy();
			assertThat(policy.permits("test", "f")).isTrue();
			assertThat(policy.permits("other", "f")).isFalse();
		});
	}

	static class Deaths implements NodeObserver {

		private final Queue<String> ports = new ConcurrentLinkedQueue<>();

		private final Node node;

		Deaths(Node node) {
			this.node = node;
		}

		@Override
		public void portDied(String port, Reason reason, boolean monitored) {
			if (this.node.isLocal(port)) {
				this.ports.add(port);
			}
		}

	}

	static class OpensAndKills {

		private final String port;

		OpensAndKills(Node node) throws Exception {
			Port opened = node.open((message) -> {
			});
			this.port = opened.id();
			node.kill(this.port, "broken");
		}

	}

	static class OwnFunctions implements ExecutionPolicy {

		private final Node node;

		OwnFunctions(Node node) {
			this.node = node;
		}

		@Override
		public boolean permits(String source, String function) {
			return source.equals(this.node.id());
		}

	}

}

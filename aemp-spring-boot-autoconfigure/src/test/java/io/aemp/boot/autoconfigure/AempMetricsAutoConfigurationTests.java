package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.metrics.NodeEventCounts;
import io.aemp.boot.metrics.NodeMeters;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Meters, where there is a registry. */
class AempMetricsAutoConfigurationTests {

	private static final int INVENTED = 100_000;

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=shop")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempMetricsAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.withoutRegistry
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void theRegistryOfSpringBootHasTheMeters() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("aemp.ports").gauge().value()).isZero();
			node.open().kill(Reason.of(Reason.DIE, "a fault"));
			assertThat(registry.get("aemp.ports.deaths").tag("reason", "die").functionCounter().count()).isOne();
			assertThat(registry.get("aemp.node.role").tag("role", "local").gauge().value()).isOne();
		});
	}

	@Test
	void restartsOfBeanPorts() {
		this.runner.withUserConfiguration(Shop.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("aemp.ports.restarts").functionCounter().count()).isZero();
			String port = context.getBean(AempPorts.class).portOf(context.getBean(Shop.class)).id();
			context.getBean(Node.class).kill(port, "enough", "for a test");
			Awaitility.await()
				.untilAsserted(() -> assertThat(registry.get("aemp.ports.restarts").functionCounter().count()).isOne());
		});
	}

	@Test
	void tagsThatAPeerInventsGrowNothing() {
		this.runner.withPropertyValues("aemp.secret=geheim", "aemp.binds=127.0.0.1:0")
			.withUserConfiguration(Shop.class)
			.run((context) -> {
				Node node = context.getBean(Node.class);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				String port = context.getBean(AempPorts.class).portOf(context.getBean(Shop.class)).id();
				int before = handlerMeters(registry);
				try (Node peer = Nodes.start(NodeConfiguration.builder()
					.nodeId("peer")
					.secret("geheim")
					.binds("127.0.0.1:0")
					.seeds(node.network().listeners())
					.build())) {
					peer.send(port, "order", "screws");
					for (int i = 0; i < INVENTED; i++) {
						peer.send(port, "tag-" + i, i);
					}
					Awaitility.await()
						.until(() -> messages(registry, "order") == 1 && messages(registry, "other") == INVENTED);
				}
				Awaitility.await()
					.until(() -> registry.get("aemp.handler.failures")
						.tag("tag", "other")
						.functionCounter()
						.count() == INVENTED);
				assertThat(handlerMeters(registry)).isEqualTo(before);
			});
	}

	private static double messages(MeterRegistry registry, String tag) {
		return registry.get("aemp.handler.messages").tags("label", "shop", "tag", tag).functionCounter().count();
	}

	private static int handlerMeters(MeterRegistry registry) {
		return (int) registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith("aemp.handler"))
			.count();
	}

	@Test
	void nothingIsCountedWithoutARegistry() {
		this.withoutRegistry.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(NodeMeters.class)
			.doesNotHaveBean(NodeEventCounts.class));
		this.withoutRegistry.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NodeEventCounts.class));
		this.runner.withPropertyValues("aemp.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NodeMeters.class));
	}

	@Test
	void aRegistryOfTheApplicationWillDo() {
		this.withoutRegistry.withBean(SimpleMeterRegistry.class)
			.run((context) -> assertThat(context).hasSingleBean(NodeMeters.class));
	}

	@Test
	void aMockedNodeHasNoMeters() {
		this.runner.withBean(Node.class, () -> Mockito.mock(Node.class)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MeterRegistry.class).find("aemp.ports").gauge()).isNull();
		});
	}

	@Test
	void aBoundThatIsNoneIsRefused() {
		this.runner.withPropertyValues("aemp.metrics.max-labels=-5")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseMessage(
						"Setting 'metrics.max_labels': -5 is negative." + " Give 0 for none, or a positive number."));
	}

	@AempPort(name = "shop")
	static class Shop {

		@Receive("order")
		void order(String article) {
		}

	}

}

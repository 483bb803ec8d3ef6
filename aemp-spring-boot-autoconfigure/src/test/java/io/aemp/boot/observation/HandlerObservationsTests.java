package io.aemp.boot.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempObservationAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** What is observed of messages for methods of beans. */
class HandlerObservationsTests {

	private final Stopped stopped = new Stopped();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=shop", "aemp.observe-messages=true")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempObservationAutoConfiguration.class))
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withUserConfiguration(Shop.class);

	HandlerObservationsTests() {
		this.registry.observationConfig().observationHandler(this.stopped);
	}

	private static String port(AempPorts ports, Shop shop) {
		return ports.portOf(shop).id();
	}

	@Test
	void eachMessageIsObserved() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			Shop shop = context.getBean(Shop.class);
			String port = port(context.getBean(AempPorts.class), shop);
			node.send(port, "order", "screws");
			node.send(port, "invented", "by somebody");
			Awaitility.await().until(() -> this.stopped.contexts.size() == 2);
			ReceiveContext order = this.stopped.contexts.get(0);
			assertThat(order.getName()).isEqualTo("aemp.receive");
			assertThat(order.getContextualName()).isEqualTo("receive shop order");
			assertThat(order.getLowCardinalityKeyValues()).containsExactlyInAnyOrder(
					KeyValue.of("aemp.port.label", "shop"), KeyValue.of("aemp.tag", "order"),
					KeyValue.of("aemp.method", "Shop.order"));
			assertThat(order.getHighCardinalityKeyValues()).containsExactlyInAnyOrder(KeyValue.of("aemp.port.id", port),
					KeyValue.of("aemp.source.node", "shop"));
			assertThat(order.getError()).isNull();
			assertThat(shop.observed).containsExactly("aemp.receive");
			ReceiveContext invented = this.stopped.contexts.get(1);
			assertThat(invented.getContextualName()).isEqualTo("receive shop other");
			assertThat(invented.getError()).hasMessageContaining("No method of Shop receives the tag");
		});
	}

	@Test
	void whatAMethodThrowsIsTheErrorOfTheObservation() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			node.send(port(context.getBean(AempPorts.class), context.getBean(Shop.class)), "fail");
			Awaitility.await().until(() -> !this.stopped.contexts.isEmpty());
			assertThat(this.stopped.contexts.get(0).getError()).hasMessage("closed");
		});
	}

	@Test
	void aBeanMaySayItInOtherWords() {
		this.runner.withBean(ReceiveConvention.class, () -> new DefaultReceiveConvention() {

			@Override
			public String getName() {
				return "shop.message";
			}

		}).run((context) -> {
			Node node = context.getBean(Node.class);
			node.send(port(context.getBean(AempPorts.class), context.getBean(Shop.class)), "order", "screws");
			Awaitility.await().until(() -> !this.stopped.contexts.isEmpty());
			assertThat(this.stopped.contexts.get(0).getName()).isEqualTo("shop.message");
		});
	}

	@Test
	void nothingIsObservedUnlessItIsWanted() {
		this.runner.withPropertyValues("aemp.observe-messages=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HandlerObservations.class));
	}

	@Test
	void aRegistryThatTakesNothingCostsNothing() {
		ApplicationContextRunner noop = new ApplicationContextRunner()
			.withPropertyValues("aemp.node-id=shop", "aemp.observe-messages=true")
			.withConfiguration(
					AutoConfigurations.of(AempAutoConfiguration.class, AempObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> ObservationRegistry.NOOP)
			.withUserConfiguration(Shop.class);
		noop.run((context) -> {
			Node node = context.getBean(Node.class);
			Shop shop = context.getBean(Shop.class);
			node.send(port(context.getBean(AempPorts.class), shop), "order", "screws");
			Awaitility.await().until(() -> shop.observed.contains("nothing"));
		});
	}

	@Test
	void everyKeyIsDocumented() throws IOException {
		String page = Files.readString(Path.of("../docs/metrics.md"));
		for (AempObservation observation : AempObservation.values()) {
			for (KeyName key : observation.getLowCardinalityKeyNames()) {
				assertThat(page).contains("| `" + key.asString() + "` | low |");
			}
			for (KeyName key : observation.getHighCardinalityKeyNames()) {
				assertThat(page).contains("| `" + key.asString() + "` | high |");
			}
		}
	}

	@AempPort(name = "shop")
	static class Shop {

		private final List<String> observed = new CopyOnWriteArrayList<>();

		private final ObservationRegistry registry;

		Shop(ObservationRegistry registry) {
			this.registry = registry;
		}

		@Receive("order")
		void order(String article) {
			Observation current = this.registry.getCurrentObservation();
			this.observed.add((current != null) ? current.getContext().getName() : "nothing");
		}

		@Receive("fail")
		void fail() {
			throw new IllegalStateException("closed");
		}

	}

	/** Collects what has ended. */
	private static final class Stopped implements ObservationHandler<ReceiveContext> {

		private final List<ReceiveContext> contexts = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(ReceiveContext context) {
			this.contexts.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ReceiveContext;
		}

	}

}

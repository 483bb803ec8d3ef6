package io.aemp.boot.observation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempObservationAutoConfiguration;
import io.aemp.boot.client.ImportAempClients;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import static org.assertj.core.api.Assertions.assertThat;

/** An observation goes with the context of Reactor where no thread has it. */
class ReactorContextTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final Sent sent = new Sent();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=shop", "aemp.observe-messages=true", "aemp.client.shop.family=shops")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempObservationAutoConfiguration.class))
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withUserConfiguration(Shop.class);

	ReactorContextTests() {
		this.registry.observationConfig().observationHandler(this.sent);
	}

	@Test
	void fromWhoeverSubscribesToAClient() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			Observation request = Observation.start("request", this.registry);
			prices.one("screw").contextWrite((values) -> values.put(key(), request)).block(LIMIT);
			prices.several("screw").contextWrite((values) -> values.put(key(), request)).blockLast(LIMIT);
			request.stop();
			Awaitility.await()
				.untilAsserted(() -> assertThat(sentFor(request)).anyMatch((tag) -> tag.equals("one"))
					.anyMatch((tag) -> tag.contains("several")));
		});
	}

	@Test
	void fromAMethodToWhatItReturns() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.one("screw").block(LIMIT)).isEqualTo("aemp.receive");
			assertThat(prices.several("screw").collectList().block(LIMIT)).containsExactly("aemp.receive");
			assertThat(prices.list("screw")).containsExactly("aemp.receive");
		});
	}

	private List<String> sentFor(Observation request) {
		return this.sent.contexts.stream()
			.filter((send) -> send.getParentObservation() == request)
			.map((send) -> String.valueOf(send.message().get(0)))
			.toList();
	}

	private static String key() {
		return ObservationThreadLocalAccessor.KEY;
	}

	/** What clients ask for. */
	interface Prices {

		@AempExchange("one")
		Mono<String> one(String article);

		@AempExchange("several")
		Flux<String> several(String article);

		@AempExchange("several")
		List<String> list(String article);

	}

	/** Answers with the name of the observation that its publishers see. */
	@AempPort(families = "shops")
	@ImportAempClients(group = "shop", types = Prices.class)
	static class Shop {

		@Receive("one")
		Mono<String> one(String article) {
			return Mono.deferContextual((context) -> Mono.just(observation(context)));
		}

		@Receive("several")
		Publisher<String> several(String article) {
			return Flux.deferContextual((context) -> Flux.just(observation(context)));
		}

		private static String observation(ContextView context) {
			return context.<Observation>getOrEmpty(key())
				.map((observation) -> observation.getContext().getName())
				.orElse("nothing");
		}

	}

	/** Collects what was sent. */
	private static final class Sent implements ObservationHandler<SendContext> {

		private final List<SendContext> contexts = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(SendContext context) {
			this.contexts.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SendContext;
		}

	}

}

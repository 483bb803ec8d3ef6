package io.aemp.boot.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import io.micrometer.tracing.Baggage;
import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/** One trace over three nodes, with the tracer of an application. */
class TracingTests {

	private static final String SECRET = "aemp.secret=a secret of the tests";

	private final Spans spans = new Spans();

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	private ConfigurableApplicationContext start(String node, Class<?> application, String... properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().registerSingleton("spans", this.spans))
			.properties("aemp.node-id=" + node, "aemp.binds=127.0.0.1:0", SECRET, "aemp.observe-messages=true",
					"management.tracing.sampling.probability=1", "management.tracing.baggage.remote-fields=tenant",
					"spring.main.banner-mode=off")
			.properties(properties);
		ConfigurableApplicationContext context = builder.run();
		this.contexts.add(context);
		return context;
	}

	private static String seed(ConfigurableApplicationContext context) {
		return "aemp.seeds=" + context.getBean(Node.class).network().listeners().get(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "w3c", "b3", "b3_multi" })
	void goesThroughACallAndASpawn(String propagation) {
		String type = "management.tracing.propagation.type=" + propagation;
		ConfigurableApplicationContext stock = start("stock", Stock.class, type);
		ConfigurableApplicationContext shop = start("shop", Shop.class, seed(stock), type,
				"aemp.client.stock.family=stocks");
		ConfigurableApplicationContext client = start("client", Client.class, seed(stock), type);
		Node node = client.getBean(Node.class);
		Awaitility.await().until(() -> shop.getBean(Node.class).network().isUp("stock"));
		String port = shop.getBean(AempPorts.class).find("shopPort").orElseThrow().id();
		Tracer tracer = client.getBean(Tracer.class);
		Span root = tracer.nextSpan().name("root").start();
		try (Tracer.SpanInScope scope = tracer.withSpan(root);
				BaggageInScope tenant = tracer.createBaggageInScope("tenant", "acme")) {
			assertThat(BoundedWait.get(node.call(port, "order", "screws")).text(0)).isEqualTo("ordered");
		}
		root.end();
		String trace = root.context().traceId();
		assertThat(BoundedWait.take(Stock.SEEN)).isEqualTo(trace + " acme");
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.spans.names(trace)).containsExactlyInAnyOrder("root", "call order",
					"receive shopPort order", "spawn", "call reserve", "receive stockPort reserve");
			assertThat(this.spans.path(trace, "receive stockPort reserve")).containsExactly("root", "call order",
					"receive shopPort order", "call reserve", "receive stockPort reserve");
			assertThat(this.spans.path(trace, "spawn")).containsExactly("root", "call order", "receive shopPort order",
					"spawn");
		});
	}

	@Test
	void aFailedCallIsAnError() {
		ConfigurableApplicationContext client = start("client", Client.class);
		Node node = client.getBean(Node.class);
		assertThat(node.call("client#none", Message.of("ask"))).failsWithin(Duration.ofSeconds(60));
		Awaitility.await().untilAsserted(() -> assertThat(this.spans.all).anySatisfy((span) -> {
			assertThat(span.name()).isEqualTo("call ask");
			assertThat(span.error()).isNotNull();
		}));
	}

	/** Asks. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Client {

	}

	/** Takes orders. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAempClients(group = "stock", types = StockService.class)
	static class Shop {

		@Bean
		ShopPort shopPort(StockService stock) {
			return new ShopPort(stock);
		}

	}

	/** What the shop wants of the stock. */
	interface StockService {

		@AempExchange("reserve")
		boolean reserve(String article);

	}

	/** Asks the stock before it answers. */
	@AempPort
	static class ShopPort {

		private final StockService stock;

		ShopPort(StockService stock) {
			this.stock = stock;
		}

		@Receive("order")
		String order(String article, Node node) {
			node.spawn("stock", "packer", article);
			return this.stock.reserve(article) ? "ordered" : "sold out";
		}

	}

	/** Has the articles. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Stock {

		/** What handlers have seen: the trace in the log context, and the tenant. */
		static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

		@Bean
		StockPort stockPort(Tracer tracer) {
			return new StockPort(tracer);
		}

		@Bean
		@Scope("prototype")
		Packer packer() {
			return new Packer();
		}

	}

	/** Reserves. */
	@AempPort(families = "stocks")
	static class StockPort {

		private final Tracer tracer;

		StockPort(Tracer tracer) {
			this.tracer = tracer;
		}

		@Receive("reserve")
		boolean reserve(String article) {
			Baggage tenant = this.tracer.getBaggage("tenant");
			Stock.SEEN.add(MDC.get("traceId") + " " + tenant.get());
			return true;
		}

	}

	/** Packs one order. */
	@SpawnablePort("packer")
	static class Packer {

		@Init
		void init(String article) {
		}

		@Receive("packed")
		void packed() {
		}

	}

	/** What the tracers of all nodes report. */
	private static final class Spans extends SpanHandler {

		private final List<MutableSpan> all = new CopyOnWriteArrayList<>();

		@Override
		public boolean end(TraceContext context, MutableSpan span, Cause cause) {
			this.all.add(span);
			return true;
		}

		List<String> names(String trace) {
			return this.all.stream().filter((span) -> span.traceId().equals(trace)).map(MutableSpan::name).toList();
		}

		/** The names of a span and those above it. */
		List<String> path(String trace, String name) {
			List<String> path = new ArrayList<>();
			MutableSpan current = find(trace, name);
			while (current != null) {
				path.add(0, current.name());
				String parent = current.parentId();
				current = this.all.stream().filter((span) -> span.id().equals(parent)).findAny().orElse(null);
			}
			return path;
		}

		private MutableSpan find(String trace, String name) {
			return this.all.stream()
				.filter((span) -> span.traceId().equals(trace) && name.equals(span.name()))
				.findAny()
				.orElseThrow();
		}

	}

}

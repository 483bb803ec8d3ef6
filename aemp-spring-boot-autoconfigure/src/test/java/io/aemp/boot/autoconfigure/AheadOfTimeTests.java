package io.aemp.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Process;
import io.aemp.annotation.AempAdvice;
import io.aemp.annotation.AempExceptionHandler;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.FamilyListener;
import io.aemp.annotation.Init;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.port.AempPorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that Spring has processed ahead of time. */
class AheadOfTimeTests {

	@Test
	@CompileWithForkedClassLoader
	void itRunsAsTheOriginal() {
		TestGenerationContext generation = new TestGenerationContext(AheadOfTimeTests.class);
		ClassName initializer = process(generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			TestPropertyValues.of("aemp.client.prices.family=shops", "aemp.client.prices.timeout=60s").applyTo(context);
			compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()).initialize(context);
			try (context) {
				context.refresh();
				runs(context);
			}
		});
	}

	private static void runs(GenericApplicationContext context) throws AssertionError {
		Node node = context.getBean(Node.class);
		String port = context.getBean(AempPorts.class).find("shop").orElseThrow().id();
		assertThat(answer(node, port, "price", Map.of("name", "screw", "weight", 3)).get(0))
			.isEqualTo(Map.of("cents", 6L));
		assertThat(answer(node, port, "later", List.of(Map.of("name", "nail", "weight", 2))).get(0))
			.isEqualTo(List.of(Map.of("cents", 4L)));
		Prices prices = context.getBean(Prices.class);
		assertThat(prices.price(new Article("bolt", 4))).isEqualTo(new Price(8));
		assertThat(prices.all(List.of(new Article("bolt", 5))).join()).containsExactly(new Price(10));
		assertThat(answer(node, port, "thread").text(0)).contains("blocking");
		assertThat(answer(node, port, "own").text(0)).isEqualTo("handled by the bean");
		assertThat(answer(node, port, "general").text(0)).isEqualTo("handled by the advice");
		Shop shop = context.getBean(Shop.class);
		assertThat(shop.initialised).isTrue();
		Awaitility.await().untilAsserted(() -> assertThat(shop.changed).isTrue());
		assertThat(answer(node, node.spawn(node.id(), "counter", 5), "count").get(0)).isEqualTo(6L);
		assertThat(answer(node, node.spawn(node.id(), "function", 7), "number").get(0)).isEqualTo(7L);
		assertThat(answer(node, node.spawn(node.id(), "serve", Map.of("table", 9)), "bill").get(0)).isEqualTo(9L);
	}

	private static Message answer(Node node, String port, Object... message) {
		try {
			return node.call(port, message).get(60, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Article.class, Price.class, Line.class, Part.class, Nested.class, Item.class,
			Wrapped.class, One.class, Other.class, Seat.class })
	void whatTravelsCanBeBound(Class<?> type) {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(type, type.getRecordComponents()[0].getAccessor().getName())).accepts(hints);
	}

	@Test
	void clientsCanBeMade() {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Prices.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(Sent.class.getDeclaredConstructors()[0]))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Sent.class, "text")).accepts(hints);
	}

	@Test
	void annotatedMethodsCanBeCalled() {
		RuntimeHints hints = hints();
		for (String method : List.of("price", "later", "thread", "own", "general", "init", "reset", "handle",
				"function", "changed", "arrays", "wrapped", "serve")) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Shop.class, method)).as(method)
				.accepts(hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Teller.class, "tell")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Advice.class, "handle")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Counter.class, "count")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Counter.class, "init")).accepts(hints);
	}

	private static RuntimeHints hints() {
		TestGenerationContext generation = new TestGenerationContext(AheadOfTimeTests.class);
		process(generation);
		return generation.getRuntimeHints();
	}

	private static ClassName process(GenerationContext generation) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(Application.class);
		return new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AempAutoConfiguration.class, TaskExecutionAutoConfiguration.class })
	@Import({ Advice.class, Counter.class, TellerPort.class })
	@ImportAempClients(group = "prices", types = Prices.class)
	static class Application {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

	/** Has a client. */
	interface Prices {

		@AempExchange("price")
		Price price(Article article);

		@AempExchange("later")
		CompletableFuture<List<Price>> all(List<Article> articles);

		@AempExchange("sent")
		void send(Sent[] sent);

	}

	record Sent(String text) {

	}

	record Article(String name, int weight) {

	}

	record Seat(long table) {

	}

	record Price(long cents) {

	}

	record Line(Part part) {

	}

	record Part(Nested[][] nested, Either either) {

	}

	sealed interface Either permits One, Other {

	}

	record One(String one) implements Either {

	}

	record Other(String other) implements Either {

	}

	/** Has a JDK proxy, if something makes one. */
	interface Teller {

		String tell();

	}

	@AempPort
	static class TellerPort implements Teller {

		@Override
		@Receive("tell")
		public String tell() {
			return "told";
		}

	}

	record Nested(String text) {

	}

	record Item(String text) {

	}

	record Wrapped(String text) {

	}

	@AempPort(families = "shops")
	static class Shop {

		private volatile boolean initialised;

		private volatile boolean changed;

		@Init
		void init() {
			this.initialised = true;
		}

		@Reset
		void reset() {
			this.changed = false;
		}

		@Receive("price")
		Price price(Article article) {
			return new Price(2L * article.weight());
		}

		@Receive("later")
		CompletionStage<List<Price>> later(List<Article> articles) {
			return CompletableFuture.completedFuture(articles.stream().map(this::price).toList());
		}

		@Receive("arrays")
		void arrays(Item[] items, Map<String, Line> lines) {
		}

		@Receive("wrapped")
		Optional<Wrapped> wrapped(Optional<Item> item) {
			return Optional.empty();
		}

		@Receive("thread")
		String thread() {
			return Thread.currentThread().getName();
		}

		@Receive("own")
		String own() {
			throw new IllegalStateException("own");
		}

		@Receive("general")
		String general() {
			throw new IllegalArgumentException("general");
		}

		@AempExceptionHandler
		String handle(IllegalStateException ex) {
			return "handled by the bean";
		}

		@InitFunction("function")
		void function(Port self, Node node, long number) {
			self.receive("number", (message) -> node.send(message.text(message.size() - 1), number));
		}

		@AempProcess("serve")
		void serve(Process process, Node node, Seat seat) throws InterruptedException {
			node.send(process.receive("bill").text(0), seat.table());
		}

		@FamilyListener("shops")
		void changed(FamilyChange change) {
			this.changed = true;
		}

	}

	@AempAdvice
	static class Advice {

		@AempExceptionHandler
		String handle(IllegalArgumentException ex) {
			return "handled by the advice";
		}

	}

	@SpawnablePort("counter")
	static class Counter {

		private long count;

		@Init
		void init(long first) {
			this.count = first;
		}

		@Receive("count")
		long count() {
			return ++this.count;
		}

	}

}

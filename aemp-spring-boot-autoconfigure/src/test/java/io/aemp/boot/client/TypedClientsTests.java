package io.aemp.boot.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ToPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.client.searched.Found;
import io.aemp.boot.port.AempPorts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client sends, and what its methods return. */
class TypedClientsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "aemp.client.orders.family=orders", "aemp.client.orders.timeout=60s")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void valuesOfAllKinds(boolean strict) {
		this.runner.withPropertyValues("aemp.strict-local-sends=" + strict).run((context) -> {
			OrderService orders = context.getBean(OrderService.class);
			assertThat(orders.price("screw")).isEqualTo(new Money(5, "EUR"));
			assertThat(orders.priceLater("screw").toCompletableFuture().get(60, TimeUnit.SECONDS))
				.isEqualTo(new Money(5, "EUR"));
			assertThat(orders.priceMono("screw").block(Duration.ofSeconds(60))).isEqualTo(new Money(5, "EUR"));
			assertThat(orders.find("screw")).contains(new Order("screw", 3));
			assertThat(orders.find("nothing")).isEmpty();
			assertThat(orders.allLater(List.of("screw")).toCompletableFuture().get(60, TimeUnit.SECONDS))
				.containsExactly(new Order("screw", 1));
			assertThat(orders.all(List.of("screw", "nail"))).containsExactly(new Order("screw", 1),
					new Order("nail", 1));
			assertThat(orders.sum(1, 2, 3)).isEqualTo(6);
			assertThat(orders.echo(Message.of("a", 1))).isEqualTo(Message.of((Object) List.of("a", 1L)));
			assertThat(orders.sumOfTwo(2, 3)).isEqualTo(5);
		});
	}

	@Test
	void aMethodThatReturnsNothingSends() {
		this.runner.run((context) -> {
			context.getBean(OrderService.class).note(new Order("screw", 3));
			assertThat(context.getBean(Orders.class).noted.poll(60, TimeUnit.SECONDS)).isEqualTo(new Order("screw", 3));
			context.getBean(OrderService.class).noteLater(new Order("nail", 1)).get(60, TimeUnit.SECONDS);
			assertThat(context.getBean(Orders.class).noted).containsExactly(new Order("nail", 1));
		});
	}

	@Test
	void theMessageIsThatOfAPlainCall() {
		this.runner.run((context) -> {
			BlockingQueue<Message> received = new LinkedBlockingQueue<>();
			Port port = context.getBean(Node.class).open(received::add);
			Direct direct = context.getBean(Direct.class);
			direct.note(port.id(), new Order("screw", 3), null);
			assertThat(received.poll(60, TimeUnit.SECONDS))
				.isEqualTo(Message.of("note", Map.of("article", "screw", "count", 3L), null));
		});
	}

	@Test
	void anErrorAnswerIsThrownAsItIs() {
		this.runner.run((context) -> {
			OrderService orders = context.getBean(OrderService.class);
			assertThatExceptionOfType(ErrorAnswerException.class).isThrownBy(() -> orders.price("none"))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.of("die", "no such article")));
			assertThat(orders.priceLater("none").toCompletableFuture()).failsWithin(Duration.ofSeconds(60))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(ErrorAnswerException.class);
		});
	}

	@Test
	void aCallAfterTheEndOfTheNodeFailsAtOnce() {
		AtomicReference<Exception> failure = new AtomicReference<>();
		this.runner.withBean(Goodbye.class, failure).run((context) -> assertThat(context).hasNotFailed());
		assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("the node is closed");
	}

	/** Calls when the context closes: the node has ended by then. */
	static class Goodbye implements DisposableBean {

		private final AtomicReference<Exception> failure;

		private final OrderService orders;

		Goodbye(AtomicReference<Exception> failure, OrderService orders) {
			this.failure = failure;
			this.orders = orders;
		}

		@Override
		public void destroy() {
			try {
				this.orders.price("screw");
			}
			catch (RuntimeException ex) {
				this.failure.set(ex);
			}
		}

	}

	@Test
	void anAnswerThatDoesNotFit() {
		this.runner.run((context) -> {
			String port = context.getBean(AempPorts.class).find("orders").orElseThrow().id();
			assertThatThrownBy(() -> context.getBean(Direct.class).price(port, "screw"))
				.isInstanceOf(ClientCallException.class)
				.hasMessageStartingWith("The answer to Direct.price does not fit its result: ")
				.hasCauseInstanceOf(IllegalArgumentException.class);
		});
	}

	@Test
	void aPortThatIsNone() {
		this.runner.run((context) -> assertThatThrownBy(() -> context.getBean(Direct.class).price("nobody", "screw"))
			.hasMessageContaining("Argument 0 of Direct.price is to name the port")
			.hasMessageContaining("'nobody' is no port ID"));
	}

	@Test
	void aClientIsAnObject() {
		this.runner.run((context) -> {
			OrderService orders = context.getBean(OrderService.class);
			OrderService same = context.getBean(OrderService.class);
			assertThat(orders).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(context.getBean(Direct.class));
			assertThat(orders).hasToString("client OrderService of group 'orders'");
			assertThat(context).hasBean("orders#" + OrderService.class.getName());
		});
	}

	@Test
	void aPackageIsSearched() {
		this.runner.withUserConfiguration(Searching.class)
			.withPropertyValues("aemp.client.found.family=orders")
			.run((context) -> assertThat(context).hasBean("found#" + Found.class.getName())
				.hasBean("found#" + Found.Inner.class.getName())
				.hasBean("found#" + Found.Inheriting.class.getName())
				.doesNotHaveBean("found#" + Found.Common.class.getName())
				.doesNotHaveBean(Found.Other.class));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void noClientIsTakenForAPortThatWasMissed(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).doesNotContain("Not searched for @AempPort"));
	}

	@Test
	void anotherImplementationIsNoPort() {
		this.runner.withBean(PlainOrders.class).run(TypedClientsTests::isUp);
	}

	private static void isUp(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = OrderService.class)
	@ImportAempClients(group = "direct", types = Direct.class)
	@Import(Orders.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "found", basePackages = "io.aemp.boot.client.searched")
	static class Searching {

	}

	interface Finder<T> {

		@AempExchange("find")
		Optional<T> find(String article);

		@AempExchange("all")
		CompletionStage<List<T>> allLater(List<String> articles);

	}

	interface OrderService extends Finder<Order> {

		@AempExchange("price")
		Money price(String article);

		@AempExchange("price")
		CompletionStage<Money> priceLater(String article);

		@AempExchange("price")
		Mono<Money> priceMono(String article);

		@AempExchange("all")
		List<Order> all(List<String> articles);

		@AempExchange("sum")
		int sum(int... numbers);

		@AempExchange("echo")
		Message echo(Message message);

		@AempExchange("note")
		void note(Order order);

		@AempExchange("note")
		CompletableFuture<Void> noteLater(Order order);

		default int sumOfTwo(int one, int other) {
			return sum(one, other);
		}

	}

	interface Direct {

		@Override
		String toString();

		@AempExchange("note")
		void note(@ToPort String port, Order order, @Nullable String comment);

		@AempExchange("price")
		int price(@ToPort String port, String article);

	}

	static class PlainOrders {

		@AempExchange("price")
		public Money price(String article) {
			return new Money(0, article);
		}

	}

	@AempPort(name = "orders", families = "orders")
	static class Orders {

		final BlockingQueue<Order> noted = new LinkedBlockingQueue<>();

		@Receive("price")
		Money price(String article) {
			if (article.equals("none")) {
				throw new IllegalStateException("no such article");
			}
			return new Money(article.length(), "EUR");
		}

		@Receive("find")
		Optional<Order> find(String article) {
			return article.equals("screw") ? Optional.of(new Order("screw", 3)) : Optional.empty();
		}

		@Receive("all")
		List<Order> all(List<String> articles) {
			return articles.stream().map((article) -> new Order(article, 1)).toList();
		}

		@Receive("sum")
		int sum(int... numbers) {
			return IntStream.of(numbers).sum();
		}

		@Receive("echo")
		Object echo(Message message) {
			return message.toList();
		}

		@Receive("note")
		void note(Order order) {
			this.noted.add(order);
		}

	}

	record Money(long cents, String currency) {

	}

	record Order(String article, int count) {

	}

}

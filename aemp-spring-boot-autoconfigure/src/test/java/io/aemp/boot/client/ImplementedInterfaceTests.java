package io.aemp.boot.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ToPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.ReceiverInfo;
import io.aemp.boot.port.AempPorts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** One interface on both sides. */
class ImplementedInterfaceTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "aemp.client.orders.family=orders", "aemp.client.orders.timeout=60s")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void aPortReceivesTheTagsOfItsInterface() {
		this.runner.withUserConfiguration(Application.class).run((context) -> {
			OrderService client = context.getBean("orders#" + OrderService.class.getName(), OrderService.class);
			assertThat(client).isNotInstanceOf(Orders.class);
			assertThat(client.price("screw")).isEqualTo(5);
			assertThat(client.prices(List.of("screw", "bolts")).toCompletableFuture().join()).containsExactly(5, 5);
			assertThat(client.own()).isEqualTo("own of orders");
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("served").orElseThrow().id();
			assertThat(node.call(port, "price", "screw").join()).isEqualTo(Message.of(5L));
			assertThat(node.call(port, "more").join()).isEqualTo(Message.of("more"));
			assertThat(client.at(port, "nail")).isEqualTo(port + " nail");
		});
	}

	@Test
	void oneMethodReceivesWhatClientsSendInSeveralForms() {
		this.runner.withUserConfiguration(FormsApplication.class).run((context) -> {
			Forms client = context.getBean("orders#" + Forms.class.getName(), Forms.class);
			assertThat(client.price("screw")).isEqualTo("at once");
			assertThat(client.priceLater("screw")).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("at once");
			assertThat(client.stock("screw")).isEqualTo("later");
			assertThat(client.stockLater("screw")).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("later");
		});
	}

	@Test
	void toolsSeeTheTags() {
		this.runner.withUserConfiguration(Application.class).run((context) -> {
			String port = context.getBean(AempPorts.class).find("served").orElseThrow().id();
			assertThat(context.getBean(BeanMethods.class).receivers(port)).extracting(ReceiverInfo::tag)
				.contains("price", "prices", "own", "at", "more");
		});
	}

	@Test
	void theClientIsInjectedByTheNameOfItsGroup() {
		this.runner.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context.getBean(Customer.class).orders)
				.isSameAs(context.getBean("orders#" + OrderService.class.getName())));
	}

	@Test
	void whatDoesNotFit() {
		this.runner.withBean(StreamingPort.class).run((context) -> {
			InvalidAnnotationException failure = (InvalidAnnotationException) NestedExceptionUtils
				.getMostSpecificCause(context.getStartupFailure());
			assertThat(failure.problem()).contains("both receive the tag 'watch;stream', which asks for a stream");
		});
		this.runner.withBean(TagTwice.class).run((context) -> {
			InvalidAnnotationException failure = (InvalidAnnotationException) NestedExceptionUtils
				.getMostSpecificCause(context.getStartupFailure());
			assertThat(failure.problem()).contains("both receive the tag 'price'");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = OrderService.class)
	@Import(Orders.class)
	static class Application {

		@Bean
		Customer customer(@Qualifier("orders") OrderService orders) {
			return new Customer(orders);
		}

	}

	record Customer(OrderService orders) {

	}

	interface OrderService {

		@AempExchange("price")
		int price(String article);

		@AempExchange("prices")
		CompletionStage<List<Integer>> prices(List<String> articles);

		@AempExchange("own")
		String own();

		@AempExchange("at")
		String at(@ToPort String port, String article);

	}

	@AempPort(name = "served", families = "orders")
	static class Orders implements OrderService {

		@Override
		public int price(String article) {
			return article.length();
		}

		@Override
		public CompletionStage<List<Integer>> prices(List<String> articles) {
			return CompletableFuture.completedFuture(articles.stream().map(String::length).toList());
		}

		@Override
		public String own() {
			return "own of orders";
		}

		@Override
		public String at(String port, String article) {
			return port + " " + article;
		}

		@Receive("more")
		String more() {
			return "more";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = Forms.class)
	@Import(FormsPort.class)
	static class FormsApplication {

	}

	interface Forms {

		@AempExchange("price")
		String price(String article);

		@AempExchange("price")
		CompletableFuture<String> priceLater(String article);

		@AempExchange("stock")
		String stock(String article);

		@AempExchange("stock")
		CompletableFuture<String> stockLater(String article);

	}

	@AempPort(families = "orders")
	static class FormsPort implements Forms {

		@Override
		public String price(String article) {
			return "at once";
		}

		@Override
		public CompletableFuture<String> priceLater(String article) {
			return CompletableFuture.completedFuture("later");
		}

		@Override
		public String stock(String article) {
			return "at once";
		}

		@Override
		@Receive("stock")
		public CompletableFuture<String> stockLater(String article) {
			return CompletableFuture.completedFuture("later");
		}

	}

	interface Streaming {

		@AempExchange("watch")
		Flux<String> watch(String article);

	}

	@AempPort
	static class StreamingPort implements Streaming {

		@Override
		public Flux<String> watch(String article) {
			return Flux.just(article);
		}

		@Receive("watch;stream")
		String other() {
			return "taken";
		}

	}

	interface Priced {

		@AempExchange("price")
		int price(String article);

	}

	@AempPort
	static class TagTwice implements Priced {

		@Override
		public int price(String article) {
			return 1;
		}

		@Receive("price")
		int other(String article) {
			return 2;
		}

	}

}

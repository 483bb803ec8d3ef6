package io.aemp.boot.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Node;
import io.aemp.PortDiedException;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.runtime.ManagedNode;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** A client and two servers that talk over sockets. */
class ClientNetworkTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** The common pool has one thread on a small machine. */
	private static final Executor OWN_THREAD = (task) -> new Thread(task).start();

	private final List<ConfigurableApplicationContext> contexts = new CopyOnWriteArrayList<>();

	private ConfigurableApplicationContext one;

	private ConfigurableApplicationContext two;

	private ConfigurableApplicationContext client;

	private Orders orders;

	@BeforeEach
	void start() {
		this.one = run(Server.class, "one", "");
		String seed = this.one.getBean(Node.class).network().listeners().get(0);
		this.two = run(Server.class, "two", seed);
		this.client = run(Client.class, "client", seed);
		this.orders = this.client.getBean(Orders.class);
		Awaitility.await().atMost(PATIENCE).until(() -> this.orders.who(), "one"::equals);
		Awaitility.await().atMost(PATIENCE).until(() -> this.orders.who(), "two"::equals);
	}

	@AfterEach
	void close() {
		this.contexts.forEach((context) -> {
			if (context.isActive() && context.getBeanProvider(OrdersPort.class).getIfAvailable() != null) {
				context.getBean(OrdersPort.class).release.countDown();
			}
		});
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void aLostConnectionMovesAnIdempotentCall() throws Exception {
		CompletableFuture<String> answer = this.orders.priceLater("screw");
		ConfigurableApplicationContext first = receiver();
		ConfigurableApplicationContext other = (first == this.one) ? this.two : this.one;
		first.getBean(ManagedNode.class).leave();
		assertThat(received(other).poll(60, TimeUnit.SECONDS)).isEqualTo("screw");
		other.getBean(OrdersPort.class).release.countDown();
		assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("price of screw");
	}

	@Test
	void aLostConnectionFailsAnyOtherCallAtOnce() throws Exception {
		CompletableFuture<String> answer = this.orders.orderLater("screw");
		receiver().getBean(ManagedNode.class).leave();
		assertThat(answer).failsWithin(PATIENCE)
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOf(ClientCallException.class)
			.withCauseInstanceOf(PortDiedException.class);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aMemberThatStopsAnswersWhatItHasBegun(boolean later) {
		CompletableFuture<String> answer = later ? this.orders.bookLater("screw") : this.orders.orderLater("screw");
		ConfigurableApplicationContext first = receiver();
		CountDownLatch release = first.getBean(OrdersPort.class).release;
		CompletableFuture<Void> closed = CompletableFuture.runAsync(first::close, OWN_THREAD);
		String left = (first == this.one) ? "two" : "one";
		// until it is told, the client may choose the one that stops, which would hold
		// this call too
		Node node = this.client.getBean(Node.class);
		Awaitility.await().atMost(PATIENCE).until(() -> node.database().snapshot("orders").size() == 1);
		assertThat(CompletableFuture.supplyAsync(this.orders::who, OWN_THREAD)).succeedsWithin(PATIENCE)
			.isEqualTo(left);
		release.countDown();
		assertThat(answer).succeedsWithin(PATIENCE, InstanceOfAssertFactories.STRING).endsWith("of screw");
		assertThat(closed).succeedsWithin(PATIENCE);
	}

	/** The server that has received a message. */
	private ConfigurableApplicationContext receiver() {
		return Awaitility.await().atMost(PATIENCE).until(() -> {
			for (ConfigurableApplicationContext server : List.of(this.one, this.two)) {
				if (received(server).poll() != null) {
					return server;
				}
			}
			return null;
		}, (server) -> server != null);
	}

	private static BlockingQueue<String> received(ConfigurableApplicationContext server) {
		return server.getBean(OrdersPort.class).received;
	}

	private ConfigurableApplicationContext run(Class<?> configuration, String nodeId, String seed) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration)
			.web(WebApplicationType.NONE)
			.run("--aemp.node-id=" + nodeId, "--aemp.secret=geheim", "--aemp.binds=127.0.0.1:0", "--aemp.seeds=" + seed,
					"--aemp.client.orders.family=orders", "--aemp.client.orders.timeout=60s");
		this.contexts.add(context);
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	@Import(OrdersPort.class)
	static class Server {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	@ImportAempClients(group = "orders", types = Orders.class)
	static class Client {

	}

	interface Orders {

		@AempExchange("who")
		String who();

		@AempExchange("price")
		String price(String article);

		@AempExchange(value = "price", idempotent = true)
		CompletableFuture<String> priceLater(String article);

		@AempExchange("order")
		String order(String article);

		@AempExchange("order")
		CompletableFuture<String> orderLater(String article);

		@AempExchange("book")
		CompletableFuture<String> bookLater(String article);

	}

	/** Holds what it receives until it is released. */
	@AempPort(families = "orders")
	static class OrdersPort implements Orders {

		final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		final CountDownLatch release = new CountDownLatch(1);

		private final Node node;

		OrdersPort(Node node) {
			this.node = node;
		}

		@Override
		public String who() {
			return this.node.id();
		}

		@Override
		public String price(String article) {
			return held("price of " + article, article);
		}

		@Override
		public CompletableFuture<String> priceLater(String article) {
			throw new UnsupportedOperationException("for clients");
		}

		@Override
		public String order(String article) {
			return held("order of " + article, article);
		}

		@Override
		public CompletableFuture<String> orderLater(String article) {
			throw new UnsupportedOperationException("for clients");
		}

		@Override
		public CompletableFuture<String> bookLater(String article) {
			return CompletableFuture.supplyAsync(() -> held("booking of " + article, article), OWN_THREAD);
		}

		private String held(String answer, String article) {
			this.received.add(article);
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return answer;
		}

	}

}

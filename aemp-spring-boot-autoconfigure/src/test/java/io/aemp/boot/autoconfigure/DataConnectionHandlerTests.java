package io.aemp.boot.autoconfigure;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.DataConnections;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.DataConnectionHandler;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ReplyTo;
import io.aemp.annotation.SourceNode;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.transfer.DataTransfer;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Methods of beans that accept data connections, and the helper that opens them. */
class DataConnectionHandlerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.secret=geheim", "aemp.binds=127.0.0.1:0")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	/** Runs a shop and a customer in one network. */
	private void run(Use use) {
		this.runner.withPropertyValues("aemp.node-id=shop", "shop.orders=orders")
			.withBean(Shop.class)
			.run((shop) -> this.runner
				.withPropertyValues("aemp.node-id=customer",
						"aemp.seeds=" + shop.getBean(Node.class).network().listeners().get(0))
				.run((customer) -> {
					assertThat(customer).hasNotFailed();
					use.of(shop, customer);
				}));
	}

	private static DataConnection connect(AssertableApplicationContext customer, String function, Object... arguments) {
		return BoundedWait.get(customer.getBean(DataConnections.class).connect("shop", TIMEOUT, function, arguments));
	}

	private static String read(DataConnection connection) throws IOException {
		return new String(connection.inputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static Throwable failure(CompletableFuture<?> future) {
		try {
			future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			throw new AssertionError("It did not fail");
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aMethodTakesWhatAnotherNodeSends() {
		byte[] content = new byte[3_000_000];
		new Random(1).nextBytes(content);
		run((shop, customer) -> {
			DataTransfer transfer = customer.getBean(DataTransfer.class);
			CompletableFuture<Long> sent = transfer.send("shop", TIMEOUT, "orders", new ByteArrayResource(content),
					"paper", 7, Map.of("width", 3, "height", 4));
			assertThat(BoundedWait.get(sent)).isEqualTo(3_000_000);
			Order order = shop.getBean(Shop.class).orders.remove();
			assertThat(Arrays.equals(order.content(), content)).isTrue();
			assertThat(order).isEqualTo(new Order("customer", "paper", 7, new Size(3, 4), order.content()));
			InputStream stream = new ByteArrayResource(new byte[5]).getInputStream();
			assertThat(BoundedWait
				.get(transfer.send("shop", TIMEOUT, "orders", stream, "ink", 1, Map.of("width", 1, "height", 1))))
				.isEqualTo(5);
		});
	}

	@Test
	void aMethodAnswers() {
		run((shop, customer) -> {
			try (DataConnection connection = connect(customer, "shout")) {
				connection.outputStream().write("hello".getBytes(StandardCharsets.UTF_8));
				connection.shutdownOutput();
				assertThat(read(connection)).isEqualTo("HELLO");
			}
		});
	}

	@Test
	void mistakesOfAStrangerAndExceptionsEndTheConnectionOnly() {
		run((shop, customer) -> {
			for (List<Object> arguments : List.<List<Object>>of(List.of(), List.of("paper", "many", Map.of()))) {
				DataConnection connection = connect(customer, "orders", arguments.toArray());
				assertThatThrownBy(() -> read(connection)).isInstanceOf(DataConnectionException.class);
			}
			DataConnection connection = connect(customer, "half");
			assertThatThrownBy(() -> read(connection)).isInstanceOf(DataConnectionException.class);
			assertThat(failure(customer.getBean(DataTransfer.class)
				.send("shop", TIMEOUT, "half", new ByteArrayResource(new byte[1])))).isInstanceOf(IOException.class);
			assertThat(failure(customer.getBean(DataConnections.class).connect("shop", TIMEOUT, "nobody")))
				.isInstanceOf(DataConnectionException.class);
			try (DataConnection good = connect(customer, "shout")) {
				good.shutdownOutput();
				assertThat(read(good)).isEmpty();
			}
		});
	}

	@Test
	void aContentThatCannotBeReadFailsOnBothSides() {
		run((shop, customer) -> {
			Resource broken = new ByteArrayResource(new byte[100]) {

				@Override
				public InputStream getInputStream() throws IOException {
					return new FilterInputStream(super.getInputStream()) {

						@Override
						public int read(byte[] bytes, int offset, int length) throws IOException {
							if (this.in.available() < 100) {
								throw new IOException("the disk is gone");
							}
							return super.read(bytes, offset, 10);
						}

					};
				}

			};
			CompletableFuture<Long> sent = customer.getBean(DataTransfer.class)
				.send("shop", TIMEOUT, "orders", broken, "paper", 7, Map.of("width", 3, "height", 4));
			assertThat(failure(sent)).hasMessage("the disk is gone");
			assertThat(BoundedWait.get(shop.getBean(Shop.class).failed)).isInstanceOf(DataConnectionException.class);
			assertThat(shop.getBean(Shop.class).orders).isEmpty();
		});
	}

	@Test
	void aCancelledTransferEnds() {
		run((shop, customer) -> {
			CompletableFuture<Long> sent = customer.getBean(DataTransfer.class)
				.send("shop", TIMEOUT, "keep", new EndlessStream());
			DataConnection kept = shop.getBean(Shop.class).kept.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			assertThat(kept).isNotNull();
			sent.cancel(true);
			assertThatThrownBy(() -> kept.inputStream().transferTo(OutputStream.nullOutputStream()))
				.isInstanceOf(DataConnectionException.class);
		});
	}

	@Test
	void connectionsEndAsAFailureWhenTheContextDoes() {
		run((shop, customer) -> {
			DataConnection connection = connect(customer, "keep");
			assertThat(shop.getBean(Shop.class).kept.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
			shop.getSourceApplicationContext().close();
			assertThatThrownBy(() -> read(connection)).isInstanceOf(DataConnectionException.class);
		});
	}

	@Test
	void aStoppedContextAcceptsNothingUntilItIsStartedAgain() {
		this.runner.withPropertyValues("aemp.node-id=shop", "shop.orders=orders").withBean(Shop.class).run((shop) -> {
			shop.getSourceApplicationContext().stop();
			shop.getSourceApplicationContext().start();
			try (DataConnection connection = connect(shop, "shout")) {
				connection.shutdownOutput();
				assertThat(read(connection)).isEmpty();
			}
		});
	}

	@Test
	void whatCanBeKnownIsSaidAtTheStart() {
		refuses(WithoutConnection.class, "WithoutConnection.take", "has no parameter of type DataConnection");
		refuses(WithPort.class, "WithPort.take", "runs outside ports");
		refuses(WithReplyPort.class, "WithReplyPort.take", "has no reply port", "@PortId");
		refuses(WithResult.class, "WithResult.take", "returns a java.lang.String", "Let it return nothing");
		refuses(OfPort.class, "OfPort.take", "no message brings one", "@DataConnectionHandler");
		refuses(WithoutName.class, "@DataConnectionHandler of WithoutName.take", "''", "Choose another name");
		refuses(Twice.class, "@DataConnectionHandler of Twice.", "'twice'", "Choose another name");
	}

	private void refuses(Class<?> bean, String... parts) {
		this.runner.withPropertyValues("aemp.node-id=test").withBean("bean", bean).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidAnnotationException.class)
				.hasMessageContainingAll(parts);
		});
	}

	private interface Use {

		void of(AssertableApplicationContext shop, AssertableApplicationContext customer) throws Exception;

	}

	/** Nobody reads it to its end. */
	private static final class EndlessStream extends InputStream {

		@Override
		public int read() {
			return 0;
		}

	}

	record Size(int width, int height) {

	}

	record Order(String node, String what, int number, Size size, byte[] content) {

	}

	/** Takes orders. */
	static class Shop {

		private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

		private final BlockingQueue<DataConnection> kept = new LinkedBlockingQueue<>();

		private final CompletableFuture<Exception> failed = new CompletableFuture<>();

		@DataConnectionHandler("${shop.orders}")
		void order(DataConnection connection, String what, @SourceNode String node, int number, Size size)
				throws IOException {
			try {
				byte[] content = connection.inputStream().readAllBytes();
				this.orders.add(new Order(node, what, number, size, content));
				connection.close();
			}
			catch (IOException ex) {
				this.failed.complete(ex);
				throw ex;
			}
		}

		@DataConnectionHandler("shout")
		void shout(DataConnection connection) throws IOException {
			String text = read(connection).toUpperCase(Locale.ROOT);
			connection.outputStream().write(text.getBytes(StandardCharsets.UTF_8));
			connection.close();
		}

		@DataConnectionHandler("half")
		void half(DataConnection connection) throws IOException {
			connection.outputStream().write(1);
			throw new IllegalStateException("as wanted");
		}

		@DataConnectionHandler("keep")
		void keep(DataConnection connection) {
			this.kept.add(connection);
		}

	}

	static class WithoutConnection {

		@DataConnectionHandler("take")
		void take(String what) {
		}

	}

	static class WithPort {

		@DataConnectionHandler("take")
		void take(DataConnection connection, Port port) {
		}

	}

	static class WithReplyPort {

		@DataConnectionHandler("take")
		void take(DataConnection connection, @ReplyTo String port) {
		}

	}

	static class WithResult {

		@DataConnectionHandler("take")
		String take(DataConnection connection) {
			return "";
		}

	}

	static class WithoutName {

		@DataConnectionHandler("")
		void take(DataConnection connection) {
		}

	}

	static class Twice {

		@DataConnectionHandler("twice")
		void one(DataConnection connection) {
		}

		@DataConnectionHandler("twice")
		void two(DataConnection connection) {
		}

	}

	@AempPort
	static class OfPort {

		@Receive("take")
		void take(DataConnection connection) {
		}

	}

}

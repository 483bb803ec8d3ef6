package io.aemp.boot.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Dispatcher;
import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.ToPort;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.runtime.Nodes;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a caller learns when members die, are missing or take too long. */
class ClientFailuresTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Node node = Nodes.start(NodeConfiguration.builder().nodeId("test").build());

	private final AempClients patient = clients(PATIENCE);

	@AfterEach
	void close() {
		this.patient.close();
		this.node.close();
	}

	@Test
	void aMemberThatDiesFailsTheCallAtOnce() {
		String member = member(true);
		assertThatExceptionOfType(ClientCallException.class).isThrownBy(() -> client().once("screw"))
			.withMessageContaining("Orders.once has no answer after 1 attempt: Port " + member + " died: gone")
			.withCauseInstanceOf(PortDiedException.class)
			.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(1));
	}

	@ParameterizedTest
	@EnumSource
	void anIdempotentCallGoesOnWithTheNextMember(Way way) {
		member(true);
		member(true);
		CompletableFuture<String> answer = way.call(client(), "screw");
		member(false);
		assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("price of screw");
	}

	@ParameterizedTest
	@EnumSource
	void aMissingPortMovesTheCall(Way way) {
		this.node.database().set("orders", "test#nobody");
		CompletableFuture<String> answer = way.call(client(), "screw");
		member(false);
		assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("price of screw");
	}

	@ParameterizedTest
	@EnumSource
	void anErrorAnswerEndsTheCall(Way way) {
		Port port = this.node.open();
		port.receive("price", (message) -> this.node.answerWithError(message.text(1), Reason.of("die", "sold out")));
		this.node.database().register("orders", port.id());
		assertThat(way.call(client(), "screw")).failsWithin(PATIENCE)
			.withThrowableOfType(ExecutionException.class)
			.havingCause()
			.isInstanceOfSatisfying(ErrorAnswerException.class,
					(ex) -> assertThat(ex.reason()).isEqualTo(Reason.of("die", "sold out")));
	}

	@ParameterizedTest
	@EnumSource
	void aMemberThatTakesTooLongIsLeftIfTheMethodSaysSo(Way way) {
		AtomicBoolean silent = new AtomicBoolean(true);
		Set<String> known = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 2; i++) {
			Port port = this.node.open();
			port.receive("note", (message) -> known.add(port.id()));
			port.receive("slow", (message) -> {
				if (!silent.getAndSet(false)) {
					this.node.send(message.text(1), "at last");
				}
			});
			this.node.database().register("orders", port.id());
		}
		Orders orders = client();
		Awaitility.await().atMost(PATIENCE).until(() -> {
			orders.note("are you there?");
			return known.size() == 2;
		});
		assertThat(way.slow(orders, "screw")).succeedsWithin(PATIENCE).isEqualTo("at last");
	}

	@ParameterizedTest
	@EnumSource
	void theTimeIsOver(Way way) {
		this.node.database().register("orders", this.node.open((message) -> {
		}).id());
		try (AempClients clients = clients(Duration.ofMillis(50))) {
			awaitMember(clients);
			assertThat(way.call(clients.create("orders", Orders.class), "screw")).failsWithin(PATIENCE)
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOf(ClientCallException.class)
				.withMessageContaining("Orders.price")
				.withMessageContaining("no answer after 1 attempt")
				.withCauseInstanceOf(TimeoutException.class);
		}
	}

	@ParameterizedTest
	@EnumSource
	void nobodyIsThere(Way way) {
		try (AempClients clients = clients(Duration.ofMillis(50))) {
			assertThat(way.call(clients.create("orders", Orders.class), "screw")).failsWithin(PATIENCE)
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOfSatisfying(NoMemberException.class, (ex) -> {
					assertThat(ex.family()).isEqualTo("orders");
					assertThat(ex.attempts()).isZero();
				})
				.withMessageContaining("the family 'orders' has no member within PT0.05S")
				.withMessageContaining("'aemp.client.orders.timeout'");
			assertThatThrownBy(() -> clients.create("orders", Orders.class).note("screw"))
				.isInstanceOf(NoMemberException.class);
		}
	}

	@Test
	void aMemberThatComesLaterGetsWhatWasSent() {
		BlockingQueue<Message> received = new LinkedBlockingQueue<>();
		Orders orders = client();
		CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> orders.note("screw"));
		this.node.database().register("orders", this.node.open(received::add).id());
		assertThat(sent).succeedsWithin(PATIENCE);
		assertThat(CompletableFuture.supplyAsync(() -> take(received))).succeedsWithin(PATIENCE)
			.isEqualTo(Message.of("note", "screw"));
	}

	private static Message take(BlockingQueue<Message> messages) {
		try {
			return messages.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aPortThatIsNamedIsNeverReplaced() {
		member(false);
		assertThatExceptionOfType(ClientCallException.class).isThrownBy(() -> client().at("test#nobody", "screw"))
			.withMessageContaining("no_such_port")
			.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(1));
	}

	@Test
	void threadsThatTheNodeNeedsDoNotWait() {
		member(false);
		Orders orders = client();
		for (Dispatcher dispatcher : new Dispatcher[] { Dispatcher.POOL, Dispatcher.EVENT_LOOP }) {
			Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(dispatcher));
			assertThat(port.callInContext(() -> Assertions.catchThrowable(() -> orders.price("screw"))))
				.succeedsWithin(PATIENCE)
				.satisfies((failure) -> assertThat(failure).isInstanceOf(IllegalStateException.class)
					.hasMessageContaining("must not wait")
					.hasMessageContaining("Orders.price waits for an answer")
					.hasMessageContaining("CompletionStage"));
			assertThat(port.callInContext(() -> orders.priceLater("screw"))).succeedsWithin(PATIENCE)
				.satisfies((answer) -> assertThat(answer).succeedsWithin(PATIENCE));
		}
		for (Dispatcher dispatcher : new Dispatcher[] { Dispatcher.ADAPTIVE, Dispatcher.BLOCKING }) {
			Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(dispatcher));
			assertThat(port.callInContext(() -> orders.price("screw"))).succeedsWithin(PATIENCE)
				.isEqualTo("price of screw");
		}
	}

	@Test
	void whoIsInterruptedStaysSo() {
		this.node.database().register("orders", this.node.open((message) -> {
		}).id());
		Orders orders = client();
		Thread.currentThread().interrupt();
		assertThatThrownBy(() -> orders.price("screw")).isInstanceOf(ClientCallException.class)
			.hasCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void cancellingGivesUpTheCall() throws Exception {
		BlockingQueue<String> replyPorts = new LinkedBlockingQueue<>();
		Port port = this.node.open();
		port.receive("price", (message) -> replyPorts.add(message.text(message.size() - 1)));
		this.node.database().register("orders", port.id());
		CompletableFuture<String> answer = client().priceLater("screw");
		String replyPort = replyPorts.poll(60, TimeUnit.SECONDS);
		CompletableFuture<Reason> death = new CompletableFuture<>();
		this.node.monitor(replyPort, death::complete);
		answer.cancel(false);
		assertThat(death).succeedsWithin(PATIENCE);
		assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
	}

	@ParameterizedTest
	@EnumSource
	void closedClients(Way way) {
		Orders orders = client();
		CompletableFuture<String> begun = way.call(orders, "screw");
		this.patient.close();
		for (CompletableFuture<String> answer : List.of(begun, way.call(orders, "screw"))) {
			assertThat(answer).failsWithin(PATIENCE)
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOf(IllegalStateException.class)
				.withMessage("The clients that use the family 'orders' are closed");
		}
	}

	/** A member that answers, or dies of the first message. */
	private String member(boolean dies) {
		Port port = this.node.open();
		port.receive("price", (message) -> {
			if (dies) {
				port.kill("gone");
			}
			else {
				this.node.send(message.text(1), "price of " + message.text(0));
			}
		});
		this.node.database().register("orders", port.id());
		return port.id();
	}

	private Orders client() {
		return this.patient.create("orders", Orders.class);
	}

	private void awaitMember(AempClients clients) {
		Awaitility.await().atMost(PATIENCE).ignoreExceptionsInstanceOf(NoMemberException.class).until(() -> {
			clients.create("orders", Orders.class).note("screw");
			return true;
		});
	}

	private AempClients clients(Duration timeout) {
		return new AempClients(this.node, new TypeConversion(ApplicationConversionService.getSharedInstance()),
				(group) -> new ClientSettings("orders", timeout, MemberChoice.ANY), new TimeLimits(System::nanoTime),
				new AnnotationTexts(new DefaultListableBeanFactory()));
	}

	/** How an answer is awaited. */
	enum Way {

		WAITING {

			@Override
			CompletableFuture<String> call(Orders orders, String article) {
				return CompletableFuture.supplyAsync(() -> orders.price(article));
			}

			@Override
			CompletableFuture<String> slow(Orders orders, String article) {
				return CompletableFuture.supplyAsync(() -> orders.slow(article));
			}

		},

		LATER {

			@Override
			CompletableFuture<String> call(Orders orders, String article) {
				return orders.priceLater(article);
			}

			@Override
			CompletableFuture<String> slow(Orders orders, String article) {
				return orders.slowLater(article);
			}

		};

		abstract CompletableFuture<String> call(Orders orders, String article);

		abstract CompletableFuture<String> slow(Orders orders, String article);

	}

	interface Orders {

		@AempExchange("price")
		String once(String article);

		@AempExchange(value = "price", idempotent = true)
		String price(String article);

		@AempExchange(value = "price", idempotent = true)
		CompletableFuture<String> priceLater(String article);

		@AempExchange(value = "slow", idempotent = true, attemptTimeout = "20ms")
		String slow(String article);

		@AempExchange(value = "slow", idempotent = true, attemptTimeout = "20ms")
		CompletableFuture<String> slowLater(String article);

		@AempExchange(value = "price", idempotent = true)
		String at(@ToPort String port, String article);

		@AempExchange("note")
		void note(String article);

	}

}

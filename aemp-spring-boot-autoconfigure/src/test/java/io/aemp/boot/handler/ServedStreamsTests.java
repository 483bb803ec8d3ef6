package io.aemp.boot.handler;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.annotation.AempExceptionHandler;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Failure;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ToPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.port.AempPorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** The streams of a port of a bean: how many, and how they end with it. */
class ServedStreamsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "aemp.client.tickers.timeout=60s")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void aPortRefusesTooManyStreamsAndGoesOn() {
		this.runner.run((context) -> {
			Asker first = new Asker(context, "ticker", "ticks");
			Asker second = new Asker(context, "ticker", "ticks");
			assertThat(first.answers.poll(60, TimeUnit.SECONDS)).isNotNull();
			assertThat(second.answers.poll(60, TimeUnit.SECONDS)).isNotNull();
			assertThat(new Asker(context, "ticker", "ticks").end).succeedsWithin(PATIENCE)
				.isEqualTo(Reason.of("die", "There are 2 streams already, which is the limit"));
			Node node = context.getBean(Node.class);
			assertThat(node.call(port(context, "ticker"), "plain").join()).isEqualTo(Message.of("answered"));
			first.replies.kill();
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> new Asker(context, "ticker", "ticks").answers.poll(1, TimeUnit.SECONDS) != null);
		});
	}

	@Test
	void theStreamsOfAPortThatDiesEndWithItsReason() {
		this.runner.run((context) -> {
			assertThat(failure(context, Reason.of("gone", "for good"))).hasCauseInstanceOf(PortDiedException.class)
				.hasMessageContaining("gone, for good");
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> context.getBean(AempPorts.class).find("ticker").isPresent());
			assertThat(failure(context, Reason.NORMAL)).hasMessageContaining("the port that sent the stream has ended");
		});
	}

	/** What a subscriber gets when the port is killed behind the first element. */
	private static Throwable failure(AssertableApplicationContext context, Reason reason) throws Exception {
		BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		String port = port(context, "ticker");
		context.getBean(Ticker.class).ticks(port).subscribe(received::add, failure::complete);
		assertThat(received.poll(60, TimeUnit.SECONDS)).isOne();
		context.getBean(Node.class).kill(port, reason);
		return failure.get(60, TimeUnit.SECONDS);
	}

	@Test
	void noMethodTurnsTheErrorOfAStreamIntoAnAnswer() {
		this.runner.run((context) -> {
			assertThat(new Asker(context, "ticker", "wrong").end).succeedsWithin(PATIENCE)
				.isEqualTo(Reason.of("die", "wrong"));
			assertThat(context.getBean(Node.class).call(port(context, "ticker"), "wrong").join())
				.isEqualTo(Message.of("handled"));
		});
	}

	@Test
	void anErrorKillsAPortThatWantsThat() {
		this.runner.run((context) -> {
			CompletableFuture<Reason> death = new CompletableFuture<>();
			context.getBean(Node.class).monitor(port(context, "strict"), death::complete);
			Asker asker = new Asker(context, "strict", "wrong");
			Message subscribed = asker.answers.poll(60, TimeUnit.SECONDS);
			context.getBean(Node.class).send(subscribed.text(1), "request", 1);
			assertThat(death).succeedsWithin(PATIENCE).isEqualTo(Reason.of("die", "wrong"));
		});
	}

	private static String port(AssertableApplicationContext context, String name) {
		return context.getBean(AempPorts.class).find(name).orElseThrow().id();
	}

	/** Asks for a stream by hand. */
	private static final class Asker {

		private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();

		private final CompletableFuture<Reason> end = new CompletableFuture<>();

		private final Port replies;

		Asker(AssertableApplicationContext context, String port, String tag) {
			Node node = context.getBean(Node.class);
			this.replies = node.open(this.answers::add);
			node.monitor(this.replies.id(), this.end::complete);
			node.send(port(context, port), tag + ";stream", this.replies.id());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "tickers", types = Ticker.class)
	@Import({ TickerPort.class, Strict.class })
	static class Application {

	}

	interface Ticker {

		@AempExchange("ticks")
		Flux<Integer> ticks(@ToPort String port);

	}

	@AempPort(name = "ticker", unfinishedAnswersLimit = 2)
	static class TickerPort {

		@Receive("ticks")
		Flux<Integer> ticks() {
			return Flux.just(1).concatWith(Flux.never());
		}

		@Receive("plain")
		String plain() {
			return "answered";
		}

		@Receive("wrong")
		Flux<Integer> wrong() {
			throw new IllegalStateException("wrong");
		}

		@AempExceptionHandler
		String handle(IllegalStateException ex) {
			return "handled";
		}

	}

	@AempPort(name = "strict", failure = Failure.KILL)
	static class Strict {

		@Receive("wrong")
		Flux<Integer> wrong() {
			return Flux.error(new IllegalStateException("wrong"));
		}

	}

}

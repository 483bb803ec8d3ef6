package io.aemp.boot.test.network;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ToPort;
import io.aemp.boot.client.ClientCallException;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.port.AempPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams with faults and a manual clock. */
@SpringBootTest(classes = StreamNetworkTests.Application.class,
		properties = { "aemp.node-id=main", "aemp.client.tickers.timeout=60s" })
@AutoConfigureAempNetwork(clock = AempClock.Mode.MANUAL)
@Execution(ExecutionMode.SAME_THREAD)
class StreamNetworkTests {

	@Autowired
	private Node node;

	@Autowired
	private AempNetwork network;

	@Autowired
	private AempClock clock;

	@Autowired
	private AempPorts ports;

	@Autowired
	private Ticker ticker;

	private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();

	@Test
	void deathOfTheMemberEndsTheStream() throws Exception {
		Node other = this.network.node("other");
		await().until(() -> this.node.network().isUp("other"));
		Port member = other.open();
		member.receive("ticks;stream", (message) -> other.send(message.text(0), "next", 1));
		CompletableFuture<Throwable> failure = subscribe(member.id());
		this.network.kill("other");
		assertThat(failure).succeedsWithin(Duration.ofSeconds(60))
			.satisfies((ex) -> assertThat(ex).isInstanceOf(ClientCallException.class)
				.hasMessageContaining("has broken off after 1 element: ")
				.hasCauseInstanceOf(PortDiedException.class));
	}

	@Test
	void timeLimitIsThatOfTheManualClock() throws Exception {
		CompletableFuture<Throwable> failure = subscribe(port());
		// an answer has come since the first wait began, so others follow
		await().until(() -> {
			this.clock.advance(Duration.ofSeconds(61));
			return failure.isDone();
		});
		assertThat(failure).succeedsWithin(Duration.ofSeconds(60))
			.satisfies((ex) -> assertThat(ex).hasCauseInstanceOf(TimeoutException.class));
	}

	/** Waits for the one element that there is. */
	private CompletableFuture<Throwable> subscribe(String port) throws InterruptedException {
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		this.ticker.ticks(port).subscribe(this.received::add, failure::complete);
		assertThat(this.received.poll(60, TimeUnit.SECONDS)).isOne();
		return failure;
	}

	private String port() {
		return this.ports.find("ticker").orElseThrow().id();
	}

	interface Ticker {

		@AempExchange("ticks")
		Flux<Integer> ticks(@ToPort String port);

	}

	@AempPort(name = "ticker")
	static class TickerPort {

		@Receive("ticks")
		Flux<Integer> ticks() {
			return Flux.just(1).concatWith(Flux.never());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAempClients(group = "tickers", types = Ticker.class)
	@Import(TickerPort.class)
	static class Application {

	}

}

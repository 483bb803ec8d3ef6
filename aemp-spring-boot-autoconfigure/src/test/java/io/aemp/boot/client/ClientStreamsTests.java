package io.aemp.boot.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.ToPort;
import io.aemp.boot.conversion.TypeConversion;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a subscriber gets of members that send by hand, as those in Perl do. */
class ClientStreamsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Node node = Nodes.start(NodeConfiguration.builder().nodeId("test").build());

	/** The elements that the subscriber of a test has got. */
	private final List<Integer> received = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.node.close();
	}

	@Test
	void aMemberNeedsNoMoreThanNextAndKill() {
		member((port, reply) -> {
			for (int i = 0; i < 10; i++) {
				this.node.send(reply, "next", i);
			}
			this.node.kill(reply);
		});
		assertThat(watch(16, PATIENCE).collectList().block(PATIENCE)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void aMemberThatIsNotBrakedFillsTheBufferOnly() {
		CompletableFuture<Reason> end = new CompletableFuture<>();
		member((port, reply) -> {
			this.node.monitor(reply, end::complete);
			for (int i = 0; i < 1000; i++) {
				this.node.send(reply, "next", i);
			}
		});
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		BaseSubscriber<Integer> slow = subscribe(watch(16, PATIENCE), failure);
		slow.request(1);
		assertThat(end).succeedsWithin(PATIENCE).satisfies((reason) -> {
			assertThat(reason.identifier()).isEqualTo("stream_broken");
			assertThat(reason.text()).contains("sends more than the subscriber has asked for");
		});
		slow.requestUnbounded();
		assertThat(failure).succeedsWithin(PATIENCE)
			.satisfies((ex) -> assertThat(ex).isInstanceOf(ClientCallException.class)
				.hasMessageStartingWith("Orders.watch has broken off after ")
				.hasMessageContaining("'stream-buffer'"));
		assertThat(this.received).hasSizeBetween(16, 32).startsWith(0, 1, 2);
	}

	@Test
	void aDeathInTheMiddleIsTheEnd() {
		member((port, reply) -> {
			this.node.send(reply, "next", 1);
			this.node.send(reply, "next", 2);
			port.kill("gone");
		});
		member((port, reply) -> this.node.kill(reply));
		assertThatThrownBy(() -> collect(client(16, PATIENCE).again()))
			.hasMessageMatching("Orders.again has broken off after 2 elements: Port .* died: gone")
			.isInstanceOf(ClientCallException.class)
			.hasCauseInstanceOf(PortDiedException.class);
		assertThat(this.received).containsExactly(1, 2);
	}

	@Test
	void beforeTheFirstElementAnIdempotentStreamGoesOn() {
		member((port, reply) -> port.kill("gone"));
		member((port, reply) -> {
			Port demand = this.node.open();
			this.node.send(reply, "subscribed", demand.id());
			demand.kill("gone, too");
		});
		this.node.database().set("orders", "test#nobody");
		member((port, reply) -> {
			this.node.send(reply, "next", 7);
			this.node.kill(reply);
		});
		collect(client(16, PATIENCE).again());
		assertThat(this.received).containsExactly(7);
	}

	@Test
	void otherStreamsDoNot() {
		member((port, reply) -> port.kill("gone"));
		assertThatThrownBy(() -> collect(watch(16, PATIENCE))).isInstanceOf(ClientCallException.class)
			.hasMessageStartingWith("Orders.watch has no answer after 1 attempt: ");
	}

	@Test
	void anErrorAnswerEndsTheStream() {
		member((port, reply) -> this.node.kill(reply, "die", "sold out"));
		assertThatThrownBy(() -> collect(client(16, PATIENCE).again())).isInstanceOfSatisfying(
				ErrorAnswerException.class, (ex) -> assertThat(ex.reason()).isEqualTo(Reason.of("die", "sold out")));
	}

	@Test
	void whatIsNoAnswerOfAStream() {
		for (Message answer : List.of(Message.of(5), Message.of("next"), Message.of("next", "many"),
				Message.of("subscribed"), Message.of("subscribed", "nobody"), Message.of())) {
			Port member = member((port, reply) -> this.node.send(reply, answer));
			assertThatThrownBy(() -> collect(client(16, PATIENCE).at(member.id()))).as("%s", answer)
				.isInstanceOf(ClientCallException.class)
				.hasCauseInstanceOf(IllegalArgumentException.class);
		}
	}

	@Test
	void theTimeIsOverBeforeTheFirstAnswer() {
		Port silent = member((port, reply) -> {
		});
		Orders orders = client(16, Duration.ofMillis(50));
		assertThatThrownBy(() -> collect(orders.at(silent.id()))).isInstanceOf(ClientCallException.class)
			.hasMessageContaining("no answer after 1 attempt")
			.hasCauseInstanceOf(TimeoutException.class);
	}

	@Test
	void nobodyIsThere() {
		assertThatThrownBy(() -> collect(watch(16, Duration.ofMillis(50)))).isInstanceOf(NoMemberException.class);
	}

	/** Its ports die in one order or the other. */
	@RepeatedTest(20)
	void aNodeThatClosesEndsItsStreams() throws Exception {
		BlockingQueue<String> asked = new LinkedBlockingQueue<>();
		member((port, reply) -> asked.add(reply));
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		subscribe(watch(16, PATIENCE), failure).requestUnbounded();
		assertThat(asked.poll(60, TimeUnit.SECONDS)).isNotNull();
		this.node.close();
		assertThat(failure).succeedsWithin(PATIENCE)
			.satisfies((ex) -> assertThat(ex).hasCauseInstanceOf(PortDiedException.class));
	}

	private BaseSubscriber<Integer> subscribe(Flux<Integer> stream, CompletableFuture<Throwable> failure) {
		BaseSubscriber<Integer> subscriber = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				// asks for nothing yet
			}

			@Override
			protected void hookOnNext(Integer value) {
				ClientStreamsTests.this.received.add(value);
			}

			@Override
			protected void hookOnError(Throwable ex) {
				failure.complete(ex);
			}

		};
		stream.subscribe(subscriber);
		return subscriber;
	}

	private void collect(Flux<Integer> stream) {
		stream.doOnNext(this.received::add).blockLast(PATIENCE);
	}

	/** A member that is asked for a stream, and knows the reply port. */
	private Port member(BiConsumer<Port, String> asked) {
		Port port = this.node.open();
		port.receive("watch;stream", (message) -> asked.accept(port, message.text(0)));
		this.node.database().register("orders", port.id());
		return port;
	}

	private Flux<Integer> watch(int buffer, Duration timeout) {
		return client(buffer, timeout).watch();
	}

	private Orders client(int buffer, Duration timeout) {
		return new AempClients(this.node, new TypeConversion(ApplicationConversionService.getSharedInstance()),
				(group) -> new ClientSettings("orders", timeout, MemberChoice.ANY, buffer),
				new TimeLimits(System::nanoTime), new AnnotationTexts(new DefaultListableBeanFactory()))
			.create("orders", Orders.class);
	}

	interface Orders {

		@AempExchange("watch")
		Flux<Integer> watch();

		@AempExchange(value = "watch", idempotent = true)
		Flux<Integer> again();

		@AempExchange("watch")
		Flux<Integer> at(@ToPort String port);

	}

}

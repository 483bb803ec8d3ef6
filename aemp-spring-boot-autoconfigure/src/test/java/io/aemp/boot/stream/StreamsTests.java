package io.aemp.boot.stream;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortInfo;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.client.ImportAempClients;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Streams of a member of the same node, and of one that is reached over sockets. */
class StreamsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** The labels of the ports that a stream has. */
	private static final Set<String> PORTS = Set.of("stream", "replies of a stream", "watch of a stream");

	private static ConfigurableApplicationContext server;

	private static ConfigurableApplicationContext client;

	@BeforeAll
	static void start() {
		server = run(Server.class, "server", "", "far");
		client = run(Client.class, "client", server.getBean(Node.class).network().listeners().get(0), "near");
		Awaitility.await().atMost(PATIENCE).until(() -> service("far").counted(1).equals(List.of(0)));
	}

	@AfterAll
	static void close() {
		client.close();
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "near", "far" })
	void allElementsComeInOrder(String where) {
		assertThat(service(where).count(10_000).collectList().block(PATIENCE))
			.isEqualTo(IntStream.range(0, 10_000).boxed().toList());
		assertThat(service(where).count(0).collectList().block(PATIENCE)).isEmpty();
		assertThat(Flux.from(service(where).orders("screw")).collectList().block(PATIENCE))
			.containsExactly(new Order("screw", 1), new Order("screw", 2));
		Awaitility.await().atMost(PATIENCE).untilAsserted(StreamsTests::noStreamIsLeft);
	}

	@ParameterizedTest
	@ValueSource(strings = { "near", "far" })
	void aPlainCallGetsTheList(String where) {
		assertThat(service(where).counted(3)).containsExactly(0, 1, 2);
		Node node = client.getBean(Node.class);
		assertThat(node.call(port(where), "count", 3).join()).isEqualTo(Message.of((Object) List.of(0L, 1L, 2L)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "near", "far" })
	void anErrorComesBehindTheLastElement(String where) {
		List<Integer> received = new CopyOnWriteArrayList<>();
		assertThatThrownBy(() -> service(where).broken(3).doOnNext(received::add).blockLast(PATIENCE))
			.isInstanceOfSatisfying(ErrorAnswerException.class,
					(ex) -> assertThat(ex.reason()).isEqualTo(Reason.of("die", "out of stock")));
		assertThat(received).containsExactly(0, 1, 2);
		assertThatThrownBy(() -> service(where).broken(-1).blockLast(PATIENCE)).isInstanceOfSatisfying(
				ErrorAnswerException.class,
				(ex) -> assertThat(ex.reason()).isEqualTo(Reason.of("die", "no such article")));
		assertThatThrownBy(() -> service(where).unsendable().blockLast(PATIENCE)).isInstanceOfSatisfying(
				ErrorAnswerException.class, (ex) -> assertThat(ex.reason().identifier()).isEqualTo("bad_result"));
		Awaitility.await().atMost(PATIENCE).untilAsserted(StreamsTests::noStreamIsLeft);
	}

	@Test
	void aRequestThatCannotTravelIsNoStream() {
		assertThatThrownBy(() -> service("far").length(new byte[20_000_000]).blockLast(PATIENCE))
			.isInstanceOf(UnsendableValueException.class);
		assertThat(service("far").length(new byte[20]).blockLast(PATIENCE)).isEqualTo(20);
		Awaitility.await().atMost(PATIENCE).untilAsserted(StreamsTests::noStreamIsLeft);
	}

	@ParameterizedTest
	@ValueSource(strings = { "near", "far" })
	void cancellingCancelsThePublisher(String where) throws Exception {
		Member member = member(where);
		assertThat(service(where).endless().take(5).collectList().block(PATIENCE)).containsExactly(0L, 1L, 2L, 3L, 4L);
		assertThat(member.cancelled.poll(60, TimeUnit.SECONDS)).isEqualTo("endless");
		service(where).quiet().subscribe().dispose();
		Awaitility.await().atMost(PATIENCE).untilAsserted(StreamsTests::noStreamIsLeft);
	}

	@ParameterizedTest
	@ValueSource(strings = { "near", "far" })
	void aSlowSubscriberSlowsThePublisher(String where) throws Exception {
		Member member = member(where);
		member.cancelled.clear();
		BlockingQueue<Long> received = new LinkedBlockingQueue<>();
		BaseSubscriber<Long> slow = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.request(1);
			}

			@Override
			protected void hookOnNext(Long value) {
				received.add(value);
			}

		};
		service(where).endless().subscribe(slow);
		assertThat(received.poll(60, TimeUnit.SECONDS)).isZero();
		// a plain call goes the same way behind what was sent, and nothing else is asked
		// for
		assertThat(service(where).counted(1)).hasSize(1);
		assertThat(member.produced.get()).isLessThan(2_000);
		slow.request(5_000);
		for (long i = 1; i <= 5_000; i++) {
			assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(i);
		}
		slow.cancel();
		assertThat(member.cancelled.poll(60, TimeUnit.SECONDS)).isEqualTo("endless");
	}

	@ParameterizedTest
	@ValueSource(strings = { "near", "far" })
	void garbageEndsTheStreamItWasSentTo(String where) throws Exception {
		Node node = client.getBean(Node.class);
		for (Message garbage : List.of(Message.of("request", -1), Message.of("request", "many"), Message.of("request"),
				Message.of("hello", 1), Message.of())) {
			BlockingQueue<Message> received = new LinkedBlockingQueue<>();
			CompletableFuture<Reason> end = new CompletableFuture<>();
			Port replies = node.open(received::add);
			node.monitor(replies.id(), end::complete);
			node.send(port(where), "endless;stream", replies.id());
			Message subscribed = received.poll(60, TimeUnit.SECONDS);
			assertThat(subscribed.text(0)).isEqualTo("subscribed");
			node.send(subscribed.text(1), garbage);
			assertThat(end.get(60, TimeUnit.SECONDS).identifier()).as("%s", garbage).isEqualTo("bad_message");
		}
		assertThat(service(where).counted(1)).hasSize(1);
		Awaitility.await().atMost(PATIENCE).untilAsserted(StreamsTests::noStreamIsLeft);
	}

	@Test
	void whatAnotherNodeSendsHarmsNobody() throws Exception {
		Node node = client.getBean(Node.class);
		BlockingQueue<Message> received = new LinkedBlockingQueue<>();
		Port replies = node.open(received::add);
		node.send(port("far"), "count;stream", 2, replies.id());
		String demand = received.poll(60, TimeUnit.SECONDS).text(1);
		Node stranger = server.getBean(Node.class);
		assertThat(stranger.call(demand, Message.of("request", 1), PATIENCE)).failsWithin(PATIENCE)
			.withThrowableOfType(ExecutionException.class)
			.withMessageContaining("This stream belongs to a port of another node");
		node.send(demand, "request", 5);
		assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(Message.of("next", 0L));
		assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo(Message.of("next", 1L));
		Awaitility.await().atMost(PATIENCE).until(() -> node.port(replies.id()).isEmpty());
	}

	private static Member member(String where) {
		return (where.equals("far") ? server : client).getBean(Member.class);
	}

	private static void noStreamIsLeft() {
		for (ConfigurableApplicationContext context : List.of(server, client)) {
			assertThat(context.getBean(Node.class).ports()).extracting(PortInfo::label).noneMatch(PORTS::contains);
		}
	}

	private static String port(String where) {
		return client.getBean(Node.class).database().snapshot(where).keySet().iterator().next();
	}

	private static Service service(String where) {
		return client.getBean(where + "#" + Service.class.getName(), Service.class);
	}

	private static ConfigurableApplicationContext run(Class<?> configuration, String nodeId, String seed,
			String family) {
		return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.run("--aemp.node-id=" + nodeId, "--aemp.secret=geheim", "--aemp.binds=127.0.0.1:0", "--aemp.seeds=" + seed,
					"--family=" + family, "--aemp.client.near.family=near", "--aemp.client.near.timeout=60s",
					"--aemp.client.far.family=far", "--aemp.client.far.timeout=60s");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	@Import(Member.class)
	static class Server {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	@ImportAempClients(group = "near", types = Service.class)
	@ImportAempClients(group = "far", types = Service.class)
	@Import(Member.class)
	static class Client {

	}

	interface Service {

		@AempExchange("count")
		Flux<Integer> count(int end);

		@AempExchange("count")
		List<Integer> counted(int end);

		@AempExchange("orders")
		Publisher<Order> orders(String article);

		@AempExchange("broken")
		Flux<Integer> broken(int end);

		@AempExchange("unsendable")
		Flux<Object> unsendable();

		@AempExchange("endless")
		Flux<Long> endless();

		@AempExchange("length")
		Flux<Integer> length(byte[] contents);

		@AempExchange("quiet")
		Flux<String> quiet();

	}

	@AempPort(families = "${family}")
	static class Member implements Service {

		final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();

		final AtomicLong produced = new AtomicLong();

		@Override
		public Flux<Integer> count(int end) {
			return Flux.range(0, end);
		}

		@Override
		public List<Integer> counted(int end) {
			throw new IllegalStateException("the stream stands for it");
		}

		@Override
		public Publisher<Order> orders(String article) {
			return Flux.just(new Order(article, 1), new Order(article, 2));
		}

		@Override
		public Flux<Integer> broken(int end) {
			if (end < 0) {
				throw new IllegalStateException("no such article");
			}
			return Flux.range(0, end).concatWith(Flux.error(new IllegalStateException("out of stock")));
		}

		@Override
		public Flux<Object> unsendable() {
			return Flux.just(new Thread());
		}

		@Override
		public Flux<Long> endless() {
			this.produced.set(0);
			return Flux.<Long, Long>generate(() -> 0L, (next, sink) -> {
				sink.next(next);
				this.produced.incrementAndGet();
				return next + 1;
			}).doOnCancel(() -> this.cancelled.add("endless"));
		}

		@Override
		public Flux<Integer> length(byte[] contents) {
			return Flux.just(contents.length);
		}

		@Override
		public Flux<String> quiet() {
			return Flux.never();
		}

	}

	record Order(String article, int count) {

	}

}

package io.aemp.boot.handler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortInfo;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.actuate.AempPortsEndpoint;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempEndpointsAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Tests for the limit of unfinished asynchronous answers. */
class UnfinishedAnswersTests {

	private final ApplicationContextRunner patient = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "management.endpoints.web.exposure.include=*")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempEndpointsAutoConfiguration.class));

	/** Its contexts do not wait for answers that never come. */
	private final ApplicationContextRunner runner = this.patient.withPropertyValues("aemp.drain-timeout=1ms");

	@ParameterizedTest
	@ValueSource(strings = { "stage", "mono", "nothing" })
	void atTheLimitMessagesWaitUntilAnAnswerIsThere(String tag) {
		this.runner.withBean("two", Two.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Two bean = context.getBean(Two.class);
			String port = port(context, "two");
			List<CompletableFuture<Message>> calls = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				calls.add(node.call(port, tag, i));
			}
			for (int i = 0; i < 5; i++) {
				int begun = Math.min(i + 2, 5);
				awaitState(node, port, begun - i == 2, 5 - begun);
				assertThat(bean.begun).hasSize(begun);
				bean.begun.get(i).complete("answer");
				Message answer = tag.equals("nothing") ? Message.of(1) : Message.of("answer");
				assertThat(BoundedWait.get(calls.get(i))).isEqualTo(answer);
			}
			awaitState(node, port, false, 0);
		});
	}

	@Test
	void failedAnswersEndToo() {
		this.runner.withBean("two", Two.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Two bean = context.getBean(Two.class);
			String port = port(context, "two");
			for (int i = 0; i < 4; i++) {
				node.send(port, "stage", i);
			}
			awaitState(node, port, true, 2);
			bean.begun.get(0).completeExceptionally(new IllegalStateException("oops"));
			bean.begun.get(1).cancel(false);
			Awaitility.await().until(() -> bean.begun.size() == 4);
			awaitState(node, port, true, 0);
		});
	}

	@Test
	void answersThatAreThereAtOnceDoNotCount() {
		this.runner.withBean("two", Two.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context, "two");
			node.send(port, "stage", 0);
			for (int i = 0; i < 100; i++) {
				assertThat(BoundedWait.get(node.call(port, "now", i))).isEqualTo(Message.of(i));
			}
			assertThat(info(node, port).paused()).isFalse();
		});
	}

	@Test
	void killWorksAtOnceAndTheNextPortBeginsAnew() {
		this.runner.withBean("two", Two.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Two bean = context.getBean(Two.class);
			String port = port(context, "two");
			BlockingQueue<Reason> deaths = new LinkedBlockingQueue<>();
			node.monitor(port, deaths::add);
			for (int i = 0; i < 4; i++) {
				node.send(port, "stage", i);
			}
			awaitState(node, port, true, 2);
			node.kill(port, "enough");
			assertThat(BoundedWait.take(deaths)).isEqualTo(Reason.of("enough"));
			Awaitility.await().until(() -> context.getBean(AempPorts.class).find("two").isPresent());
			String next = port(context, "two");
			bean.begun.forEach((answer) -> answer.complete("late"));
			for (int i = 0; i < 3; i++) {
				node.send(next, "stage", i);
			}
			awaitState(node, next, true, 1);
		});
	}

	@Test
	void endpointShowsThem() {
		this.runner.withBean("two", Two.class)
			.withBean("plenty", Plenty.class)
			.withPropertyValues("aemp.limits.max-unfinished-answers=7")
			.run((context) -> {
				Node node = context.getBean(Node.class);
				node.open((message) -> {
				});
				for (int i = 0; i < 3; i++) {
					node.send(port(context, "two"), "stage", i);
				}
				awaitState(node, port(context, "two"), true, 1);
				assertThat(context.getBean(AempPortsEndpoint.class).ports(null, null, null, null, null).ports())
					.extracting(AempPortsEndpoint.Port::bean, AempPortsEndpoint.Port::paused,
							AempPortsEndpoint.Port::unfinishedAnswers, AempPortsEndpoint.Port::unfinishedAnswersLimit)
					.containsExactlyInAnyOrder(tuple("two", true, 2, 2), tuple("plenty", false, 0, 7),
							tuple(null, false, null, null));
			});
	}

	@Test
	void spawnedPortsHaveALimitToo() {
		this.runner.withBean("two", Two.class).withBean("one", One.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = node.spawn(node.id(), "one");
			node.send(port, "work");
			node.send(port, "work");
			Awaitility.await().until(() -> node.port(port).isPresent());
			awaitState(node, port, true, 1);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aContextThatStopsAnswersWhatItHasAccepted(boolean close) {
		this.patient.withBean("two", Two.class).withBean("one", One.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Two two = context.getBean(Two.class);
			List<CompletableFuture<Message>> calls = new ArrayList<>();
			calls.add(node.call(node.spawn(node.id(), "one"), "work"));
			Awaitility.await().until(() -> two.begun.size() == 1);
			for (int i = 0; i < 4; i++) {
				calls.add(node.call(port(context, "two"), "stage", i));
			}
			Awaitility.await().until(() -> two.begun.size() == 3);
			ConfigurableApplicationContext source = context
				.getSourceApplicationContext(ConfigurableApplicationContext.class);
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(close ? source::close : source::stop,
					(task) -> new Thread(task).start());
			Awaitility.await().until(() -> node.database().snapshot().getOrDefault("twos", Map.of()).isEmpty());
			for (int i = 0; i < 5; i++) {
				int begun = i;
				Awaitility.await().until(() -> two.begun.size() > begun);
				two.begun.get(i).complete("answer");
			}
			assertThat(calls).allSatisfy((call) -> assertThat(BoundedWait.get(call)).isEqualTo(Message.of("answer")));
			BoundedWait.get(stopped);
		});
	}

	@Test
	void answersThatDoNotComeInTimeAreLost() {
		this.runner.withBean("two", Two.class).run((context) -> {
			CompletableFuture<Message> call = context.getBean(Node.class).call(port(context, "two"), "stage", 1);
			Awaitility.await().until(() -> !context.getBean(Two.class).begun.isEmpty());
			context.close();
			assertThat(call).failsWithin(Duration.ofMinutes(1))
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(PortDiedException.class,
						(ex) -> assertThat(ex.reason().identifier()).isEqualTo(Reason.NODE_CLOSED));
		});
	}

	@Test
	void limitsThatAreNotPositiveAreRefused() {
		this.runner.withBean("negative", Negative.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidAnnotationException.class)
				.hasMessageContaining(
						"@AempPort of " + Negative.class.getName() + " has 'unfinishedAnswersLimit = -1'"));
	}

	private static String port(AssertableApplicationContext context, String bean) {
		return context.getBean(AempPorts.class).find(bean).map(Port::id).orElseThrow();
	}

	private static void awaitState(Node node, String port, boolean paused, int waiting) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(info(node, port)).extracting(PortInfo::paused, PortInfo::waiting)
				.containsExactly(paused, waiting));
	}

	private static PortInfo info(Node node, String port) {
		try (Stream<PortInfo> ports = node.streamPorts()) {
			return ports.filter((info) -> info.id().equals(port)).findFirst().orElseThrow();
		}
	}

	@AempPort(families = "twos", unfinishedAnswersLimit = 2)
	static class Two {

		private final List<CompletableFuture<String>> begun = new CopyOnWriteArrayList<>();

		@Receive("stage")
		CompletableFuture<String> stage(int number) {
			CompletableFuture<String> answer = new CompletableFuture<>();
			this.begun.add(answer);
			return answer;
		}

		@Receive("mono")
		Mono<String> mono(int number) {
			return Mono.fromFuture(stage(number));
		}

		@Receive("nothing")
		Mono<Void> nothing(int number) {
			return mono(number).then();
		}

		@Receive("now")
		CompletableFuture<Integer> now(int number) {
			return CompletableFuture.completedFuture(number);
		}

	}

	@AempPort
	static class Plenty {

		@Receive("work")
		void work() {
		}

	}

	@SpawnablePort(value = "one", unfinishedAnswersLimit = 1)
	static class One {

		private final Two two;

		One(Two two) {
			this.two = two;
		}

		@Receive("work")
		CompletableFuture<String> work() {
			return this.two.stage(0);
		}

	}

	@AempPort(unfinishedAnswersLimit = -1)
	static class Negative {

		@Receive("work")
		void work() {
		}

	}

}

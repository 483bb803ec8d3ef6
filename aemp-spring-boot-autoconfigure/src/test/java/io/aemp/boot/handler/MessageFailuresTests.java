package io.aemp.boot.handler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.annotation.AempAdvice;
import io.aemp.annotation.AempExceptionHandler;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Failure;
import io.aemp.annotation.PortId;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ReplyTo;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.event.MessageFailedEvent;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for messages that the methods of a bean cannot process. */
@ExtendWith(OutputCaptureExtension.class)
class MessageFailuresTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	@Test
	void eachFailureIsAnsweredAtOnceAndThePortLives() {
		run((node, port, context) -> {
			assertThat(failure(node, port, "fail", "oops")).isEqualTo(Reason.of("die", "oops"));
			assertThat(failure(node, port, "throwable", "oops")).isEqualTo(Reason.of("die", "oops"));
			assertThat(failure(node, port, "later", "oops")).isEqualTo(Reason.of("die", "oops"));
			assertThat(failure(node, port, "twice", "no number").identifier()).isEqualTo("bad_message");
			assertThat(failure(node, port, "twice").identifier()).isEqualTo("bad_message");
			assertThat(failure(node, port, "subscribe")).isEqualTo(Reason.of("die", "full"));
			assertThat(failure(node, port, "nobody", 1).identifier()).isEqualTo("bad_message");
			assertThat(failure(node, port, "nobody").identifier()).isEqualTo("bad_message");
			assertThat(failure(node, port, "set", "no number").identifier()).isEqualTo("bad_message");
			assertThat(node.call(port, Message.of("twice", 21), PATIENCE).get()).isEqualTo(Message.of(42));
			assertThat(context.getBean(BeanMethods.class).failedMessages(port)).isEqualTo(9);
		});
	}

	@Test
	void aResultThatCannotTravelIsAnsweredToo() {
		this.runner.withBean("service", Service.class)
			.withPropertyValues("aemp.strict-local-sends=true")
			.run((context) -> {
				Node node = context.getBean(Node.class);
				String port = context.getBean(AempPorts.class).find("service").orElseThrow().id();
				assertThat(failure(node, port, "thread").identifier()).isEqualTo("bad_result");
				assertThat(node.call(port, Message.of("twice", 21), PATIENCE).get()).isEqualTo(Message.of(42));
			});
	}

	@Test
	void ofManyCallsInFlightOnlyTheBadOneFails() {
		run((node, port, context) -> {
			List<CompletableFuture<Message>> calls = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				calls.add(node.call(port, (i == 50) ? "fail" : "twice", (i == 50) ? "x" : i));
			}
			for (int i = 0; i < 100; i++) {
				if (i == 50) {
					assertThatExceptionOfType(ExecutionException.class).isThrownBy(calls.get(i)::get);
				}
				else {
					assertThat(BoundedWait.get(calls.get(i))).isEqualTo(Message.of(2 * i));
				}
			}
		});
	}

	@Test
	void aVoidMethodThatIsCalledIsAcknowledged() {
		run((node, port, context) -> {
			assertThat(node.call(port, Message.of("set", 1), PATIENCE).get()).isEqualTo(Message.of(1));
			assertThat(node.call(port, Message.of("setLater", 1), PATIENCE).get()).isEqualTo(Message.of(1));
			CompletableFuture<Message> silent = node.call(port, "quiet", 1);
			assertThat(node.call(port, Message.of("set", 1), PATIENCE).get()).isEqualTo(Message.of(1));
			assertThat(silent).isNotDone();
		});
	}

	@Test
	void surplusElementsAreIgnoredUnlessItIsStrict() {
		run((node, port, context) -> {
			assertThat(node.call(port, Message.of("twice", 21, "new"), PATIENCE).get()).isEqualTo(Message.of(42));
			assertThat(failure(node, port, "strict", 21, "new").identifier()).isEqualTo("bad_message");
		});
	}

	@Test
	void theReplyPortIsTakenOffBeforeAnythingIsFilled() {
		run((node, port, context) -> {
			assertThat(node.call(port, Message.of("optional", "a"), PATIENCE).get()).isEqualTo(Message.of("a none"));
			assertThat(node.call(port, Message.of("rest", "a", "b"), PATIENCE).get()).isEqualTo(Message.of("[a, b]"));
			assertThat(node.call(port, Message.of("message", "a", "b"), PATIENCE).get()).isEqualTo(Message.of(2));
		});
	}

	@Test
	void aPortIdThatIsDataIsNeverTheReplyPort() {
		run((node, port, context) -> {
			BlockingQueue<Reason> deaths = new LinkedBlockingQueue<>();
			Port data = node.open((message) -> {
			});
			node.monitor(data.id(), deaths::add);
			node.send(port, "subscribe", data.id());
			node.send(port, "twice", data.id());
			assertThat(node.call(port, Message.of("subscribe", data.id()), PATIENCE)).failsWithin(PATIENCE);
			assertThat(deaths).isEmpty();
			assertThat(node.port(data.id())).isPresent();
			assertThat(context.getBean(BeanMethods.class).failedMessages(port)).isEqualTo(3);
		});
	}

	@Test
	void aMethodMayAnswerItself() {
		run((node, port, context) -> {
			assertThat(node.call(port, Message.of("own", "a"), PATIENCE).get()).isEqualTo(Message.of("own a"));
			assertThat(node.call(port, Message.of("own", "a", "new"), PATIENCE).get()).isEqualTo(Message.of("own a"));
			assertThat(failure(node, port, "own", "fail")).isEqualTo(Reason.of("die", "as you like"));
		});
	}

	@Test
	void aFailureWithoutAReplyPortIsLoggedAndPublishedWithoutContents(CapturedOutput output) {
		this.runner.withBean("service", Service.class).withBean(Events.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("service").orElseThrow().id();
			node.send(port, "twice", "confidential");
			MessageFailedEvent event = BoundedWait.take(context.getBean(Events.class).events);
			assertThat(event.method()).isEqualTo("Service.twice");
			assertThat(event.port()).isEqualTo(port);
			assertThat(event.reason().identifier()).isEqualTo("bad_message");
			assertThat(event.answered()).isFalse();
			assertThat(event.toString()).doesNotContain("confidential");
			assertThat(output).contains("Service.twice").doesNotContain("confidential");
		});
		this.runner.withBean("service", Service.class)
			.withBean(Events.class)
			.withPropertyValues("aemp.log-message-contents=true")
			.run((context) -> {
				String port = context.getBean(AempPorts.class).find("service").orElseThrow().id();
				context.getBean(Node.class).send(port, "twice", "confidential");
				BoundedWait.take(context.getBean(Events.class).events);
				assertThat(output).contains("confidential");
			});
	}

	@Test
	void anErrorKillsThePort() {
		run((node, port, context) -> assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> node.call(port, Message.of("error", 1), PATIENCE).get())
			.withCauseInstanceOf(PortDiedException.class));
	}

	@ParameterizedTest
	@MethodSource("describersThatTellNothing")
	void whatIsToldOfAnExceptionCanBeReplaced(FailureDescriber describer) {
		this.runner.withBean("service", Service.class)
			.withBean(FailureDescriber.class, () -> describer)
			.run((context) -> {
				String port = context.getBean(AempPorts.class).find("service").orElseThrow().id();
				assertThat(failure(context.getBean(Node.class), port, "fail", "oops")).isEqualTo(Reason.of("die"));
			});
	}

	static Stream<FailureDescriber> describersThatTellNothing() {
		return Stream.of(FailureDescriber.NOTHING, (failure) -> null, (failure) -> {
			throw new IllegalStateException("no description");
		}, (failure) -> {
			throw (RuntimeException) failure;
		});
	}

	@Test
	void interceptorsRunAroundEachMessage() {
		List<String> log = new ArrayList<>();
		MessageInterceptor interceptor = (message, handler) -> {
			log.add(message.name());
			if (message.elements().size() > 3) {
				throw new IllegalStateException("refused");
			}
			return handler.handle();
		};
		this.runner.withBean("service", Service.class)
			.withBean(MessageInterceptor.class, () -> interceptor)
			.run((context) -> {
				Node node = context.getBean(Node.class);
				String port = context.getBean(AempPorts.class).find("service").orElseThrow().id();
				assertThat(node.call(port, Message.of("twice", 1), PATIENCE).get()).isEqualTo(Message.of(2));
				assertThat(failure(node, port, "twice", 1, 2, 3)).isEqualTo(Reason.of("die", "refused"));
				assertThat(failure(node, port, "nobody").identifier()).isEqualTo("bad_message");
				assertThat(log).containsExactly("Service.twice", "Service.twice", "Service");
			});
	}

	@Test
	void exceptionHandlersTurnExceptionsIntoAnswers() {
		this.runner.withBean("service", Handling.class).withBean(EverywhereHandling.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("service").orElseThrow().id();
			assertThat(node.call(port, Message.of("fail", "state"), PATIENCE).get())
				.isEqualTo(Message.of("own: state"));
			assertThat(node.call(port, Message.of("fail", "argument"), PATIENCE).get())
				.isEqualTo(Message.of("advice: argument"));
			assertThat(failure(node, port, "fail", "other")).isEqualTo(Reason.of("die", "other"));
			assertThat(context.getBean(BeanMethods.class).failedMessages(port)).isEqualTo(1);
		});
	}

	@Test
	void whatCanNeverAnswerDoesNotStart() {
		assertInvalid(ReturnsAndAnswers.class, "ReturnsAndAnswers.both", "@ReplyTo");
		assertInvalid(OnlyPortIds.class, "OnlyPortIds.all", "no reply port");
	}

	@Test
	void aGuessIsToldAtTheStart(CapturedOutput output) {
		this.runner.withBean(Guesses.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains(Guesses.class.getName() + ": the last parameter of [greet, join] takes text")
			.contains("@PortId");
	}

	private void assertInvalid(Class<?> bean, String... texts) {
		this.runner.withBean(bean)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidAnnotationException.class)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains(texts)));
	}

	private void run(Trial trial) {
		ContextConsumer<AssertableApplicationContext> consumer = (context) -> trial.run(context.getBean(Node.class),
				context.getBean(AempPorts.class).find("service").orElseThrow().id(), context);
		this.runner.withBean("service", Service.class).run(consumer);
	}

	/** Calls with a time limit, and returns the reason of the error answer. */
	private static Reason failure(Node node, String port, Object... message) {
		try {
			Message answer = node.call(port, Message.of(message), PATIENCE).get();
			throw new AssertionError("answered: " + answer);
		}
		catch (ExecutionException ex) {
			assertThat(ex).hasCauseInstanceOf(ErrorAnswerException.class);
			return ((ErrorAnswerException) ex.getCause()).reason();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private interface Trial {

		void run(Node node, String port, AssertableApplicationContext context) throws Exception;

	}

	@AempPort
	static class Guesses {

		@Receive("greet")
		String greet(int count, String name) {
			return name;
		}

		@Receive("join")
		String join(String... names) {
			return String.join(" ", names);
		}

		@Receive("count")
		int count(String name, int count) {
			return count;
		}

		@Receive("data")
		int data(@PortId String port) {
			return 1;
		}

		@Receive("nothing")
		void nothing(String name) {
		}

	}

	@AempPort
	static class Handling {

		@Receive("fail")
		String fail(String text) throws Exception {
			throw switch (text) {
				case "state" -> new IllegalStateException(text);
				case "argument" -> new IllegalArgumentException(text);
				default -> new Exception(text);
			};
		}

		@AempExceptionHandler
		String handle(IllegalStateException ex) {
			return "own: " + ex.getMessage();
		}

	}

	@AempAdvice
	static class EverywhereHandling {

		@AempExceptionHandler(RuntimeException.class)
		String handle(Exception ex, Port port, ReceivedMessage message) {
			return "advice: " + ex.getMessage();
		}

	}

	static class Events {

		private final BlockingQueue<MessageFailedEvent> events = new LinkedBlockingQueue<>();

		@EventListener
		void failed(MessageFailedEvent event) {
			this.events.add(event);
		}

	}

	@AempPort
	static class Service {

		@Receive("twice")
		int twice(int number) {
			return 2 * number;
		}

		@Receive(value = "strict", strict = true)
		int strict(int number) {
			return 2 * number;
		}

		@Receive("throwable")
		void throwable(String text) throws Throwable {
			throw new Throwable(text);
		}

		@Receive("fail")
		String fail(String text) {
			throw new IllegalStateException(text);
		}

		@Receive("later")
		CompletableFuture<String> later(String text) {
			return CompletableFuture.failedFuture(new IllegalStateException(text));
		}

		@Receive("thread")
		Object thread() {
			return Thread.currentThread();
		}

		@Receive("set")
		void set(int number) {
		}

		@Receive("setLater")
		CompletableFuture<Void> setLater(int number) {
			return CompletableFuture.completedFuture(null);
		}

		@Receive(value = "quiet", acknowledge = false)
		void quiet(int number) {
		}

		@Receive("optional")
		String optional(String text, Optional<String> more) {
			return text + " " + more.orElse("none");
		}

		@Receive("rest")
		String rest(String... all) {
			return List.of(all).toString();
		}

		@Receive("message")
		int message(Message all) {
			return all.size();
		}

		@Receive("subscribe")
		void subscribe(@PortId String port) {
			throw new IllegalStateException("full");
		}

		@Receive("own")
		void own(String text, Node node, @ReplyTo String reply) {
			if (text.equals("fail")) {
				throw new IllegalStateException("as you like");
			}
			node.send(reply, "own " + text);
		}

		@Receive("error")
		int error(int number) {
			throw new AssertionError("deadly");
		}

	}

	@AempPort(failure = Failure.KILL)
	static class ReturnsAndAnswers {

		@Receive("both")
		String both(@ReplyTo String reply) {
			return reply;
		}

	}

	@AempPort
	static class OnlyPortIds {

		@Receive("all")
		int all(@PortId String... ports) {
			return ports.length;
		}

	}

}

package io.aemp.boot.handler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.annotation.AempExceptionHandler;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for beans that take part in the handling of messages, and for late results. */
class HandlerExtensionsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withBean("service", Service.class);

	@Test
	void resolversSupplyArgumentsThatAreNoElements() {
		this.runner.withUserConfiguration(Users.class).withBean("resolving", Resolving.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "resolving");
			assertThat(call(node, port, "who", 7)).isEqualTo(Message.of("alice of Resolving.who got 7"));
			assertThat(call(node, port, "nobody", 7)).isEqualTo(Message.of(7));
			assertThat(context.getBean(Resolving.class).user).isEqualTo(new User("alice of Resolving.init"));
			assertThat(failure(node, port, "who").identifier()).as("an element is missing").isEqualTo("bad_message");
		});
	}

	@Test
	void whatAResolverThrowsCountsAsAnExceptionOfTheMethod() {
		this.runner.withUserConfiguration(Users.class).withBean("resolving", Resolving.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "resolving");
			assertThat(failure(node, port, "denied", 7)).isEqualTo(Reason.of("die", "no user"));
			assertThat(failure(node, port, "odd", 7).text()).contains(Users.class.getName(), "java.lang.String",
					"parameter 0", "Resolving.odd");
			assertThat(failure(node, port, "none", 7).text()).contains("null", "parameter 0", "Resolving.none");
			assertThat(call(node, port, "nobody", 7)).isEqualTo(Message.of(7));
		});
	}

	@Test
	void resolversAreAskedInTheirOrderAndOnlyAtTheStart() {
		this.runner.withUserConfiguration(Users.class).withBean("resolving", Resolving.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Users users = context.getBean(Users.class);
			int asked = users.asked.get();
			assertThat(asked).isPositive();
			call(node, port(context.getBean(AempPorts.class), "resolving"), "who", 7);
			assertThat(users.asked).hasValue(asked);
		});
	}

	@Test
	void writersWriteResultsAndValuesThatComeLater() {
		this.runner.withUserConfiguration(Writers.class).withBean("writing", Writing.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "writing");
			assertThat(call(node, port, "now")).isEqualTo(Message.of("user", "bob"));
			assertThat(call(node, port, "later")).isEqualTo(Message.of("user", "carol"));
			assertThat(call(node, port, "mono")).isEqualTo(Message.of("user", "dave"));
			assertThat(call(node, port, "plain")).isEqualTo(Message.of("plain"));
		});
	}

	@Test
	void whatAWriterCannotWriteIsABadResult() {
		this.runner.withUserConfiguration(Writers.class).withBean("writing", Writing.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "writing");
			assertThat(failure(node, port, "fails")).isEqualTo(badResult("Writing.fails"));
			assertThat(failure(node, port, "nothing")).isEqualTo(badResult("Writing.nothing"));
			assertThat(call(node, port, "plain")).isEqualTo(Message.of("plain"));
		});
	}

	@Test
	void monosAreAnsweredWhenTheyAreThere() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "service");
			assertThat(call(node, port, "mono", 7)).isEqualTo(Message.of(7));
			assertThat(call(node, port, "empty")).isEqualTo(Message.of((Object) null));
			assertThat(call(node, port, "done")).isEqualTo(Message.of(1));
			assertThat(call(node, port, "message")).isEqualTo(Message.of("a", "b"));
			assertThat(call(node, port, "collected")).isEqualTo(Message.of((Object) List.of(1, 2, 3)));
			assertThat(failure(node, port, "failing")).isEqualTo(Reason.of("die", "oops"));
			assertThat(failure(node, port, "wrong")).isEqualTo(badResult("Service.wrong"));
		});
	}

	@Test
	void severalValuesAreOneList() {
		this.runner.withBean("streaming", Streaming.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Message list = Message.of((Object) List.of(1, 2, 3));
			assertThat(call(node, port(context.getBean(AempPorts.class), "streaming"), "many")).isEqualTo(list);
			assertThat(call(node, port(context.getBean(AempPorts.class), "service"), "hidden")).isEqualTo(list);
		});
	}

	@Test
	void nobodyCouldAskForAStreamWithoutATag() {
		this.runner.withBean(TaglessStream.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidAnnotationException.class)
				.hasMessageContainingAll("TaglessStream.many", "Flux", "without a tag", "Give it a tag"));
	}

	@Test
	void interceptorsRunInTheirOrder() {
		this.runner.withUserConfiguration(Interceptors.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "service");
			assertThat(call(node, port, "mono", 7)).isEqualTo(Message.of(7));
			assertThat(context.getBean(Interceptors.class).log).containsExactly("first", "second", "second done",
					"first done");
		});
	}

	@Test
	void interceptorMayAnswerItself() {
		this.runner.withUserConfiguration(Interceptors.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "service");
			assertThat(call(node, port, "mono", -1)).isEqualTo(Message.of(0));
			assertThat(call(node, port, "set", -1)).isEqualTo(Message.of(1));
			assertThat(call(node, port, "unknown", -1)).isEqualTo(Message.of(0));
			assertThat(call(node, port, "unknown", -2)).isEqualTo(Message.of("later"));
			assertThat(failure(node, port, "unknown", 1).identifier()).isEqualTo("bad_message");
			assertThat(context.getBean(Interceptors.class).log).doesNotContain("second done").contains("first done");
			assertThat(context.getBean(Service.class).calls).hasValue(0);
		});
	}

	@Test
	void interceptorMayRefuseOrTryAgain() {
		this.runner.withUserConfiguration(Interceptors.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = port(context.getBean(AempPorts.class), "service");
			assertThat(failure(node, port, "mono", -3)).isEqualTo(Reason.of("die", "refused"));
			assertThat(call(node, port, "flaky", 1)).isEqualTo(Message.of(2));
		});
	}

	@Test
	void resultOfAnExceptionHandlerThatCannotTravelIsABadResult() {
		this.runner.withPropertyValues("aemp.strict-local-sends=true")
			.withBean("handling", Handling.class)
			.run((context) -> {
				Node node = context.getBean(Node.class);
				String port = port(context.getBean(AempPorts.class), "handling");
				assertThat(failure(node, port, "fail")).isEqualTo(badResult("Handling.handle"));
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { Later.class, Errors.class, Narrow.class, Nothing.class, Odd.class, Unnamed.class })
	void exceptionHandlersThatCannotWorkAreRefused(Class<?> type) {
		this.runner.withBean(type)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidAnnotationException.class)
				.hasMessageContaining("Method " + type.getSimpleName() + ".handle"));
	}

	private static Reason badResult(String method) {
		return Reason.of("bad_result", "The result of method " + method + " cannot travel");
	}

	private static String port(AempPorts ports, String bean) {
		return ports.find(bean).map(Port::id).orElseThrow();
	}

	private static Message call(Node node, String port, Object... message) {
		return BoundedWait.get(node.call(port, Message.of(message), PATIENCE));
	}

	/** Calls with a time limit, and returns the reason of the error answer. */
	private static Reason failure(Node node, String port, Object... message) {
		List<Reason> reasons = new ArrayList<>();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> node.call(port, Message.of(message), PATIENCE).get())
			.havingCause()
			.isInstanceOfSatisfying(ErrorAnswerException.class, (answer) -> reasons.add(answer.reason()));
		return reasons.get(0);
	}

	record User(String name) {

	}

	@AempPort
	static class Resolving {

		private @Nullable User user;

		@Init
		void init(User user) {
			this.user = user;
		}

		@Receive("who")
		String who(User user, int number) {
			return user.name() + " got " + number;
		}

		@Receive("nobody")
		int nobody(int number) {
			return number;
		}

		@Receive("denied")
		int denied(User user, int number) {
			return number;
		}

		@Receive("odd")
		int odd(StringBuilder odd, int number) {
			return number;
		}

		@Receive("none")
		int none(short none, int number) {
			return number;
		}

	}

	/** Resolves users, and wrongly what is odd. */
	@Configuration(proxyBeanMethods = false)
	@Order(1)
	static class Users implements ArgumentResolver {

		private final AtomicInteger asked = new AtomicInteger();

		@Bean
		@Order(2)
		ArgumentResolver second() {
			return new ArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return parameter.getParameterType() == User.class;
				}

				@Override
				public Object resolveArgument(MethodParameter parameter, ReceivedMessage message) {
					throw new AssertionError("the first one comes first");
				}

			};
		}

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			this.asked.incrementAndGet();
			Class<?> type = parameter.getParameterType();
			return type == User.class || type == StringBuilder.class || type == short.class;
		}

		@Override
		public @Nullable Object resolveArgument(MethodParameter parameter, ReceivedMessage message) {
			String method = message.name();
			if (method.endsWith("denied")) {
				throw new IllegalStateException("no user");
			}
			return method.endsWith("odd") ? "text" : method.endsWith("none") ? null : new User("alice of " + method);
		}

	}

	@AempPort
	static class Writing {

		@Receive("now")
		User now() {
			return new User("bob");
		}

		@Receive("later")
		CompletableFuture<User> later() {
			return CompletableFuture.completedFuture(new User("carol"));
		}

		@Receive("mono")
		Mono<User> mono() {
			return Mono.just(new User("dave"));
		}

		@Receive("fails")
		User fails() {
			return new User("fails");
		}

		@Receive("nothing")
		User nothing() {
			return new User("nothing");
		}

		@Receive("plain")
		String plain() {
			return "plain";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Writers {

		@Bean
		@Order(1)
		ResultWriter users() {
			return new ResultWriter() {

				@Override
				public boolean supportsReturnType(MethodParameter returnType) {
					return returnType.getGenericParameterType().getTypeName().contains("User");
				}

				@Override
				@SuppressWarnings("NullAway") // what a writer must not do
				public Message write(@Nullable Object result, MethodParameter returnType) {
					String name = ((User) result).name();
					if (name.equals("fails")) {
						throw new IllegalStateException("cannot");
					}
					return name.equals("nothing") ? null : Message.of("user", name);
				}

			};
		}

		@Bean
		@Order(2)
		ResultWriter none() {
			return new ResultWriter() {

				@Override
				public boolean supportsReturnType(MethodParameter returnType) {
					return returnType.getParameterType() == User.class;
				}

				@Override
				public Message write(@Nullable Object result, MethodParameter returnType) {
					throw new AssertionError("the first one comes first");
				}

			};
		}

	}

	@AempPort
	static class Service {

		private final AtomicInteger calls = new AtomicInteger();

		@Receive("mono")
		Mono<Integer> mono(int number) {
			return Mono.just(number);
		}

		@Receive("empty")
		Mono<String> empty() {
			return Mono.empty();
		}

		@Receive("done")
		Mono<Void> done() {
			return Mono.empty();
		}

		@Receive("message")
		Mono<Message> message() {
			return Mono.just(Message.of("a", "b"));
		}

		@Receive("collected")
		Mono<List<Integer>> collected() {
			return Flux.just(1, 2, 3).collectList();
		}

		@Receive("failing")
		Mono<String> failing() {
			return Mono.error(new IllegalStateException("oops"));
		}

		@Receive("wrong")
		Mono<Object> wrong() {
			List<Object> endless = new ArrayList<>();
			endless.add(endless);
			return Mono.just(endless);
		}

		@Receive("hidden")
		Object hidden() {
			return Flux.just(1, 2, 3);
		}

		@Receive("set")
		void set(int number) {
			this.calls.incrementAndGet();
		}

		@Receive("flaky")
		int flaky(int number) {
			if (this.calls.incrementAndGet() % 2 == 1) {
				throw new IllegalStateException("once more");
			}
			return this.calls.get();
		}

	}

	@AempPort
	static class TaglessStream {

		@Receive
		Flux<Integer> many(String tag) {
			return Flux.just(1, 2, 3);
		}

	}

	@AempPort(name = "streaming")
	static class Streaming {

		@Receive("many")
		Flux<Integer> many() {
			return Flux.just(1, 2, 3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Interceptors {

		private final List<String> log = new CopyOnWriteArrayList<>();

		/** Answers or refuses negative numbers itself, and tries again once. */
		@Bean
		@Order(2)
		MessageInterceptor second() {
			return (message, handler) -> {
				this.log.add("second");
				Object last = message.elements().get(message.elements().size() - 2);
				if (last instanceof Number number && number.intValue() < 0) {
					return switch (number.intValue()) {
						case -1 -> 0;
						case -2 -> CompletableFuture.completedFuture("later");
						default -> throw new IllegalStateException("refused");
					};
				}
				Object result;
				try {
					result = handler.handle();
				}
				catch (IllegalStateException ex) {
					result = handler.handle();
				}
				this.log.add("second done");
				return result;
			};
		}

		@Bean
		@Order(1)
		MessageInterceptor first() {
			return (message, handler) -> {
				this.log.add("first");
				Object result = handler.handle();
				this.log.add("first done");
				return result;
			};
		}

	}

	@AempPort
	static class Handling {

		@Receive("fail")
		String fail() {
			throw new IllegalStateException("oops");
		}

		@AempExceptionHandler
		Object handle(IllegalStateException ex) {
			List<Object> endless = new ArrayList<>();
			endless.add(endless);
			return endless;
		}

	}

	/** Receives something. */
	abstract static class Receiving {

		@Receive("ping")
		void ping() {
		}

	}

	@AempPort
	static class Later extends Receiving {

		@AempExceptionHandler
		Mono<String> handle(IllegalStateException ex) {
			return Mono.just("later");
		}

	}

	@AempPort
	static class Errors extends Receiving {

		@AempExceptionHandler
		String handle(AssertionError ex) {
			return "never";
		}

	}

	@AempPort
	static class Narrow extends Receiving {

		@AempExceptionHandler({ IllegalStateException.class, IllegalArgumentException.class })
		String handle(IllegalStateException ex) {
			return "one of them only";
		}

	}

	@AempPort
	static class Nothing extends Receiving {

		@AempExceptionHandler
		void handle(IllegalStateException ex) {
		}

	}

	@AempPort
	static class Odd extends Receiving {

		@AempExceptionHandler
		String handle(IllegalStateException ex, PortOptions options) {
			return "odd";
		}

	}

	@AempPort
	static class Unnamed extends Receiving {

		@AempExceptionHandler
		String handle() {
			return "anything";
		}

	}

}

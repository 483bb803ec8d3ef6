package io.aemp.boot.client;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import io.aemp.Message;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.MemberKey;
import io.aemp.annotation.ToPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.handler.InvalidAnnotationException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is wrong with a client is said at the start: value, rule, way out. */
class ClientChecksTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "aemp.client.orders.family=orders")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void aMethodWithoutATag() {
		refuses(NoTagConfig.class, "Method NoTag.price of a client has no tag",
				"Annotate it with @AempExchange(\"...\")");
		refuses(EmptyTagConfig.class, "Method EmptyTag.price of a client has an empty tag",
				"Annotate it with @AempExchange(\"...\")");
	}

	@Test
	void aResultThatNoAnswerCanBe() {
		refuses(AFutureConfig.class,
				"The result of method AFuture.price cannot come as an answer: java.util.concurrent.Future",
				"Use a value");
	}

	@Test
	void streamsThatNobodyCanServe() {
		refuses(StreamConfig.class,
				"Method Stream.price returns a java.util.concurrent.Flow$Publisher<java.lang.String>,"
						+ " but a stream comes as a Flux or a Publisher",
				"Let it return a Flux");
		refuses(NothingConfig.class, "Method Nothing.price returns a reactor.core.publisher.Flux<java.lang.Void>, a"
				+ " stream without elements", "Mono<Void>");
		refuses(ThreadsConfig.class, "The result of method Threads.price cannot come as an answer: java.lang.Thread",
				"Use a value");
		refuses(TextsConfig.class,
				"Method Texts.price returns a reactor.core.publisher.Flux<java.lang.String>, but its"
						+ " group 'orders' sends each message to all members",
				"Let it return void", "aemp.client.orders.choice=all");
	}

	@Test
	void anArgumentThatCannotTravel() {
		refuses(InputConfig.class, "Parameter 0 of method Input.price cannot be sent: java.io.InputStream",
				"Use a value");
	}

	@Test
	void aResultOfWhichNothingSaysWhatItIs() {
		refuses(OpenConfig.class,
				"The result of method Open.price is of type java.util.concurrent.CompletionStage<T>, but nothing in Open"
						+ " says what T is",
				"extends or implements Open<...>");
	}

	@Test
	void twoTargets() {
		refuses(TwoPortsConfig.class, "Method TwoPorts.price has 2 parameters annotated with @ToPort", "Use @PortId");
		refuses(PortOfAnotherTypeConfig.class, "has a parameter of type int annotated with @ToPort",
				"Make it a String");
	}

	@Test
	void noTarget() {
		this.runner.withPropertyValues("aemp.client.orders.family=")
			.withUserConfiguration(Good.class)
			.run((context) -> {
				InvalidAnnotationException failure = failure(context.getStartupFailure());
				assertThat(failure.problem())
					.isEqualTo("Method Sound.price has nobody to send to: the group 'orders' has no"
							+ " family, and no argument names a port.");
				assertThat(failure.remedy()).contains("'aemp.client.orders.family'", "@ToPort");
			});
	}

	@Test
	void aMessageThatIsNotTheLastParameter() {
		refuses(MessageFirstConfig.class, "MessageFirst.price has a parameter of type Message that others follow",
				"Make it the last one");
	}

	@Test
	void allAndAnAnswer() {
		refuses(Good.class, "Method Sound.price returns a java.lang.String, but its group 'orders' sends each message"
				+ " to all members", "Let it return void", "aemp.client.orders.choice=all");
	}

	@Test
	void keys() {
		refuses(Good.class, "Method Sound.price has no parameter annotated with @MemberKey", "Annotate one parameter",
				"aemp.client.orders.choice=by-key");
		refuses(TwoKeysConfig.class, "Method TwoKeys.price has 2 parameters annotated with @MemberKey",
				"Annotate one parameter", "aemp.client.orders.choice=by-key");
		refuses(NoTextConfig.class, "a parameter of type java.util.Map annotated with @MemberKey", "Choose a parameter",
				"aemp.client.orders.choice=by-key");
	}

	@Test
	void aSendThatIsIdempotent() {
		refuses(IdempotentSendConfig.class, "Method IdempotentSend.note is idempotent and returns nothing",
				"CompletionStage<Void>");
	}

	@Test
	void aLimitForOneAttempt() {
		refuses(LimitOnlyConfig.class,
				"has 'attemptTimeout = \"1s\"', after which another member would get the message too",
				"Add 'idempotent = true'");
		refuses(WrongLimitConfig.class, "has 'attemptTimeout = \"soon\"', which is no time above 0", "500ms");
	}

	@Test
	void aSuspendFunction() {
		Class<?> continuation = new ByteBuddy().makeInterface()
			.name("kotlin.coroutines.Continuation")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded();
		Class<?> type = new ByteBuddy().makeInterface()
			.name("org.example.KotlinOrders")
			.defineMethod("price", Object.class, Visibility.PUBLIC)
			.withParameters(String.class, continuation)
			.withoutCode()
			.annotateMethod(AnnotationDescription.Builder.ofType(AempExchange.class).define("value", "price").build())
			.make()
			.load(continuation.getClassLoader())
			.getLoaded();
		this.runner.run((context) -> assertThatExceptionOfType(InvalidAnnotationException.class)
			.isThrownBy(() -> context.getBean(AempClients.class).create("orders", type))
			.withMessageContaining("Method KotlinOrders.price of a client is a suspend function")
			.withMessageContaining("CompletableFuture"));
	}

	@Test
	void noInterface() {
		refuses(NoInterface.class, "Class " + TypedClientsTests.PlainOrders.class.getName()
				+ " is to be a client of the group 'orders', but it is no interface.", "Name an interface");
		refuses(NoMethods.class,
				"Interface java.io.Serializable is to be a client of the group 'orders', but it has no" + " method",
				"@AempExchange");
		refuses(Nothing.class, "finds no interface for the group 'orders'", "'basePackages'");
		refuses(NoGroup.class, "names no group", "a group for them");
	}

	private void refuses(Class<?> configuration, String problem, String remedy, String... properties) {
		this.runner.withUserConfiguration(configuration).withPropertyValues(properties).run((context) -> {
			InvalidAnnotationException failure = failure(context.getStartupFailure());
			assertThat(failure.problem()).contains(problem);
			assertThat(failure.remedy()).contains(remedy);
		});
	}

	private static InvalidAnnotationException failure(Throwable failure) {
		assertThat(failure).isNotNull();
		return (InvalidAnnotationException) NestedExceptionUtils.getMostSpecificCause(failure);
	}

	interface Sound {

		@AempExchange("price")
		String price(String article);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = Sound.class)
	static class Good {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = TypedClientsTests.PlainOrders.class)
	static class NoInterface {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = java.io.Serializable.class)
	static class NoMethods {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", basePackages = "io.aemp.nowhere")
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "", types = Sound.class)
	static class NoGroup {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = NoTagConfig.NoTag.class)
	static class NoTagConfig {

		interface NoTag {

			String price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = EmptyTagConfig.EmptyTag.class)
	static class EmptyTagConfig {

		interface EmptyTag {

			@AempExchange("")
			String price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = AFutureConfig.AFuture.class)
	static class AFutureConfig {

		interface AFuture {

			@AempExchange("price")
			Future<String> price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = StreamConfig.Stream.class)
	static class StreamConfig {

		interface Stream {

			@AempExchange("price")
			Flow.Publisher<String> price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = NothingConfig.Nothing.class)
	static class NothingConfig {

		interface Nothing {

			@AempExchange("price")
			Flux<Void> price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = ThreadsConfig.Threads.class)
	static class ThreadsConfig {

		interface Threads {

			@AempExchange("price")
			Flux<Thread> price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = TextsConfig.Texts.class)
	static class TextsConfig {

		interface Texts {

			@AempExchange("price")
			Flux<String> price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = InputConfig.Input.class)
	static class InputConfig {

		interface Input {

			@AempExchange("price")
			List<String> price(InputStream article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = OpenConfig.Open.class)
	static class OpenConfig {

		interface Open<T> {

			@AempExchange("price")
			CompletionStage<T> price(T article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = TwoPortsConfig.TwoPorts.class)
	static class TwoPortsConfig {

		interface TwoPorts {

			@AempExchange("price")
			String price(@ToPort String one, @ToPort String other);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = PortOfAnotherTypeConfig.PortOfAnotherType.class)
	static class PortOfAnotherTypeConfig {

		interface PortOfAnotherType {

			@AempExchange("price")
			String price(@ToPort int port);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = MessageFirstConfig.MessageFirst.class)
	static class MessageFirstConfig {

		interface MessageFirst {

			@AempExchange("price")
			String price(Message first, String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = TwoKeysConfig.TwoKeys.class)
	static class TwoKeysConfig {

		interface TwoKeys {

			@AempExchange("price")
			String price(@MemberKey String one, @MemberKey String other);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = NoTextConfig.NoText.class)
	static class NoTextConfig {

		interface NoText {

			@AempExchange("price")
			String price(@MemberKey Map<String, String> key);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = IdempotentSendConfig.IdempotentSend.class)
	static class IdempotentSendConfig {

		interface IdempotentSend {

			@AempExchange(value = "note", idempotent = true)
			void note(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = LimitOnlyConfig.LimitOnly.class)
	static class LimitOnlyConfig {

		interface LimitOnly {

			@AempExchange(value = "price", attemptTimeout = "1s")
			CompletionStage<String> price(String article);

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "orders", types = WrongLimitConfig.WrongLimit.class)
	static class WrongLimitConfig {

		interface WrongLimit {

			@AempExchange(value = "price", idempotent = true, attemptTimeout = "soon")
			String price(String article);

		}

	}

}

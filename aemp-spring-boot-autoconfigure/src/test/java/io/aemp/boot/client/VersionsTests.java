package io.aemp.boot.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Failure;
import io.aemp.annotation.Receive;
import io.aemp.annotation.ToPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.ReceiverInfo;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Old and new members of a family, and old and new clients. */
class VersionsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "aemp.client.prices.family=prices", "aemp.client.prices.timeout=60s")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withUserConfiguration(Clients.class);

	@Test
	void anOldMemberMovesANewCallToANewOne() {
		members(Old.class, New.class).run((context) -> {
			Prices prices = context.getBean(Prices.class);
			awaitMembers(prices, 2);
			for (int i = 0; i < 4; i++) {
				assertThat(prices.price("screw")).isEqualTo("new 2 screw");
				assertThat(prices.priceLater("screw")).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("new 2 screw");
				assertThat(prices.priceOrLower("screw")).isEqualTo("new 2 screw");
			}
		});
	}

	@Test
	void amongOldMembersANewCallIsSentAsALowerVersionIfItMay() {
		members(Old.class, Old.class).run((context) -> {
			Prices prices = context.getBean(Prices.class);
			awaitMembers(prices, 2);
			assertThat(prices.priceOrLower("screw")).isEqualTo("old screw");
			assertThat(prices.priceOrLowerLater("screw")).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("old screw");
			assertThat(prices.at(port(context, "member0"), "screw")).isEqualTo("old screw");
			assertThatExceptionOfType(ErrorAnswerException.class).isThrownBy(() -> prices.price("screw"))
				.satisfies((ex) -> assertThat(ex.reason().identifier()).isEqualTo(Reason.BAD_MESSAGE));
		});
	}

	@Test
	void anErrorOfTheMethodMovesNothing() {
		members(New.class, New.class).run((context) -> {
			Prices prices = context.getBean(Prices.class);
			awaitMembers(prices, 2);
			assertThatExceptionOfType(ErrorAnswerException.class).isThrownBy(() -> prices.priceOrLower("sold out"))
				.withMessageContaining("sold out: 2");
		});
	}

	@ParameterizedTest
	@CsvSource({ "price, new 1 screw", "price;v=2, new 2 screw", "price;v=3, new 3 screw", "price;v=4, new 2 screw",
			"price;v=999999999, new 2 screw" })
	void aMethodReceivesAllLaterVersionsThatNoOtherOneReceives(String tag, String answer) {
		members(New.class).run((context) -> assertThat(
				BoundedWait.get(context.getBean(Node.class).call(port(context, "member0"), tag, "screw")))
			.isEqualTo(Message.of(answer)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "price;v=1", "price;v=0", "price;v=02", "price;v=", "price;v=2+", "price;v=1234567890",
			"price;V=2", "prices;v=2", "price;v=2;v=3" })
	void otherTagsAreNoVersions(String tag) {
		members(New.class, Others.class, Killed.class).run((context) -> {
			Node node = context.getBean(Node.class);
			assertThat(node.call(port(context, "member0"), tag, "screw")).failsWithin(Duration.ofMinutes(1));
			assertThat(BoundedWait.get(node.call(port(context, "member1"), tag, "screw"))).isEqualTo(Message.of(tag));
			BlockingQueue<Reason> deaths = new LinkedBlockingQueue<>();
			node.monitor(port(context, "member2"), deaths::add);
			node.send(port(context, "member2"), tag, "screw");
			assertThat(BoundedWait.take(deaths).identifier()).isEqualTo(Reason.UNHANDLED_MESSAGE);
		});
	}

	@Test
	void toolsSeeTheVersions() {
		members(New.class)
			.run((context) -> assertThat(context.getBean(BeanMethods.class).receivers(port(context, "member0")))
				.extracting(ReceiverInfo::tag)
				.containsExactlyInAnyOrder("who", "price", "price;v=2+", "price;v=3"));
	}

	@Test
	void whatIsWrongIsSaidAtTheStart() {
		refuses(Point.class, "Method Point.price has the version '2.1', but a version is a whole number",
				"Write 2 for one version, or 2+");
		refuses(Twice.class, "both receive the tag 'price;v=2'", "another tag or version");
		refuses(NoTag.class, "Method NoTag.all has the version '2' and no tag", "Give it a tag");
		refuses(OpenClient.class, "Method Open.price of a client has the version '2+', but a message has one version",
				"Write 2.");
		refuses(HigherClient.class, "Method Higher.price has 'lowestVersion = \"2\"', which is not below its version 2",
				"Give a lower version");
		refuses(VoidClient.class, "Method Void.note has 'lowestVersion = \"1\"' and returns void",
				"CompletableFuture<Void>");
	}

	private void refuses(Class<?> bean, String... texts) {
		this.runner.withUserConfiguration(bean)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidAnnotationException.class,
						(ex) -> assertThat(ex.problem() + " " + ex.remedy()).contains(texts)));
	}

	private ApplicationContextRunner members(Class<?>... types) {
		ApplicationContextRunner members = this.runner;
		for (int i = 0; i < types.length; i++) {
			members = members.withBean("member" + i, types[i]);
		}
		return members;
	}

	private static void awaitMembers(Prices prices, int count) {
		Set<String> known = new HashSet<>();
		Awaitility.await().until(() -> {
			known.add(prices.who());
			return known.size() == count;
		});
	}

	private static String port(AssertableApplicationContext context, String bean) {
		return context.getBean(AempPorts.class).find(bean).map(Port::id).orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "prices", types = Prices.class)
	static class Clients {

	}

	interface Prices {

		@AempExchange("who")
		String who();

		@AempExchange(value = "price", version = "2")
		String price(String article);

		@AempExchange(value = "price", version = "2")
		CompletableFuture<String> priceLater(String article);

		@AempExchange(value = "price", version = "2", lowestVersion = "1")
		String priceOrLower(String article);

		@AempExchange(value = "price", version = "2", lowestVersion = "1")
		CompletableFuture<String> priceOrLowerLater(String article);

		@AempExchange(value = "price", version = "2", lowestVersion = "1")
		String at(@ToPort String port, String article);

	}

	static class Member {

		@Receive("who")
		String who(Port self) {
			return self.id();
		}

	}

	@AempPort(families = "prices")
	static class Old extends Member {

		@Receive("price")
		String price(String article) {
			return "old " + article;
		}

	}

	@AempPort(families = "prices")
	static class New extends Member {

		@Receive("price")
		String first(String article) {
			return price("1", article);
		}

		@Receive(value = "price", version = "2+")
		String second(String article) {
			return price("2", article);
		}

		@Receive(value = "price", version = "3")
		String third(String article) {
			return price("3", article);
		}

		private static String price(String version, String article) {
			if (article.equals("sold out")) {
				throw new IllegalArgumentException(article + ": " + version);
			}
			return "new " + version + " " + article;
		}

	}

	/** Receives all other tags by a method of its own. */
	@AempPort
	static class Others extends New {

		@Receive
		String others(String tag, String article) {
			return tag;
		}

	}

	@AempPort(failure = Failure.KILL)
	static class Killed extends New {

	}

	@AempPort
	static class Point {

		@Receive(value = "price", version = "2.1")
		void price() {
		}

	}

	@AempPort
	static class Twice {

		@Receive(value = "price", version = "2")
		void newer() {
		}

		@Receive(value = "price", version = "2+")
		void newest() {
		}

	}

	@AempPort
	static class NoTag {

		@Receive(version = "2")
		void all() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "prices", types = Open.class)
	static class OpenClient {

	}

	interface Open {

		@AempExchange(value = "price", version = "2+")
		String price();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "prices", types = Higher.class)
	static class HigherClient {

	}

	interface Higher {

		@AempExchange(value = "price", version = "2", lowestVersion = "2")
		String price();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "prices", types = Void.class)
	static class VoidClient {

	}

	interface Void {

		@AempExchange(value = "note", version = "2", lowestVersion = "1")
		void note();

	}

}

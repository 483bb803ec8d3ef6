package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempEndpointsAutoConfiguration;
import io.aemp.boot.autoconfigure.AempObservationAutoConfiguration;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.hop.Hop;
import io.aemp.boot.hop.RecentHops;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages that an operator follows from one node through others, over sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowedMessagesTests {

	private static final String[] SHOWN = { "aemp.observe-messages=true", "aemp.operations.inspection=true" };

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	private ConfigurableApplicationContext desk;

	@BeforeAll
	void start() {
		ConfigurableApplicationContext stock = start("stock", Stock.class, SHOWN);
		String seed = "aemp.seeds=" + stock.getBean(Node.class).network().listeners().get(0);
		start("shop", Shop.class, seed, SHOWN[0], SHOWN[1]);
		start("silent", Silent.class, seed, "aemp.observe-messages=true");
		this.desk = start("desk", Desk.class, seed, "aemp.observe-messages=true", "aemp.operations.changes=true",
				"management.endpoints.web.exposure.include=*");
		DeskPort port = this.desk.getBean(DeskPort.class);
		Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
			port.shop.order("nothing");
			port.silent.forget();
			return true;
		});
	}

	@AfterAll
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	private ConfigurableApplicationContext start(String node, Class<?> application, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("aemp.node-id=" + node, "aemp.binds=127.0.0.1:0", "aemp.secret=s",
					"aemp.client.stock.family=stocks", "aemp.client.shop.family=shops",
					"aemp.client.silent.family=silents", "spring.main.banner-mode=off")
			.properties(properties)
			.run();
		this.contexts.add(context);
		return context;
	}

	private WebEndpointResponse<OperatorAnswer> call(String json, String name) {
		String port = this.desk.getBean(AempPorts.class).portOf(this.desk.getBean(DeskPort.class)).id();
		return this.desk.getBean(AempPortsEndpoint.class).send(SecurityContext.NONE, json, true, name, port);
	}

	private List<NodeHops> find(String name, Duration longest) {
		return new MessageHops(this.desk.getBean(Node.class), this.desk.getBean(ElementConversion.class),
				this.desk.getBean(RecentHops.class), System::nanoTime, longest)
			.everywhere(name);
	}

	/** What happened first, then what happened because of it. */
	private static List<String> path(List<NodeHops> nodes) {
		Map<String, String> next = new HashMap<>();
		Map<String, String> texts = new HashMap<>();
		for (NodeHops of : nodes) {
			for (Hop hop : of.hops()) {
				next.put(hop.parent(), hop.id());
				texts.put(hop.id(), hop.kind() + " " + hop.tag() + " on " + of.node());
			}
		}
		return Stream.iterate(next.get("0"), (id) -> id != null, next::get).map(texts::get).toList();
	}

	@Test
	void aCallANestedCallAndAClientOfAFamily() {
		assertThat(call("[\"buy\", \"screws\"]", "try.1").getBody()).extracting(OperatorAnswer::answer)
			.isEqualTo(List.of("ordered"));
		// the hop of a handler ends after it has answered
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			List<NodeHops> nodes = find("try.1", Duration.ofSeconds(60));
			assertThat(nodes).extracting(NodeHops::node).containsExactly("desk", "shop", "stock");
			assertThat(nodes).extracting(NodeHops::problem).containsOnlyNulls();
			assertThat(nodes).flatExtracting(NodeHops::hops).extracting(Hop::duration).doesNotContainNull();
			assertThat(path(nodes)).containsExactly("CALL buy on desk", "RECEIVE buy on desk", "CALL order on desk",
					"RECEIVE order on shop", "CALL reserve on shop", "RECEIVE reserve on stock");
		});
		assertThat(this.desk.getBean(AempHopsEndpoint.class).messages().getBody())
			.asInstanceOf(InstanceOfAssertFactories.type(AempHopsEndpoint.Messages.class))
			.satisfies((shown) -> assertThat(shown.messages()).extracting(AempHopsEndpoint.Followed::message)
				.contains("try.1"));
	}

	@Test
	void aNodeThatDoesNotTell() {
		assertThat(call("[\"forget\"]", "try.2").getStatus()).isEqualTo(200);
		List<NodeHops> nodes = find("try.2", Duration.ofMillis(50));
		assertThat(nodes).extracting(NodeHops::node).containsExactly("desk", "silent");
		assertThat(nodes.get(1).problem()).startsWith("Node 'silent' has not answered within");
		assertThat(nodes.get(1).remedy()).contains("'aemp.operations.inspection'");
		assertThat(path(nodes)).startsWith("CALL forget on desk", "RECEIVE forget on desk");
	}

	@Test
	void aNodeThatTellsAnything() {
		Node own = this.desk.getBean(Node.class);
		AtomicReference<Object> answer = new AtomicReference<>();
		try (Node liar = Nodes.start(NodeConfiguration.builder()
			.nodeId("liar")
			.secret("s")
			.binds("127.0.0.1:0")
			.seeds(own.network().listeners())
			.build())) {
			liar.functions()
				.register(RemoteInspection.FUNCTION, (caller, question) -> liar.send(question.text(2), answer.get()));
			Awaitility.await().until(() -> own.network().isUp("liar") && liar.network().isUp("desk"));
			own.send("liar#port", this.desk.getBean(RecentHops.class).follow(Message.of("go"), "try.4"));
			for (Object odd : List.of(7, "text", Map.of(), Map.of("hops", 7), Map.of("hops", List.of(7)),
					Map.of("hops", List.of(Map.of("id", "1"))))) {
				answer.set(odd);
				assertThat(find("try.4", Duration.ofSeconds(60))).extracting(NodeHops::problem)
					.containsExactly(null, "Its answer has another form");
			}
			answer.set(Map.of("node", "desk", "hops", IntStream.range(0, 2000).mapToObj(this::invented).toList()));
			// nobody answers for the nodes that it has invented
			Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
				List<NodeHops> nodes = find("try.4", Duration.ofMillis(500));
				assertThat(nodes).hasSize(50).extracting(NodeHops::node).startsWith("desk", "liar");
				assertThat(nodes.get(1).hops()).hasSize(RecentHops.MOST);
			});
		}
	}

	private Map<String, Object> invented(int number) {
		return Map.of("message", "try.4", "id", "a" + number, "parent", "a" + (number + 1), "kind", "SEND", "port",
				"invented-" + number + "#port", "start", "2026-01-02T03:04:05Z");
	}

	@Test
	void whereNothingIsObserved() {
		ConfigurableApplicationContext context = start("alone", Stock.class, "aemp.operations.changes=true",
				"management.endpoints.web.exposure.include=*");
		String port = context.getBean(AempPorts.class).portOf(context.getBean(StockPort.class)).id();
		AempHopsEndpoint hops = context.getBean(AempHopsEndpoint.class);
		assertThat(hops.isOn()).isFalse();
		for (WebEndpointResponse<?> refused : List.of(hops.messages(), hops.hops("try.3"),
				context.getBean(AempPortsEndpoint.class)
					.send(SecurityContext.NONE, "[\"reserve\", \"screws\"]", true, "try.3", port))) {
			assertThat(refused.getStatus()).isEqualTo(409);
			assertThat(((OperatorAnswer) refused.getBody()).problem()).isEqualTo("Node 'alone' follows no messages");
			assertThat(((OperatorAnswer) refused.getBody()).remedy()).contains("'aemp.observe-messages'");
		}
	}

	@Test
	void whatIsNoName() {
		WebEndpointResponse<OperatorAnswer> refused = call("[\"buy\", \"screws\"]", "a name");
		assertThat(refused.getStatus()).isEqualTo(400);
		assertThat(refused.getBody().problem()).isEqualTo("'follow' is 'a name', which is no name for a message");
		assertThat(refused.getBody().remedy()).contains("1 to 40 letters");
	}

	/** Tries messages. */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ObservationAutoConfiguration.class, AempAutoConfiguration.class,
			AempObservationAutoConfiguration.class, AempEndpointsAutoConfiguration.class })
	static class Observing {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Observing.class, DeskPort.class })
	@ImportAempClients(group = "shop", types = ShopService.class)
	static class Desk {

		@Configuration(proxyBeanMethods = false)
		@ImportAempClients(group = "silent", types = SilentService.class)
		static class Others {

		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Observing.class, ShopPort.class })
	@ImportAempClients(group = "stock", types = StockService.class)
	static class Shop {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Observing.class, StockPort.class })
	static class Stock {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Observing.class, SilentPort.class })
	static class Silent {

	}

	interface ShopService {

		@AempExchange("order")
		String order(String article);

	}

	interface StockService {

		@AempExchange("reserve")
		boolean reserve(String article);

	}

	interface SilentService {

		@AempExchange("forget")
		String forget();

	}

	@AempPort
	static class DeskPort {

		private final ShopService shop;

		private final SilentService silent;

		DeskPort(ShopService shop, SilentService silent) {
			this.shop = shop;
			this.silent = silent;
		}

		@Receive("buy")
		String buy(String article) {
			return this.shop.order(article);
		}

		@Receive("forget")
		String forget() {
			return this.silent.forget();
		}

	}

	@AempPort(families = "shops")
	static class ShopPort {

		private final StockService stock;

		ShopPort(StockService stock) {
			this.stock = stock;
		}

		@Receive("order")
		String order(String article) {
			return this.stock.reserve(article) ? "ordered" : "sold out";
		}

	}

	@AempPort(families = "stocks")
	static class StockPort {

		@Receive("reserve")
		boolean reserve(String article) {
			return true;
		}

	}

	@AempPort(families = "silents")
	static class SilentPort {

		@Receive("forget")
		String forget() {
			return "forgotten";
		}

	}

}

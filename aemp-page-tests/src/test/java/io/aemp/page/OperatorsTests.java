package io.aemp.page;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.aemp.Node;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators see and change who have nothing but HTTP: two nodes of one network, in a
 * servlet application and in a reactive one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorsTests {

	private static final Logger logger = LoggerFactory.getLogger(OperatorsTests.class);

	private ConfigurableApplicationContext servlet;

	private ConfigurableApplicationContext reactive;

	private Node one;

	private Node two;

	@BeforeAll
	void start() {
		this.servlet = start(WebApplicationType.SERVLET, "shop/1", "");
		this.one = this.servlet.getBean(Node.class);
		this.reactive = start(WebApplicationType.REACTIVE, "shop/2", this.one.network().listeners().get(0));
		this.two = this.reactive.getBean(Node.class);
		Awaitility.await().until(() -> this.one.network().isUp("shop/2") && this.two.network().isUp("shop/1"));
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String node, String seeds) {
		return PageApplication.start(type,
				Stream.of("aemp.node-id=" + node, "aemp.seeds=" + seeds, "management.endpoints.web.exposure.include=*",
						"management.endpoint.aemp.access=unrestricted", "aemp.operations.changes=true",
						"aemp.operations.inspection=true", "aemp.observe-messages=true", "aemp.log-source.enabled=true",
						"aemp.operations.log=true"));
	}

	@AfterAll
	void close() {
		this.reactive.close();
		this.servlet.close();
	}

	private List<Node> nodes() {
		return List.of(this.one, this.two);
	}

	private String endpoints(Node node) {
		return PageApplication.endpoints((node == this.one) ? this.servlet : this.reactive);
	}

	private static void assertThatRefused(HttpResponse<String> response, int status, String... texts) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.body()).startsWith("{\"problem\":\"").contains(texts);
	}

	@Test
	void aPortIsKilled() {
		for (Node node : nodes()) {
			String port = node.open(PortOptions.DEFAULTS.label("victim")).id();
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(port, death::complete);
			String address = endpoints(node) + "aempports/" + port.replace("#", "%23");
			assertThat(Http.get(address).body()).contains("\"label\":\"victim\"");
			HttpResponse<String> response = Http.send("DELETE", address + "?reason=it%20hangs", "");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"done\":\"killed port " + port + ": it hangs\"}");
			assertThat(BoundedWait.get(death)).isEqualTo(Reason.of("operator", "it hangs"));
			assertThatRefused(Http.send("DELETE", address, ""), 404, "is dead", "'aempports'");
			assertThatRefused(Http.get(address), 404, "'aempports'");
		}
	}

	@Test
	void aMessageIsTried() {
		for (Node node : nodes()) {
			String port = node.open((message) -> node.send(message.text(1), "heard " + message.text(0))).id();
			String body = "{\"message\": \"[\\\"hello\\\"]\", \"call\": true, \"port\": \"" + port + "\"}";
			String done = "{\"done\":\"called with 'hello' to port " + port + "\",\"answer\":[\"heard hello\"]}";
			String address = endpoints(node) + "aempports/" + port.replace("#", "%23");
			assertThat(Http.send("POST", address, body).body()).isEqualTo(done);
			assertThat(Http.send("POST", endpoints(node) + "aemp/message", body).body()).isEqualTo(done);
			assertThatRefused(Http.send("POST", address, "{\"message\": \"hello\"}"), 400, "no list in JSON");
			assertThatRefused(Http.send("POST", address, "{}"), 400, "message");
			assertThatRefused(Http.send("POST", endpoints(node) + "aemp/other", body), 404, "none of this name");
			for (String page : new String[] { "message", "kill", "disconnect" }) {
				assertThatRefused(Http.send("POST", endpoints(node) + "aemp/" + page, "{}"), 400, "is missing");
			}
		}
	}

	@Test
	void aMessageIsFollowedToAnotherNode() {
		for (Node node : nodes()) {
			Node other = (node == this.one) ? this.two : this.one;
			String name = "from-" + ((node == this.one) ? "servlet" : "reactive");
			String body = "{\"message\": \"[\\\"pass\\\", \\\"" + greeter(other)
					+ "\\\", \\\"Ann\\\"]\", \"follow\": \"" + name + "\"}";
			String address = endpoints(node) + "aempports/" + greeter(node).replace("#", "%23");
			assertThat(Http.send("POST", address, body).statusCode()).isEqualTo(200);
			for (String hops : new String[] { "aemphops/" + name, "aemp/hops?message=" + name }) {
				Awaitility.await()
					.untilAsserted(() -> assertThat(Http.get(endpoints(node) + hops).body())
						.startsWith(
								"{\"message\":\"" + name + "\",\"nodes\":[{\"node\":\"" + node.id() + "\",\"hops\":[{")
						.contains("\"kind\":\"SEND\"", "{\"node\":\"" + other.id() + "\",\"hops\":[{",
								"\"label\":\"the greeter\",\"tag\":\"greet\"", "\"duration\":\"PT"));
			}
			for (String messages : new String[] { "aemphops", "aemp/messages" }) {
				assertThat(Http.get(endpoints(node) + messages).body()).contains("\"message\":\"" + name + "\"");
			}
			assertThat(Http.get(endpoints(node) + "aempremote/hops/" + other.id() + "?message=" + name).body())
				.contains("\"source\":\"" + node.id() + "\"");
			assertThatRefused(Http.send("POST", address, body.replace(name, "no name")), 400, "'no name'");
		}
	}

	private String greeter(Node node) {
		ConfigurableApplicationContext context = (node == this.one) ? this.servlet : this.reactive;
		return context.getBean(AempPorts.class).portOf(context.getBean(PageApplication.Greeter.class)).id();
	}

	@Test
	void thePageKillsAndDisconnects() {
		for (Node node : nodes()) {
			String page = endpoints(node) + "aemp/";
			String port = node.open().id();
			assertThat(
					Http.send("POST", page + "kill", "{\"port\": \"" + port + "\", \"reason\": \"it hangs\"}").body())
				.isEqualTo("{\"done\":\"killed port " + port + ": it hangs\"}");
			assertThatRefused(Http.send("POST", page + "disconnect", "{\"node\": \"no/body\"}"), 404, "'no/body'");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"seeds": "host:99999"}    | 400 | 'host:99999' has a port above 65535
			{"logLevel": "loud"}       | 400 | loud is not a log level
			{"drain": "maybe"}         | 400 | 'drain' is 'maybe', but must be true or false
			{"drain": false}           | 409 | Nothing takes a node back into service
			{}                         | 400 | There is nothing to change
			""")
	void whatTheNodeDoesNotDo(String body, int status, String problem) {
		for (Node node : nodes()) {
			assertThatRefused(Http.send("POST", endpoints(node) + "aempnodes", body), status, problem);
		}
	}

	@Test
	void theLogOfTheNetworkIsShownToThoseWhoLook() {
		for (Node node : nodes()) {
			String log = endpoints(node) + "aemp/log?level=error";
			Awaitility.await().untilAsserted(() -> {
				// what was logged before somebody looked is not shown
				logger.error("the disk is full");
				assertThat(Http.get(log).body()).contains("\"node\":\"shop/1\",\"level\":\"ERROR\"",
						"\"node\":\"shop/2\",\"level\":\"ERROR\"", "\"text\":\"the disk is full\"");
			});
			assertThat(Http.get(log + "&after=1000000").body()).contains("the disk is full");
			assertThatRefused(Http.get(endpoints(node) + "aemp/log?level=loud"), 400, "loud is not a log level");
		}
	}

	@Test
	void aConnectionThatIsNotThere() {
		for (Node node : nodes()) {
			assertThatRefused(Http.send("DELETE", endpoints(node) + "aempnodes/no/body", ""), 404, "'no/body'",
					"'aempnodes'");
		}
	}

	@Test
	void theSeedsAndTheLogAreChanged() {
		for (Node node : nodes()) {
			String address = endpoints(node) + "aempnodes";
			assertThat(Http.send("POST", address, "{\"seeds\": \"127.0.0.1:1, 127.0.0.1:2\", \"logLevel\": \"warn\"}"))
				.satisfies((response) -> {
					assertThat(response.statusCode()).isEqualTo(200);
					assertThat(response.body()).isEqualTo("{\"done\":\"the seeds are [127.0.0.1:1, 127.0.0.1:2]; "
							+ "other nodes receive no records beyond WARN\"}");
				});
			Awaitility.await()
				.until(() -> Http.get(address).body(),
						(shown) -> shown.contains("\"seeds\":[\"127.0.0.1:1\",\"127.0.0.1:2\"]"));
			assertThat(Http.send("POST", address, "{\"seeds\": \"\"}").body()).contains("no seeds any more");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			aempnodes?limit=x          | 400 | 'limit' is 'x', but must be a whole number
			aempnodes?limit=-1         | 400 | 'limit' is -1, but must be between 0 and 1000
			aempevents?kind=birth      | 400 | 'kind' is 'birth', but must be one of peer-up, peer-down,
			aempnodes/nobody           | 404 | 'aempnodes'
			aempfamilies/none          | 404 | 'aempfamilies'
			aempremote                 | 400 | aempremote/VIEW/NODE
			aempremote/ports           | 400 | aempremote/VIEW/NODE
			aempremote/ports/a%23b     | 400 | 'a#b' is not the ID of a node
			aempremote/ports/nobody    | 502 | Node 'nobody' cannot be asked
			""")
	void questionsWithoutAnswer(String question, int status, String problem) {
		for (Node node : nodes()) {
			assertThatRefused(Http.get(endpoints(node) + question), status, problem);
		}
	}

	@Test
	void anotherNodeIsShown() {
		for (Node node : nodes()) {
			String other = (node == this.one) ? "shop/2" : "shop/1";
			assertThat(Http.get(endpoints(node) + "aempremote/ports/" + other + "?label=the%20greeter").body())
				.contains("\"node\":\"" + other + "\"", "\"total\":1", "\"tags\":[\"fail\",\"greet\",\"pass\"]");
			assertThat(Http.get(endpoints(node) + "aempremote/nodes/" + other).body()).contains("\"draining\":false",
					"\"node\":\"" + node.id() + "\"");
			assertThat(Http.get(endpoints(node) + "aempremote/families/" + other).body()).contains("\"greeters\":{");
			assertThat(Http.get(endpoints(node) + "aempremote/events/" + other + "?kind=peer-up").body())
				.contains("\"kind\":\"peer-up\"");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			threads/OTHER              | Node OTHER shows no 'threads', only [events, families, hops, nodes, ports]
			ports/OTHER?limit=1001     | 'limit' is 1001, but must be between 0 and 1000
			events/OTHER?kind=birth    | 'kind' is 'birth', but must be one of
			events/OTHER?after=x       | 'after' is 'x', but must be a whole number
			""")
	void whatAnotherNodeRefuses(String question, String problem) {
		for (Node node : nodes()) {
			String other = (node == this.one) ? "shop/2" : "shop/1";
			assertThatRefused(Http.get(endpoints(node) + "aempremote/" + question.replace("OTHER", other)), 400,
					problem.replace("OTHER", other));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ports", "nodes" })
	void anotherNodeIsNotChanged(String view) {
		for (String method : new String[] { "POST", "DELETE" }) {
			assertThat(Http.send(method, endpoints(this.one) + "aempremote/" + view + "/shop/2", "{}").statusCode())
				.isEqualTo(405);
		}
	}

	/** Comes last, because there is no way back. */
	@Test
	@Order(Integer.MAX_VALUE)
	void aNodeIsTakenOutOfService() {
		String drain = "{\"drain\": true}";
		String endpoints = endpoints(this.two);
		assertThat(Http.get(endpoints + "health").statusCode()).isEqualTo(200);
		assertThat(Http.send("POST", endpoints + "aempnodes", drain).statusCode()).isEqualTo(200);
		assertThat(Http.get(endpoints + "aempnodes").body()).contains("\"draining\":true");
		assertThat(Http.get(endpoints + "health")).satisfies((health) -> {
			assertThat(health.statusCode()).isEqualTo(503);
			assertThat(health.body()).contains("OUT_OF_SERVICE");
		});
		for (String again : new String[] { "aempnodes", "aemp/drain" }) {
			assertThatRefused(Http.send("POST", endpoints + again, drain), 409, "out of service already",
					"Restart the application");
		}
	}

}

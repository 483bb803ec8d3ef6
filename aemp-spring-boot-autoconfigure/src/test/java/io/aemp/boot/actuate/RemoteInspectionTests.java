package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.aemp.ExecutionPolicy;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.PortOptions;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempEndpointsAutoConfiguration;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.runtime.Nodes;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What a node sees of another one, which lets it or does not. */
class RemoteInspectionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=shown/1", "aemp.secret=s", "aemp.binds=127.0.0.1:0",
				"management.endpoints.web.exposure.include=*")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempEndpointsAutoConfiguration.class));

	@Test
	void anotherNode() {
		this.runner.withPropertyValues("aemp.operations.inspection=true").run((context) -> {
			Node shown = context.getBean(Node.class);
			shown.open(PortOptions.DEFAULTS.label("odd"));
			shown.database().set("fruit", "apple", List.of(1, "red"));
			try (Node asking = asking(shown)) {
				AempRemoteEndpoint endpoint = endpoint(context, asking);
				assertThat(body(ask(endpoint, "nodes", null, null))).containsEntry("node", "shown/1")
					.containsEntry("role", "GLOBAL")
					.containsEntry("draining", false)
					.extractingByKey("peers", InstanceOfAssertFactories.LIST)
					.singleElement(InstanceOfAssertFactories.MAP)
					.containsEntry("node", "asking")
					.containsEntry("state", "UP");
				assertThat(body(ask(endpoint, "ports", null, "odd"))).containsEntry("total", 1L)
					.extractingByKey("ports", InstanceOfAssertFactories.LIST)
					.singleElement(InstanceOfAssertFactories.MAP)
					.containsEntry("label", "odd");
				assertThat(body(ask(endpoint, "families", null, null)))
					.extractingByKey("families", InstanceOfAssertFactories.MAP)
					.containsEntry("fruit", Map.of("apple", List.of(1L, "red")));
				assertThat(body(ask(endpoint, "hops", null, null))).containsEntry("hops", List.of())
					.containsEntry("problem", "Node 'shown/1' follows no messages");
				assertThat(body(ask(endpoint, "events", 1, null))).containsEntry("node", "shown/1");
				assertThat(ask(endpoint, "ports", 1001, null)).satisfies((refused) -> {
					assertThat(refused.getStatus()).isEqualTo(400);
					assertThat(problem(refused)).isEqualTo("'limit' is 1001, but must be between 0 and 1000");
				});
				assertThat(problem(ask(endpoint, "threads", null, null)))
					.isEqualTo("Node shown/1 shows no 'threads', only [events, families, hops, nodes, ports]");
			}
		});
	}

	@Test
	void aNodeThatDoesNotLetIt() {
		this.runner.run((context) -> refuses(context));
		this.runner.withPropertyValues("aemp.operations.inspection=true")
			.withBean(ExecutionPolicy.class, () -> (node, function) -> !function.equals("io.aemp::inspect"))
			.run((context) -> refuses(context));
	}

	private static void refuses(ApplicationContext context) {
		try (Node asking = asking(context.getBean(Node.class))) {
			AempRemoteEndpoint impatient = new AempRemoteEndpoint(asking, context.getBean(ElementConversion.class),
					Duration.ofMillis(50));
			assertThat(ask(impatient, "ports", null, null)).satisfies((refused) -> {
				assertThat(refused.getStatus()).isEqualTo(504);
				assertThat(problem(refused)).isEqualTo("Node 'shown/1' has not answered within 50 ms");
				assertThat(((OperatorAnswer) refused.getBody()).remedy()).contains("'aemp.operations.inspection'",
						"'io.aemp::inspect'");
			});
		}
	}

	@Test
	void whatIsNoNode() {
		this.runner.run((context) -> {
			AempRemoteEndpoint endpoint = context.getBean(AempRemoteEndpoint.class);
			for (String id : List.of("other#port", "a b", "")) {
				assertThat(ask(endpoint, null, null, "ports", id).getStatus()).isEqualTo(400);
			}
			assertThat(ask(endpoint, null, null).getStatus()).isEqualTo(400);
		});
	}

	private static Node asking(Node shown) {
		Node asking = Nodes.start(NodeConfiguration.builder()
			.nodeId("asking")
			.secret("s")
			.binds("127.0.0.1:0")
			.seeds(shown.network().listeners())
			.build());
		Awaitility.await().until(() -> asking.network().isUp(shown.id()) && shown.network().isUp(asking.id()));
		return asking;
	}

	private static AempRemoteEndpoint endpoint(ApplicationContext context, Node asking) {
		return new AempRemoteEndpoint(asking, context.getBean(ElementConversion.class));
	}

	private static WebEndpointResponse<?> ask(AempRemoteEndpoint endpoint, String view, @Nullable Integer limit,
			@Nullable String label) {
		return ask(endpoint, limit, label, view, "shown", "1");
	}

	private static WebEndpointResponse<?> ask(AempRemoteEndpoint endpoint, @Nullable Integer limit,
			@Nullable String label, String... path) {
		return endpoint.ask(limit, null, label, null, null, null, null, null, null, null, null, path);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> body(WebEndpointResponse<?> answer) {
		assertThat(answer.getStatus()).as(() -> String.valueOf(answer.getBody())).isEqualTo(200);
		return (Map<String, Object>) answer.getBody();
	}

	private static @Nullable String problem(WebEndpointResponse<?> answer) {
		return ((OperatorAnswer) answer.getBody()).problem();
	}

}

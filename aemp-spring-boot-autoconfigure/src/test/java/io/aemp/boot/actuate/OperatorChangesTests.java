package io.aemp.boot.actuate;

import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempEndpointsAutoConfiguration;
import io.aemp.boot.autoconfigure.AempHealthContributorAutoConfiguration;
import io.aemp.boot.autoconfigure.AempLogAutoConfiguration;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators change by the endpoints, as requests of the web reach these. */
@ExtendWith(OutputCaptureExtension.class)
class OperatorChangesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "management.endpoints.web.exposure.include=*",
				"aemp.operations.changes=true")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempEndpointsAutoConfiguration.class,
				AempHealthContributorAutoConfiguration.class));

	@Test
	void aPortIsKilled(CapturedOutput output) {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			Port port = node.open((message) -> {
			});
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(port.id(), death::complete);
			Answer answer = delete(context, Map.of("id", new String[] { port.id() }, "reason", "it hangs"));
			assertThat(answer.status).isEqualTo(200);
			assertThat(answer.body.done()).isEqualTo("killed port " + port.id() + ": it hangs");
			assertThat(BoundedWait.get(death)).isEqualTo(Reason.of("operator", "it hangs"));
			assertThat(output).contains("By operator alice: killed port " + port.id());
			assertThat(delete(context, Map.of("id", new String[] { port.id() }))).satisfies((again) -> {
				assertThat(again.status).isEqualTo(404);
				assertThat(again.body.problem()).isEqualTo("Port '" + port.id() + "' is dead");
			});
		});
	}

	@Test
	void whatCannotBeKilled() {
		this.runner.run((context) -> {
			String port = context.getBean(Node.class).open((message) -> {
			}).id();
			assertThat(delete(context, Map.of("id", new String[] { "other", "1#a" }))).satisfies((answer) -> {
				assertThat(answer.status).isEqualTo(400);
				assertThat(answer.body.problem()).isEqualTo("'other/1#a' is not a port of this node, test");
				assertThat(answer.body.remedy()).contains("%23");
			});
			for (String reason : List.of(" ", "two\nlines", "x".repeat(501))) {
				Answer answer = delete(context, Map.of("id", new String[] { port }, "reason", reason));
				assertThat(answer.status).isEqualTo(400);
				assertThat(answer.body.problem()).contains("must be one line of 1 to 500");
			}
			assertThat(context.getBean(AempPortsEndpoint.class).port(port)).isNotNull();
			assertThat(delete(context, Map.of("id", new String[] { "test" })).status).isEqualTo(404);
		});
	}

	@Test
	void aMessageIsSent(CapturedOutput output) {
		this.runner.run((context) -> {
			CompletableFuture<Message> received = new CompletableFuture<>();
			String port = context.getBean(Node.class).open(received::complete).id();
			Answer answer = send(context, port, "[\"add\", \"screws\", 7, [true, null]]");
			assertThat(answer.body.done()).isEqualTo("sent 'add' and 3 more to port " + port);
			assertThat(BoundedWait.get(received)).isEqualTo(Message.of("add", "screws", 7, Arrays.asList(true, null)));
			assertThat(output).contains("By operator alice: sent 'add'").doesNotContain("screws");
		});
	}

	@Test
	void aPortIsCalled() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			PortChanges changes = new PortChanges(node, context.getBean(OperatorChanges.class),
					context.getBean(MessageHops.class), Duration.ofMillis(50));
			Port port = node.open()
				.receive("echo", (message) -> node.send(message.text(1), message.get(0), message.get(0)))
				.receive("refuse", (message) -> node.answerWithError(message.text(0), Reason.of("busy", "later")))
				.receive("forget", (message) -> {
				});
			assertThat(call(changes, port, "[\"echo\", 7]").body.answer()).isEqualTo(List.of(7, 7));
			assertThat(call(changes, port, "[\"refuse\"]")).satisfies((refused) -> {
				assertThat(refused.status).isEqualTo(502);
				assertThat(refused.body.problem()).contains("answered with an error", "later");
			});
			assertThat(call(changes, port, "[\"forget\"]")).satisfies((refused) -> {
				assertThat(refused.status).isEqualTo(504);
				assertThat(refused.body.problem()).contains("has not answered within 50 ms");
			});
			assertThat(call(changes, port, "[\"odd\"]")).satisfies((refused) -> {
				assertThat(refused.status).isEqualTo(502);
				assertThat(refused.body.problem()).contains("died: unhandled_message");
			});
		});
	}

	@Test
	void whatIsNotSent() {
		this.runner.run((context) -> {
			String port = context.getBean(Node.class).open((message) -> {
			}).id();
			for (String message : List.of("", "hello", "{}", "[1")) {
				assertThat(send(context, port, message).status).as(message).isEqualTo(400);
			}
			assertThat(send(context, "other#1", "[]").status).isEqualTo(400);
			assertThat(send(context, port + "x", "[]").status).isEqualTo(404);
		});
	}

	@Test
	void seeds() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0").run((context) -> {
			assertThat(post(context, Map.of("seeds", "127.0.0.1:1, 127.0.0.1:2")).body.done())
				.isEqualTo("the seeds are [127.0.0.1:1, 127.0.0.1:2]");
			Awaitility.await()
				.until(() -> context.getBean(Node.class).network().seeds(),
						List.of("127.0.0.1:1", "127.0.0.1:2")::equals);
			Answer wrong = post(context, Map.of("seeds", "host"));
			assertThat(wrong.status).isEqualTo(400);
			assertThat(wrong.body.problem()).contains("'host'");
			assertThat(wrong.body.remedy()).contains("4040");
			Answer nothing = post(context, Map.of());
			assertThat(nothing.status).isEqualTo(400);
			assertThat(nothing.body.remedy()).contains("'seeds'", "'drain'");
		});
		this.runner.run((context) -> assertThat(post(context, Map.of("seeds", "127.0.0.1:1")).status).isEqualTo(409));
	}

	@Test
	void aConnectionIsEnded() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0").run((context) -> {
			Node node = context.getBean(Node.class);
			try (Node other = Nodes.start(NodeConfiguration.builder()
				.nodeId("other/1")
				.secret("s")
				.seeds(node.network().listeners())
				.build())) {
				Awaitility.await().until(() -> node.network().isUp(other.id()));
				CompletableFuture<Reason> loss = new CompletableFuture<>();
				node.monitor(other.open().id(), loss::complete);
				Map<String, Object> path = Map.of("id", new String[] { "other", "1" });
				assertThat(request(context, "aempnodes", WebEndpointHttpMethod.DELETE, path).body.done())
					.isEqualTo("ended the connection to other/1");
				assertThat(BoundedWait.get(loss).identifier()).isEqualTo(Reason.TRANSPORT_ERROR);
			}
		});
	}

	@Test
	void whatOtherNodesReceiveOfTheLog() {
		this.runner.withPropertyValues("aemp.log-source.enabled=true")
			.withConfiguration(AutoConfigurations.of(AempLogAutoConfiguration.class))
			.run((context) -> {
				assertThat(post(context, Map.of("logLevel", "warn")).body.done())
					.isEqualTo("other nodes receive no records beyond WARN");
				Answer wrong = post(context, Map.of("logLevel", "loud"));
				assertThat(wrong.status).isEqualTo(400);
				assertThat(wrong.body.problem())
					.startsWith("loud is not a log level: give a number from 0 to 9, or off,");
			});
		this.runner.run((context) -> assertThat(post(context, Map.of("logLevel", "warn"))).satisfies((refused) -> {
			assertThat(refused.status).isEqualTo(409);
			assertThat(refused.body.remedy()).contains("'aemp.log-source.enabled'");
		}));
	}

	@Test
	void aDrainedNodeIsFoundNoMoreAndGoesOnToAnswer() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0").run((context) -> {
			Node node = context.getBean(Node.class);
			Port port = node.open((message) -> node.send(message.text(0), "done"));
			node.database().register("workers", port.id());
			assertThat(BoundedWait.get(node.database().entries("workers"))).containsKey(port.id());
			AempHealthIndicator health = context.getBean(AempHealthIndicator.class);
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
			assertThat(post(context, Map.of("drain", "true")).status).isEqualTo(200);
			assertThat(BoundedWait.get(node.database().entries("workers"))).isEmpty();
			assertThat(BoundedWait.get(node.call(port.id())).text(0)).isEqualTo("done");
			assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(context.getBean(AempNodesEndpoint.class).nodes(null, null).draining()).isTrue();
			for (boolean wanted : new boolean[] { true, false }) {
				Answer refused = post(context, Map.of("drain", String.valueOf(wanted)));
				assertThat(refused.status).isEqualTo(409);
				assertThat(refused.body.remedy()).startsWith("Restart the application");
			}
		});
	}

	@Test
	void offByDefault() {
		this.runner.withPropertyValues("aemp.operations.changes=false").run((context) -> {
			String port = context.getBean(Node.class).open((message) -> {
			}).id();
			assertThat(List.of(delete(context, Map.of("id", new String[] { port })), send(context, port, "[]"),
					post(context, Map.of("drain", "true"))))
				.allSatisfy((answer) -> {
					assertThat(answer.status).isEqualTo(403);
					assertThat(answer.body.remedy()).contains("'aemp.operations.changes'");
				});
			assertThat(context.getBean(AempPortsEndpoint.class).port(port)).isNotNull();
		});
	}

	private static Answer delete(ApplicationContext context, Map<String, Object> arguments) {
		return request(context, "aempports", WebEndpointHttpMethod.DELETE, arguments);
	}

	private static Answer send(ApplicationContext context, String port, String message) {
		return request(context, "aempports", WebEndpointHttpMethod.POST,
				Map.of("id", new String[] { port }, "message", message));
	}

	private static Answer call(PortChanges changes, Port port, String message) {
		return Answer.of(changes.send(new Alice(), message, true, null, port.id()));
	}

	private static Answer post(ApplicationContext context, Map<String, Object> arguments) {
		return request(context, "aempnodes", WebEndpointHttpMethod.POST, arguments);
	}

	private static Answer request(ApplicationContext context, String endpoint, WebEndpointHttpMethod method,
			Map<String, Object> arguments) {
		Object response = new WebEndpointDiscoverer(context, new ConversionServiceParameterValueMapper(),
				EndpointMediaTypes.DEFAULT, List.of(), List.of(), List.of(), List.of(), List.of())
			.getEndpoints()
			.stream()
			.filter((found) -> found.getEndpointId().toLowerCaseString().equals(endpoint))
			.flatMap((found) -> found.getOperations().stream())
			.filter((operation) -> operation.getRequestPredicate().getHttpMethod() == method)
			.findFirst()
			.orElseThrow()
			.invoke(new InvocationContext(new Alice(), arguments));
		return Answer.of((WebEndpointResponse<?>) response);
	}

	private record Answer(int status, OperatorAnswer body) {

		static Answer of(WebEndpointResponse<?> response) {
			return new Answer(response.getStatus(), (OperatorAnswer) response.getBody());
		}

	}

	private static final class Alice implements SecurityContext {

		@Override
		public Principal getPrincipal() {
			return () -> "alice";
		}

		@Override
		public boolean isUserInRole(String role) {
			return false;
		}

	}

}

package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.aemp.Dispatcher;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Process;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempEndpointsAutoConfiguration;
import io.aemp.boot.autoconfigure.AempHealthContributorAutoConfiguration;
import io.aemp.boot.handler.ReceiverInfo;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Tests for the endpoints and the health contributor, and their auto-configuration. */
class EndpointTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "management.endpoints.web.exposure.include=*")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempEndpointsAutoConfiguration.class,
				AempHealthContributorAutoConfiguration.class))
		.withBean("greeter", Greeter.class);

	@Test
	void showsPorts() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("greeter").orElseThrow().id();
			BoundedWait.get(node.call(port, "greet"));
			BoundedWait.get(node.database().entries("greeters"));
			AempPortsEndpoint endpoint = context.getBean(AempPortsEndpoint.class);
			// the end of the call may still be on its way to the mailbox
			Awaitility.await().until(() -> all(endpoint).ports().get(0).mailbox() == 0);
			AempPortsEndpoint.Ports ports = all(endpoint);
			assertThat(ports.node()).isEqualTo("test");
			assertThat(ports.ports()).singleElement().satisfies((shown) -> {
				assertThat(shown.id()).isEqualTo(port);
				assertThat(shown.bean()).isEqualTo("greeter");
				assertThat(shown.label()).isEqualTo("the greeter");
				assertThat(shown.tags()).isEqualTo(Set.of("greet"));
				assertThat(shown.defaultReceiver()).isTrue();
				assertThat(shown.families()).isEqualTo(List.of("greeters"));
				assertThat(shown.mailbox()).isZero();
				assertThat(shown.received()).isEqualTo(1);
				assertThat(shown.failures()).isZero();
				assertThat(shown.methods()).containsExactlyInAnyOrder(
						new ReceiverInfo("Greeter.greet", "greet", "last element", 0),
						new ReceiverInfo("Greeter.others", null, "last element, if it is left over: acknowledged", 0));
			});
		});
	}

	@Test
	void showsProcesses() {
		this.runner.withBean("clerk", Clerk.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String process = context.getBean(AempPorts.class).find("clerk").orElseThrow().id();
			BoundedWait.get(node.call(process, "serve"));
			BoundedWait.get(node.database().entries("clerks"));
			AempPortsEndpoint endpoint = context.getBean(AempPortsEndpoint.class);
			assertThat(endpoint.ports(null, null, "clerk.work", null, null).ports()).singleElement()
				.satisfies((shown) -> {
					assertThat(shown.id()).isEqualTo(process);
					assertThat(shown.bean()).isEqualTo("clerk");
					assertThat(shown.families()).isEqualTo(List.of("clerks"));
					assertThat(shown.methods()).isEmpty();
				});
		});
	}

	@Test
	void countsTheFailuresOfEachMethod() {
		this.runner.withBean("picky", Picky.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("picky").orElseThrow().id();
			for (int i = 0; i < 3; i++) {
				node.send(port, "fail");
			}
			node.send(port, "unknown");
			AempPortsEndpoint endpoint = context.getBean(AempPortsEndpoint.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(endpoint.ports(null, null, "picky", null, null).ports()).singleElement()
					.satisfies((shown) -> {
						assertThat(shown.failures()).isEqualTo(4);
						assertThat(shown.methods()).extracting(ReceiverInfo::tag, ReceiverInfo::failures)
							.containsExactlyInAnyOrder(tuple("fail", 3L), tuple("work", 0L));
					}));
		});
	}

	@Test
	void showsFamiliesAsReadableValues() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			node.database().set("odd", "bytes", new byte[] { 65, 66 });
			node.database().set("odd", "nested", List.of(Map.of("a", new byte[] { 67 }), 1L));
			node.database().set("odd", "none");
			node.database().set("odd", "binary", new byte[] { 0, -1 });
			node.database().set("odd", "long", List.of("x".repeat(5000), "y"));
			BoundedWait.get(node.database().entries("odd"));
			AempFamiliesEndpoint endpoint = context.getBean(AempFamiliesEndpoint.class);
			AempFamiliesEndpoint.Family family = endpoint.family("odd", null, null);
			assertThat(family).isNotNull();
			assertThat(family.contents()).containsEntry("bytes", "AB")
				.containsEntry("nested", List.of(Map.of("a", "C"), 1L))
				.containsEntry("none", Optional.empty())
				.containsEntry("binary", "0x00ff")
				.containsEntry("long", List.of("x".repeat(4000) + "... 5000 characters", "... 1 characters"));
			assertThat(family.total()).isEqualTo(5);
			assertThat(endpoint.family("odd", 2, 0)).isNotNull()
				.satisfies((part) -> assertThat(part.total()).isEqualTo(5))
				.satisfies((part) -> assertThat(part.contents()).containsOnlyKeys("binary", "bytes"));
			AempFamiliesEndpoint.Families part = endpoint.families(2, 0);
			assertThat(part.total()).isEqualTo(6);
			assertThat(part.families()).containsOnlyKeys("greeters", "odd")
				.hasEntrySatisfying("odd", (contents) -> assertThat(contents).containsOnlyKeys("binary"));
			assertThat(endpoint.families(100, 5).families().get("odd")).containsOnlyKeys("none");
			assertThat(endpoint.families(null, null).families()).containsKeys("greeters", "odd");
			assertThat(endpoint.family("missing", null, null)).isNull();
		});
	}

	@Test
	void showsAPartOfManyPorts() {
		int many = 3000;
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			for (int i = 0; i < many; i++) {
				Port port = node.open(new PortOptions((i % 2 == 0) ? "even" : "odd", Dispatcher.POOL, 0));
				port.receive("tag" + i, (message) -> {
				});
			}
			AempPortsEndpoint endpoint = context.getBean(AempPortsEndpoint.class);
			assertThat(all(endpoint).total()).isEqualTo(many + 1);
			assertThat(all(endpoint).ports()).hasSize(100)
				.isSortedAccordingTo(Comparator.comparing((port) -> port.id()));
			List<String> ids = new ArrayList<>();
			for (int offset = 0; offset <= many; offset += 1000) {
				endpoint.ports(1000, offset, null, null, null).ports().forEach((port) -> ids.add(port.id()));
			}
			assertThat(ids).hasSize(many + 1).doesNotHaveDuplicates().isSorted();
			assertThat(endpoint.ports(7, 1, "odd", null, null)).satisfies((ports) -> {
				assertThat(ports.total()).isEqualTo(many / 2);
				assertThat(ports.offset()).isEqualTo(1);
				assertThat(ports.ports()).hasSize(7).allSatisfy((port) -> assertThat(port.label()).isEqualTo("odd"));
			});
			assertThat(endpoint.ports(null, null, null, "tag7", null).ports()).singleElement()
				.satisfies((port) -> assertThat(port.tags()).isEqualTo(Set.of("tag7")));
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(endpoint.ports(null, null, null, null, "greeters").ports()).singleElement()
							.satisfies((port) -> assertThat(port.bean()).isEqualTo("greeter")));
			assertThat(endpoint.ports(0, null, null, null, null).ports()).isEmpty();
			assertThat(endpoint.ports(null, 5000, null, null, null).ports()).isEmpty();
		});
	}

	@Test
	void refusesParametersOutOfRange() {
		this.runner.run((context) -> {
			AempPortsEndpoint ports = context.getBean(AempPortsEndpoint.class);
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> ports.ports(1001, null, null, null, null))
				.withMessage("'limit' is 1001, but must be between 0 and 1000");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> context.getBean(AempFamiliesEndpoint.class).families(null, -1))
				.withMessageContaining("'offset' is -1");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> context.getBean(AempNodesEndpoint.class).nodes(-1, null));
		});
	}

	private static AempPortsEndpoint.Ports all(AempPortsEndpoint endpoint) {
		return endpoint.ports(null, null, null, null, null);
	}

	@Test
	void showsNodes() {
		this.runner.run((context) -> {
			AempNodesEndpoint.Nodes nodes = context.getBean(AempNodesEndpoint.class).nodes(null, null);
			assertThat(nodes.node()).isEqualTo("test");
			assertThat(nodes.role()).isEqualTo(Network.Role.LOCAL);
			assertThat(nodes.peers()).isEmpty();
		});
	}

	@Test
	void showsWhatWaitsForAPeer() {
		this.runner
			.withPropertyValues("aemp.secret=s", "aemp.binds=", "aemp.seeds=127.0.0.1:1",
					"aemp.flow-control.send-high-water-mark=10B", "aemp.flow-control.send-low-water-mark=1B")
			.run((context) -> {
				context.getBean(Node.class).send("nowhere#port", new byte[1000]);
				AempNodesEndpoint endpoint = context.getBean(AempNodesEndpoint.class);
				Awaitility.await()
					.untilAsserted(
							() -> assertThat(endpoint.nodes(null, null).peers()).singleElement().satisfies((peer) -> {
								assertThat(peer.node()).isEqualTo("nowhere");
								assertThat(peer.state()).isEqualTo(PeerInfo.State.CONNECTING);
								assertThat(peer.queued()).isBetween(1000L, 2000L);
								assertThat(peer.writable()).isFalse();
								assertThat(peer.paused()).isFalse();
							}));
				assertThat(endpoint.node("nowhere")).isNotNull()
					.satisfies((peer) -> assertThat(peer.connection()).isNull())
					.satisfies((peer) -> assertThat(peer.problem()).isEqualTo("There is no connection yet"));
			});
	}

	@Test
	void aLocalNodeIsUp() {
		this.runner.run((context) -> {
			Health health = context.getBean(AempHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("node", "test");
		});
	}

	@Test
	void aNodeWithSeedsIsDownUntilItIsAttached() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=", "aemp.seeds=127.0.0.1:1").run((context) -> {
			AempHealthIndicator indicator = context.getBean(AempHealthIndicator.class);
			Awaitility.await().until(() -> indicator.health().getStatus().equals(Status.DOWN));
			assertThat(indicator.health().getDetails().get("problem")).asString().contains("127.0.0.1:1");
		});
	}

	@Test
	void theSecondProcessOfANodeIdIsDownWithAProblemThatNamesIt() {
		try (Node first = Nodes
			.start(NodeConfiguration.builder().nodeId("test").secret("s").binds("127.0.0.1:0").build())) {
			String address = first.network().listeners().get(0);
			this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0", "aemp.seeds=" + address)
				.run((context) -> {
					AempHealthIndicator indicator = context.getBean(AempHealthIndicator.class);
					Awaitility.await()
						.untilAsserted(() -> assertThat(indicator.health().getDetails().get("problem")).asString()
							.contains("'test' is taken", address, "%u"));
					assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
				});
		}
	}

	@Test
	void theInfoNamesTheNodeAndTheSoftwareOfItsPeers() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0").run((context) -> {
			Node node = context.getBean(Node.class);
			try (Node other = startPeer("other", node)) {
				Awaitility.await().until(() -> node.network().isUp(other.id()));
				Info.Builder builder = new Info.Builder();
				context.getBean(AempInfoContributor.class).contribute(builder);
				Map<String, Object> details = builder.build().get("aemp", Map.class);
				assertThat(details).containsEntry("node", "test").containsEntry("role", Network.Role.GLOBAL);
				assertThat(details.get("peers")).asInstanceOf(InstanceOfAssertFactories.MAP)
					.containsOnlyKeys(node.network().peers().get(0).provider())
					.containsValue(1);
			}
		});
		this.runner.withPropertyValues("management.info.aemp.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AempInfoContributor.class));
	}

	@Test
	void aNodeThatMustWaitForAGlobalOneSaysSo() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0", "aemp.global=never")
			.run((context) -> {
				Health health = context.getBean(AempHealthIndicator.class).health();
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails().get("missing")).asString().startsWith("a global node");
			});
	}

	@Test
	void showsAPeerAndItsConnection() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0").run((context) -> {
			Node node = context.getBean(Node.class);
			AempNodesEndpoint endpoint = context.getBean(AempNodesEndpoint.class);
			try (Node other = startPeer("other/1", node)) {
				Awaitility.await().until(() -> node.network().isUp(other.id()));
				// a machine that is busy may not answer in time
				Awaitility.await().until(() -> roundTrip(endpoint, "other", "1") != null);
				assertThat(endpoint.node("other", "1")).isNotNull().satisfies((shown) -> {
					assertThat(shown.peer().node()).isEqualTo(other.id());
					assertThat(shown.connection()).isNotNull().satisfies((connection) -> {
						assertThat(connection.dialled()).isFalse();
						assertThat(connection.packetsReceived()).isPositive();
						assertThat(connection.certificateEnd()).isNull();
					});
				});
			}
			assertThat(endpoint.node("other")).isNull();
		});
	}

	@Test
	void showsCallsThatWait() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			AempCallsEndpoint endpoint = context.getBean(AempCallsEndpoint.class);
			assertThat(endpoint.calls(null, null).calls()).isZero();
			String quick = node.open((message) -> node.send(message.text(0))).id();
			String silent = node.open((message) -> {
			}).id();
			String mute = node.open((message) -> {
			}).id();
			BoundedWait.get(node.call(quick));
			List.of(silent, mute, mute).forEach(node::call);
			assertThat(endpoint.calls(null, null)).isEqualTo(new AempCallsEndpoint.Calls("test", 3, 2, 0,
					List.of(new AempCallsEndpoint.Target(mute, 2), new AempCallsEndpoint.Target(silent, 1))));
			assertThat(endpoint.calls(1, 1).targets()).containsExactly(new AempCallsEndpoint.Target(silent, 1));
		});
	}

	private static Node startPeer(String nodeId, Node seed) {
		return Nodes.start(NodeConfiguration.builder()
			.nodeId(nodeId)
			.secret("s")
			.binds("127.0.0.1:0")
			.seeds(seed.network().listeners())
			.build());
	}

	private static @Nullable Duration roundTrip(AempNodesEndpoint endpoint, String... node) {
		AempNodesEndpoint.Peer peer = endpoint.node(node);
		return (peer != null) ? peer.roundTrip() : null;
	}

	@Test
	void showsWhatHappened() {
		this.runner.withPropertyValues("aemp.secret=s", "aemp.binds=127.0.0.1:0").run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("greeter").orElseThrow().id();
			try (Node other = startPeer("other", node)) {
				Awaitility.await().until(() -> node.network().isUp("other"));
				other.kill(port, "replaced", "by another one");
				Awaitility.await().until(() -> !events(context, "port-reopened", "test").isEmpty());
			}
			Awaitility.await().until(() -> !events(context, "peer-down", "other").isEmpty());
			assertThat(events(context, "role-changed", "test")).isNotEmpty();
			assertThat(events(context, "peer-up", "other")).hasSize(1);
			assertThat(events(context, "port-died", "test")).singleElement().satisfies((died) -> {
				assertThat(died.port()).isEqualTo(port);
				assertThat(died.label()).isEqualTo("the greeter");
				assertThat(died.reason()).containsExactly("replaced", "by another one");
			});
			assertThat(events(context, "port-reopened", "test")).singleElement()
				.satisfies((reopened) -> assertThat(reopened.port()).isNotEqualTo(port));
		});
	}

	@Test
	void showsWhatCouldNotBeProcessed() {
		this.runner.withBean("picky", Picky.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).portOf(context.getBean(Picky.class)).id();
			node.send(port, "fail");
			Awaitility.await().until(() -> !events(context, "message-failed", "test").isEmpty());
			assertThat(events(context, "message-failed", "test")).singleElement().satisfies((failed) -> {
				assertThat(failed.port()).isEqualTo(port);
				assertThat(failed.label()).isEqualTo("picky");
				assertThat(failed.reason()).containsExactly("die", "failed");
			});
		});
	}

	private static List<NodeEvent> events(ApplicationContext context, String kind, String node) {
		return context.getBean(AempEventsEndpoint.class).events(null, null, null, kind, node, null).events();
	}

	@Test
	void endpointsAreThereOnlyWhereTheyAreExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=aempports")
			.run((context) -> assertThat(context).hasSingleBean(AempPortsEndpoint.class)
				.doesNotHaveBean(AempNodesEndpoint.class)
				.doesNotHaveBean(AempEventsEndpoint.class)
				.doesNotHaveBean(RecentEvents.class)
				.doesNotHaveBean(AempFamiliesEndpoint.class));
	}

	@Test
	void nothingWithoutActuatorHealthOrNode() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasSingleBean(Node.class).doesNotHaveBean("aempPortsEndpoint"));
		this.runner.withClassLoader(new FilteredClassLoader(Health.class))
			.run((context) -> assertThat(context).hasSingleBean(Node.class).doesNotHaveBean("aempHealthContributor"));
		this.runner.withClassLoader(new FilteredClassLoader(Nodes.class))
			.run((context) -> assertThat(context).doesNotHaveBean("aempPortsEndpoint"));
	}

	@Test
	void theHealthContributorCanBeDisabled() {
		this.runner.withPropertyValues("management.health.aemp.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AempHealthIndicator.class));
	}

	@AempPort
	static class Picky {

		@Receive("fail")
		void fail() {
			throw new IllegalStateException("failed");
		}

		@Receive("work")
		void work() {
		}

	}

	@AempPort(families = "greeters", label = "the greeter")
	static class Greeter {

		@Receive("greet")
		String greet() {
			return "hello";
		}

		@Receive
		void others() {
		}

	}

	static class Clerk {

		@AempProcess(families = "clerks")
		void work(Process process, Node node) throws InterruptedException {
			node.send(process.receive("serve").text(0), "served");
			process.receive("never");
		}

	}

}

package io.aemp.boot.metrics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.port.BeanPorts;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;

/** What the meters say of real nodes. */
class NodeMetersTests {

	private static final int MOST_LABELS = 5;

	private final NodeEventCounts events = new NodeEventCounts();

	private final ManagedNode node = Nodes.create(NodeConfiguration.builder()
		.nodeId("me")
		.secret("geheim")
		.binds("127.0.0.1:0")
		.observers(this.events)
		.build());

	private final MeterRegistry registry = new SimpleMeterRegistry();

	/** Each look at the meters is a second after the one before. */
	private final AtomicLong seconds = new AtomicLong();

	/** Registries do not hold what they look at. */
	private final NodeMeters meters = new NodeMeters(this.node, this.events, MOST_LABELS, 1,
			() -> this.seconds.incrementAndGet() * 1_000_000_000L);

	@BeforeEach
	void start() {
		this.node.start();
		this.meters.bindTo(this.registry);
	}

	@AfterEach
	void close() {
		this.node.close();
	}

	private double value(NodeMeter meter, String... tags) {
		return this.registry.get(meter.getName()).tags(tags).meter().measure().iterator().next().getValue();
	}

	/** As a registry does that reports: it asks all meters. */
	private void report() {
		this.registry.getMeters().forEach((meter) -> meter.measure().forEach(Measurement::getValue));
	}

	private void await(NodeMeter meter, double value, String... tags) {
		Awaitility.await().ignoreException(MeterNotFoundException.class).untilAsserted(() -> {
			report();
			assertThat(value(meter, tags)).isEqualTo(value);
		});
	}

	private Node other(String id) {
		return Nodes.start(NodeConfiguration.builder()
			.nodeId(id)
			.secret("geheim")
			.binds("127.0.0.1:0")
			.seeds(this.node.network().listeners())
			.build());
	}

	@Test
	void portsAndTheirMailboxes() throws Exception {
		CountDownLatch hold = new CountDownLatch(1);
		Port slow = this.node.open(PortOptions.DEFAULTS.label("slow").dispatcher(Dispatcher.BLOCKING));
		slow.receive((message) -> hold.await());
		Port quick = this.node.open();
		quick.receive((message) -> {
		});
		for (int i = 0; i < 4; i++) {
			this.node.send(slow.id(), "work");
		}
		await(NodeMeter.PORTS, 2);
		await(NodeMeter.WAITING, 3);
		await(NodeMeter.FULLEST, 3);
		await(NodeMeter.PORTS_BY_LABEL, 1, "label", "slow");
		await(NodeMeter.PORTS_BY_LABEL, 1, "label", "none");
		await(NodeMeter.WAITING_BY_LABEL, 3, "label", "slow");
		await(NodeMeter.FULLEST_BY_LABEL, 0, "label", "none");
		hold.countDown();
		await(NodeMeter.WAITING, 0);
		quick.pause();
		await(NodeMeter.PORTS_PAUSED, 1);
	}

	@Test
	void messagesAndTraffic() {
		Port port = this.node.open((message) -> {
		});
		try (Node other = other("other")) {
			other.send(port.id(), "hello");
			await(NodeMeter.RECEIVED, 1);
			report();
			assertThat(value(NodeMeter.PACKETS_RECEIVED)).isPositive();
			assertThat(value(NodeMeter.BYTES_RECEIVED)).isGreaterThan(value(NodeMeter.PACKETS_RECEIVED));
			Awaitility.await().until(() -> value(NodeMeter.PACKETS_SENT) > 0 && value(NodeMeter.BYTES_SENT) > 0);
		}
	}

	@Test
	void callsByOutcomeAndMessagesForNobody() {
		Port port = this.node.open().receive("ask", (message) -> {
			this.node.send(message.text(0), "answer");
			this.node.send(message.text(0), "second answer");
		});
		assertThat(this.node.call(port.id(), "ask")).succeedsWithin(Duration.ofMinutes(1));
		await(NodeMeter.CALLS, 1, "outcome", "answered");
		await(NodeMeter.UNDELIVERED, 1);
		this.node.call(port.id(), Message.of("ask"), Duration.ofMinutes(1)).cancel(true);
		await(NodeMeter.CALLS, 0, "outcome", "timed_out");
	}

	@Test
	void whatIsBusyAndSilent() {
		CountDownLatch hold = new CountDownLatch(1);
		Port busy = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.POOL));
		busy.receive((message) -> hold.await());
		this.node.send(busy.id(), "work");
		await(NodeMeter.POOL_BUSY, 1);
		hold.countDown();
		await(NodeMeter.POOL_BUSY, 0);
		assertThat(value(NodeMeter.CONTROL_DELAY)).isNotNegative();
		assertThat(value(NodeMeter.SILENCE)).isZero();
	}

	@Test
	void theDatabase() {
		report();
		double families = value(NodeMeter.FAMILIES);
		double entries = value(NodeMeter.ENTRIES);
		this.node.database().set("fruit", "apple", 1);
		this.node.database().set("fruit", "pear", 2);
		await(NodeMeter.ENTRIES, entries + 2);
		await(NodeMeter.FAMILIES, families + 1);
		assertThat(value(NodeMeter.CHANGES)).isGreaterThanOrEqualTo(2);
	}

	@Test
	void callsThatWaitAreNoPorts() {
		Port silent = this.node.open((message) -> {
		});
		this.node.call(silent.id(), Message.of("hello"));
		await(NodeMeter.CALLS_PENDING, 1);
		await(NodeMeter.PORTS, 1);
	}

	@Test
	void deathsByReason() {
		this.node.open().kill();
		this.node.open().kill(Reason.of(Reason.DIE, "a fault"));
		this.node.open().kill(Reason.of("invented", "by somebody"));
		await(NodeMeter.DEATHS, 1, "reason", "normal");
		await(NodeMeter.DEATHS, 1, "reason", "die");
		await(NodeMeter.DEATHS, 1, "reason", "other");
		await(NodeMeter.DEATHS, 0, "reason", "mailbox_overflow");
	}

	@Test
	void labelsAndReasonsWithoutNumberGrowNothing() {
		await(NodeMeter.PORTS, 0);
		int before = this.registry.getMeters().size();
		for (int i = 0; i < 1000; i++) {
			this.node.open(PortOptions.DEFAULTS.label("label-" + i));
			this.node.open().kill(Reason.of("reason-" + i));
		}
		await(NodeMeter.PORTS, 1000);
		await(NodeMeter.PORTS_BY_LABEL, 1000 - MOST_LABELS, "label", "other");
		int perLabel = 3;
		assertThat(this.registry.getMeters()).hasSize(before + perLabel * (MOST_LABELS + 1));
	}

	@Test
	void peersAndTheirConnections() {
		await(NodeMeter.ROLE, 1, "role", "global");
		await(NodeMeter.ROLE, 0, "role", "attached");
		try (Node other = other("other")) {
			await(NodeMeter.PEERS, 1, "state", "up");
			await(NodeMeter.OPENED, 1);
			await(NodeMeter.QUEUED_BY_PEER, 0, "peer", "other");
			Port port = other.open((message) -> {
			});
			this.node.monitor(port.id(), (reason) -> {
			});
			await(NodeMeter.MONITORS, 1);
			other.kill(this.node.open().id(), "at_request");
			await(NodeMeter.KILLS, 1);
			await(NodeMeter.LOST, 0);
		}
		await(NodeMeter.PEERS, 0, "state", "up");
		await(NodeMeter.LOST, 1);
		await(NodeMeter.REOPENED, 0);
		try (Node again = other("other")) {
			await(NodeMeter.REOPENED, 1);
			await(NodeMeter.OPENED, 2);
			assertThat(again.id()).isEqualTo("other");
		}
	}

	@Test
	void onlySomePeersHaveMetersOfTheirOwn() {
		try (Node one = other("one")) {
			await(NodeMeter.QUEUED_BY_PEER, 0, "peer", "one");
			try (Node two = other("two")) {
				await(NodeMeter.PEERS, 2, "state", "up");
				assertThat(this.registry.find(NodeMeter.QUEUED_BY_PEER.getName()).meters()).hasSize(1);
				one.close();
				await(NodeMeter.PEERS, 1, "state", "up");
				await(NodeMeter.QUEUED_BY_PEER, 0, "peer", "two");
				assertThat(two.id()).isEqualTo("two");
			}
		}
		await(NodeMeter.PEERS, 0, "state", "up");
		assertThat(this.registry.find(NodeMeter.QUEUED_BY_PEER.getName()).meters()).isEmpty();
	}

	@Test
	void aWrongSecretIsARefusedConnection() {
		try (Node stranger = Nodes.start(NodeConfiguration.builder()
			.nodeId("stranger")
			.secret("wrong")
			.binds("127.0.0.1:0")
			.seeds(this.node.network().listeners())
			.build())) {
			Awaitility.await().untilAsserted(() -> assertThat(value(NodeMeter.REFUSED)).isPositive());
			assertThat(stranger.network().peers()).isEmpty();
		}
	}

	@Test
	void everyMeterIsDocumented() {
		try (Node other = other("other")) {
			this.node.open();
			new HandlerMeters(this.registry, 1).watch(new HandlerName("label", "tag", "Bean.method"));
			new RestartMeters(Mockito.mock(BeanPorts.class)).bindTo(this.registry);
			await(NodeMeter.PEERS, 1, "state", "up");
			await(NodeMeter.PORTS, 1);
			assertThat(other.id()).isEqualTo("other");
			for (NodeMeter meter : NodeMeter.values()) {
				assertThat(this.registry.get(meter.getName()).meters()).as(meter.getName()).allSatisfy((found) -> {
					assertThat(found.getId().getType()).isEqualTo(meter.getType());
					assertThat(found.getId().getBaseUnit()).isEqualTo(meter.getBaseUnit());
					assertThat(found.getId().getDescription()).isEqualTo(meter.description());
					assertThat(found.getId().getTags()).extracting(Tag::getKey)
						.containsExactlyInAnyOrder(
								Stream.of(meter.getKeyNames()).map(KeyName::asString).toArray(String[]::new));
				});
			}
		}
	}

}

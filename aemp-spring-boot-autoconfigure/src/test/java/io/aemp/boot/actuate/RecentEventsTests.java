package io.aemp.boot.actuate;

import java.time.Instant;
import java.util.List;

import io.aemp.Reason;
import io.aemp.boot.actuate.NodeEvent.Kind;
import io.aemp.boot.event.MessageFailedEvent;
import io.aemp.boot.event.PortDiedEvent;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is kept of the events of a node, and what is shown of it. */
class RecentEventsTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final RecentEvents recent = new RecentEvents("own", 3, () -> NOW);

	private final AempEventsEndpoint endpoint = new AempEventsEndpoint("own", this.recent);

	@Test
	void nothingAtFirst() {
		AempEventsEndpoint.Events events = all();
		assertThat(events.node()).isEqualTo("own");
		assertThat(events.since()).isEqualTo(NOW);
		assertThat(events.last()).isZero();
		assertThat(events.events()).isEmpty();
	}

	@Test
	void aDeath() {
		this.recent.died(new PortDiedEvent("own#1", Reason.of("die", "a\nfault", 7)), "orders");
		assertThat(all().events()).containsExactly(new NodeEvent(1, NOW, "port-died", "own", "own#1", "orders",
				List.of("die", "a.fault", "7"), "Port 'orders' died: die, a.fault, 7"));
	}

	@Test
	void aMessageThatFailed() {
		Exception failure = new IllegalStateException("closed");
		this.recent.died(new PortDiedEvent("own#2", Reason.NORMAL), "orders");
		for (String port : List.of("own#1", "own#1", "own#1", "own#1", "another#1")) {
			this.recent.failed(
					new MessageFailedEvent(port, "Shop.order", "other", Reason.of("die", "closed"), failure, true),
					"shop");
		}
		assertThat(numbers(all())).containsExactly(5L, 4L, 3L, 1L);
		assertThat(all().events()).startsWith(new NodeEvent(5, NOW, "message-failed", "own", "own#1", "shop",
				List.of("die", "closed"), "Shop.order could not process a message from other: die, closed"));
	}

	@Test
	void aLostPeer() {
		this.recent.peerDown("other", Reason.transportError("other", "reset"));
		assertThat(all().events()).containsExactly(new NodeEvent(1, NOW, "peer-down", "other", null, null,
				List.of("transport_error", "other", "reset"), "Lost other: reset"));
	}

	@Test
	void newestFirstAndAfterTheLastOneThatIsKnown() {
		this.recent.writabilityChanged("a", false);
		this.recent.packetDropped("b", "odd");
		long known = all().last();
		this.recent.writabilityChanged("a", true);
		this.recent.reopened("own#2", "orders");
		assertThat(numbers(all())).containsExactly(4L, 3L, 2L, 1L);
		AempEventsEndpoint.Events fresh = this.endpoint.events(known, null, 1, null, null, null);
		assertThat(numbers(fresh)).containsExactly(4L);
		assertThat(fresh.total()).isEqualTo(2);
		assertThat(numbers(this.endpoint.events(known, 4L, 1, null, null, null))).containsExactly(3L);
	}

	@Test
	void filters() {
		this.recent.writabilityChanged("a", false);
		this.recent.writabilityChanged("b", false);
		this.recent.died(new PortDiedEvent("own#1", Reason.of(Reason.MAILBOX_OVERFLOW, "full")), null);
		this.recent.died(new PortDiedEvent("own#2", Reason.NORMAL), "orders");
		assertThat(numbers(this.endpoint.events(null, null, null, "peer-slow", null, null))).containsExactly(2L, 1L);
		assertThat(numbers(this.endpoint.events(null, null, null, null, "a", null))).containsExactly(1L);
		assertThat(numbers(this.endpoint.events(null, null, null, null, null, "mailbox_overflow"))).containsExactly(3L);
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.events(null, null, null, "death", null, null))
			.withMessageStartingWith("'kind' is 'death', but must be one of peer-up, peer-down, ");
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.events(null, null, 1001, null, null, null))
			.withMessage("'limit' is 1001, but must be between 0 and 1000");
	}

	@Test
	void strangersDisplaceNothing() {
		this.recent.writabilityChanged("a", false);
		for (int i = 0; i < 10; i++) {
			this.recent.connectionRefused("10.0.0.1:" + i, "wrong secret");
		}
		assertThat(numbers(all())).containsExactly(11L, 10L, 9L, 1L);
		assertThat(all().events().get(0).text()).isEqualTo("Connection with 10.0.0.1:9: wrong secret");
	}

	@Test
	void newestOfEachSubject() {
		this.recent.writabilityChanged("a", false);
		this.recent.writabilityChanged("a", true);
		for (int i = 0; i < 10; i++) {
			this.recent.reopened("own#" + i, "orders");
		}
		AempEventsEndpoint.Events newest = this.endpoint.newest(null, 2);
		assertThat(numbers(newest)).containsExactly(12L, 11L, 2L, 1L);
		assertThat(newest.total()).isEqualTo(5);
		assertThat(numbers(this.endpoint.newest(2L, 2))).containsExactly(12L, 11L);
	}

	@Test
	void aReasonIsNeverHuge() {
		this.recent.died(
				new PortDiedEvent("own#1",
						Reason.of("x".repeat(1_000_000), new byte[1_000_000], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)),
				null);
		assertThat(all().events().get(0).toString()).hasSizeLessThan(5000);
	}

	@Test
	void identifiers() {
		assertThat(Kind.values()).extracting(Kind::identifier)
			.containsExactly("peer-up", "peer-down", "peer-slow", "peer-writable", "role-changed", "port-died",
					"port-reopened", "message-failed", "connection-refused", "packet-dropped");
	}

	private AempEventsEndpoint.Events all() {
		return this.endpoint.events(null, null, null, null, null, null);
	}

	private static List<Long> numbers(AempEventsEndpoint.Events events) {
		return events.events().stream().map(NodeEvent::number).toList();
	}

}

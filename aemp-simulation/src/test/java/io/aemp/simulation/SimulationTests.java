package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.codec.JsonFraming;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Simulations as a user writes them. */
class SimulationTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final String BAD = "bad";

	private final List<String> heard = new ArrayList<>();

	@Test
	void callIsAnswered() {
		try (Simulation simulation = Simulation.of(1)) {
			Node a = simulation.node("a");
			Node b = simulation.node("b", (node) -> node.seeds("a:4040"));
			Port echo = a.open((message) -> a.send(message.text(1), message.text(0)));
			assertThat(simulation.await(b.call(echo.id(), "hello"), SOON).text(0)).isEqualTo("hello");
			assertThat(simulation.time()).isLessThan(Duration.ofSeconds(1));
			simulation.runUntil(() -> b.network().primary().isPresent(), SOON);
		}
	}

	@Test
	void crashIsNoticedAtOnceAndPartitionIsHealed() {
		try (Simulation simulation = Simulation.of(2)) {
			Node a = simulation.node("a");
			Node b = simulation.node("b", (node) -> node.seeds("a:4040"));
			Port port = a.open((message) -> this.heard.add(message.text(0)));
			b.monitor(port.id(), (reason) -> this.heard.add(reason.identifier()));
			simulation.run(SOON);
			simulation.network().partition(Set.of("a"), Set.of("b"));
			b.send(port.id(), "through");
			simulation.run(Duration.ofSeconds(2));
			assertThat(this.heard).isEmpty();
			simulation.network().heal();
			simulation.run(SOON);
			assertThat(this.heard).containsExactly("through");
			simulation.crash(a);
			simulation.run(Duration.ofSeconds(1));
			assertThat(this.heard).containsExactly("through", Reason.TRANSPORT_ERROR);
			Node again = simulation.restart(a);
			simulation.runUntil(() -> b.network().isUp("a"), SOON.multipliedBy(10));
			assertThat(again.network().role()).isEqualTo(Network.Role.GLOBAL);
		}
	}

	@Test
	void whatWasDeliveredBeforeUndecodableInputIsAnswered() {
		try (Simulation simulation = Simulation.of(4)) {
			Node a = simulation.node("a", SimulationTests::withBadPackets);
			Node b = simulation.node("b", (node) -> withBadPackets(node).seeds("a:4040"));
			Duration busy = Duration.ofMillis(500);
			Port slow = a.open((message) -> a.after(busy, () -> a.send(message.text(1), message.text(0))));
			b.monitor(slow.id(), (reason) -> this.heard.add(reason.identifier()));
			simulation.run(SOON);
			CompletableFuture<Message> before = b.call(slow.id(), "before");
			b.send(slow.id(), BAD);
			b.send(slow.id(), "after", slow.id());
			assertThat(simulation.await(before, SOON).text(0)).isEqualTo("before");
			simulation.run(SOON);
			assertThat(this.heard).containsExactly(Reason.TRANSPORT_ERROR);
		}
	}

	private static NodeConfigurationBuilder withBadPackets(NodeConfigurationBuilder node) {
		return node.customFramings(new BadPackets()).framings("bad");
	}

	@Test
	void closedNodeSaysGoodbye() {
		try (Simulation simulation = Simulation.of(3)) {
			Node a = simulation.node("a");
			Node b = simulation.node("b", (node) -> node.seeds("a:4040"));
			Port port = a.open((message) -> this.heard.add(message.text(0)));
			b.monitor(port.id(), (reason) -> this.heard.add(reason.identifier()));
			simulation.run(SOON);
			a.close();
			simulation.run(SOON);
			assertThat(this.heard).containsExactly(Reason.NODE_CLOSED);
			assertThat(simulation.network().connections()).isZero();
		}
	}

	/** JSON, but a packet with a certain tag is none. */
	private static final class BadPackets implements Framing {

		private final Framing json = new JsonFraming();

		@Override
		public String name() {
			return "bad";
		}

		@Override
		public byte[] encode(String port, Message message, PacketLimits limits) {
			return BAD.equals(message.tag()) ? new byte[] { '?' } : this.json.encode(port, message, limits);
		}

		@Override
		public byte[] encodeLenient(String port, Message message, PacketLimits limits) {
			return encode(port, message, limits);
		}

		@Override
		public Decoder decoder(PacketLimits limits) {
			return this.json.decoder(limits);
		}

	}

}

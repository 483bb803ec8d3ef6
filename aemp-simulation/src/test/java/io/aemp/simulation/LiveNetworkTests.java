package io.aemp.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.PeerEvent;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.runtime.Environment;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Nodes with threads of their own in an in-memory network. */
@Timeout(60)
class LiveNetworkTests {

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	@Test
	void callIsAnsweredOverTheWire() throws Exception {
		try (LiveNetwork network = LiveNetwork.realTime(1);
				ManagedNode a = node(network, "a");
				ManagedNode b = node(network, "b")) {
			Port echo = a.open((message) -> a.send(message.text(1), message.text(0)));
			Message answer = b.call(echo.id(), "hello").get(30, TimeUnit.SECONDS);
			assertThat(answer.text(0)).isEqualTo("hello");
			assertThat(b.network().isUp("a")).isTrue();
		}
	}

	@Test
	void familyIsKnownOnTheOtherNode() throws Exception {
		try (LiveNetwork network = LiveNetwork.manual(1);
				ManagedNode a = node(network, "a");
				ManagedNode b = node(network, "b")) {
			Port member = a.open((message) -> {
			});
			b.database().monitor("services", (change) -> this.heard.addAll(change.added()));
			a.database().register("services", member.id());
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo(member.id());
		}
	}

	@Test
	void crashIsNoticedWithoutTimeAndTheIdIsFreeAfterIt() throws Exception {
		try (LiveNetwork network = LiveNetwork.manual(1); ManagedNode b = node(network, "b")) {
			ManagedNode a = node(network, "a");
			Port port = a.open((message) -> {
			});
			b.monitor(port.id(), (reason) -> this.heard.add(reason.identifier()));
			b.call(port.id(), "connect");
			awaitUp(b, "a");
			network.crash("a");
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Reason.TRANSPORT_ERROR);
			a.close();
			try (ManagedNode again = node(network, "a")) {
				awaitUp(b, "a");
				Port echo = again.open((message) -> again.send(message.text(1), message.text(0)));
				assertThat(b.call(echo.id(), "hello").get(30, TimeUnit.SECONDS).text(0)).isEqualTo("hello");
			}
		}
	}

	@Test
	void silenceIsNoticedAsTimePassesAndIsHealed() throws Exception {
		try (LiveNetwork network = LiveNetwork.manual(1);
				ManagedNode a = node(network, "a");
				ManagedNode b = node(network, "b")) {
			Port port = a.open((message) -> a.send(message.text(1), message.text(0)));
			b.call(port.id(), "connect").get(30, TimeUnit.SECONDS);
			network.advance(Duration.ofMinutes(5));
			assertThat(b.network().isUp("a")).isTrue();
			b.monitor(port.id(), (reason) -> this.heard.add(reason.identifier()));
			network.partition("a", "b");
			assertThat(b.network().isUp("a")).isTrue();
			network.advance(Duration.ofMinutes(1));
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Reason.TRANSPORT_ERROR);
			network.heal();
			network.advance(Duration.ofMinutes(1));
			assertThat(b.call(port.id(), "again").get(30, TimeUnit.SECONDS).text(0)).isEqualTo("again");
		}
	}

	@Test
	void delayedMessageArrivesWhenTimeHasPassed() throws Exception {
		try (LiveNetwork network = LiveNetwork.manual(1);
				ManagedNode a = node(network, "a");
				ManagedNode b = node(network, "b")) {
			Port port = a.open((message) -> this.heard.add(message.text(0)));
			b.call(port.id(), "connect");
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("connect");
			network.delay("a", "b", Duration.ofSeconds(2));
			b.send(port.id(), "late");
			network.advance(Duration.ofMillis(1999));
			assertThat(this.heard).isEmpty();
			network.advance(Duration.ofMillis(1));
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("late");
		}
	}

	@Test
	void pausedNodeHearsNothingUntilItGoesOn() throws Exception {
		try (LiveNetwork network = LiveNetwork.manual(1);
				ManagedNode a = node(network, "a");
				ManagedNode b = node(network, "b")) {
			Port port = a.open((message) -> this.heard.add(message.text(0)));
			b.call(port.id(), "connect");
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("connect");
			network.pause("a");
			b.send(port.id(), "later");
			network.advance(Duration.ofMillis(10));
			assertThat(this.heard).isEmpty();
			network.resume("a");
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo("later");
		}
	}

	@Test
	void halfOpenConnectionIsNoticedAndReplaced() throws Exception {
		try (LiveNetwork network = LiveNetwork.manual(1);
				ManagedNode a = node(network, "a");
				ManagedNode b = node(network, "b")) {
			Port port = a.open((message) -> a.send(message.text(1), message.text(0)));
			b.call(port.id(), "connect").get(30, TimeUnit.SECONDS);
			b.monitor(port.id(), (reason) -> this.heard.add(reason.identifier()));
			network.halfOpen("b", "a");
			b.send(port.id(), "lost", port.id());
			network.advance(Duration.ofMinutes(1));
			assertThat(this.heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Reason.TRANSPORT_ERROR);
			assertThat(b.call(port.id(), "again").get(30, TimeUnit.SECONDS).text(0)).isEqualTo("again");
		}
	}

	@Test
	void faultsNameNodesThatAreThere() {
		try (LiveNetwork network = LiveNetwork.realTime(1); ManagedNode a = node(network, "a")) {
			assertThat(network.nodes()).containsExactly("a");
			assertThatIllegalArgumentException().isThrownBy(() -> network.crash("c"))
				.withMessage("There is no node 'c' in this network; there are [a]");
			assertThatIllegalStateException().isThrownBy(() -> network.advance(Duration.ofSeconds(1)))
				.withMessageContaining("make one with a manual clock");
			a.close();
			assertThat(network.nodes()).isEmpty();
			assertThat(network.addresses()).isEmpty();
		}
	}

	private static void awaitUp(Node node, String peer) throws InterruptedException {
		CountDownLatch up = new CountDownLatch(1);
		try (Guard monitor = node.network().monitor((event) -> {
			if (event.equals(new PeerEvent.Up(peer))) {
				up.countDown();
			}
		})) {
			assertThat(up.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static ManagedNode node(LiveNetwork network, String id) {
		Environment environment = network.environment(id);
		List<String> addresses = network.addresses();
		ManagedNode node = Nodes.create(NodeConfiguration.builder()
			.nodeId(id)
			.secret("test")
			.binds(environment.hostName() + ":" + LiveNetwork.PORT)
			.seeds(addresses)
			.build(), environment);
		node.start();
		return node;
	}

}

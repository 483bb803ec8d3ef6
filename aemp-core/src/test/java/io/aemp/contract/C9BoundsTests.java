package io.aemp.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.aemp.Dispatcher;
import io.aemp.Limits;
import io.aemp.LocalListener;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing grows without a limit, and something defined happens at the limit. */
class C9BoundsTests extends RealNodes {

	private static final int PACKET = 20_000;

	private static final Limits SMALL = Limits.builder()
		.packetSize(PACKET)
		.nesting(100)
		.sendQueue(2 << 20)
		.mailbox(1000)
		.build();

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	/** A port in the middle of its first message. */
	private Port blocked(Node node, CountDownLatch latch) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		Port port = node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING).mailboxLimit(100))
			.receive((message) -> {
				begun.countDown();
				BoundedWait.await(latch);
				this.seen.add(message);
			});
		node.send(port.id(), "first");
		BoundedWait.await(begun);
		return port;
	}

	@Test
	void fullMailboxKillsThePortAndHoldsNoMoreThanItsLimit() throws Exception {
		Node node = closeLater(Nodes.local());
		CountDownLatch latch = new CountDownLatch(1);
		Port port = blocked(node, latch);
		node.monitor(port.id(), this.seen::add);
		assertOverflow(node, latch, () -> node.send(port.id(), "more"));
	}

	private void assertOverflow(Node node, CountDownLatch latch, Runnable signal) {
		int most = 0;
		for (int i = 0; i < 10_000; i++) {
			signal.run();
			most = Math.max(most, node.ports().stream().mapToInt(PortInfo::waiting).sum());
		}
		assertThat(most).isEqualTo(100);
		assertThat(node.ports()).as("a dead port holds nothing").isEmpty();
		Reason reason = Reason.of(Reason.MAILBOX_OVERFLOW, "more than 100 messages wait");
		eventually().untilAsserted(() -> assertThat(this.seen).as("though its callback hangs").containsExactly(reason));
		latch.countDown();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(reason, Message.of("first")));
	}

	@Test
	void tasksForAPortCountLikeMessages() throws Exception {
		Node node = closeLater(Nodes.local());
		CountDownLatch latch = new CountDownLatch(1);
		Port port = blocked(node, latch);
		node.monitor(port.id(), this.seen::add);
		assertOverflow(node, latch, () -> port.runInContext(() -> this.seen.add("task")));
	}

	@Test
	void tooLargeAMessageFailsAtTheCallerAndNothingElse() throws Exception {
		Node seed = start(configuration("seed").limits(SMALL));
		Node other = start(configuration("other").seeds(seed.network().listeners()).limits(SMALL));
		Port port = seed.open(this.seen::add);
		awaitUp(other, "seed");
		other.monitor("seed", this.seen::add);
		assertThatThrownBy(() -> other.send(port.id(), "x".repeat(PACKET)))
			.isInstanceOf(UnsendableValueException.class);
		assertThatThrownBy(() -> other.send("nowhere#port", "x".repeat(PACKET)))
			.isInstanceOf(UnsendableValueException.class);
		assertThatThrownBy(() -> other.send(port.id(), new Object())).isInstanceOf(UnsendableValueException.class);
		other.send(port.id(), "fits");
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Message.of("fits")));
	}

	@Test
	void packetBeyondTheLimitOfTheReceiverIsTheSendersMistake() {
		Node seed = start(configuration("seed").limits(SMALL));
		Node other = start(configuration("other").seeds(seed.network().listeners()));
		Port port = seed.open(this.seen::add);
		awaitUp(other, "seed");
		other.monitor(port.id(), (reason) -> this.seen.add(reason.identifier()));
		assertThatThrownBy(() -> other.send(port.id(), "x".repeat(5 * PACKET)))
			.isInstanceOf(UnsendableValueException.class)
			.hasMessageContaining("'seed' takes no more than " + PACKET);
		other.send(port.id(), "fits");
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Message.of("fits")));
	}

	@Test
	void fullSendQueueLosesTheConnectionAndFiresMonitors() {
		Node node = start(configuration("node").limits(SMALL)
			.seeds(closeLater(new LocalListener()).address())
			.globalMode(NodeConfiguration.GlobalMode.NEVER));
		node.monitor("far#port", this.seen::add);
		for (int i = 0; i < 400; i++) {
			node.send("far#port", "x".repeat(PACKET / 2));
		}
		eventually().untilAsserted(
				() -> assertThat(this.seen).containsExactly(Reason.transportError("far", "send queue overflow")));
	}

	@Test
	void reasonThatIsTooLargeAsAWholeReachesARemoteMonitorAllTheSame() throws Exception {
		Node seed = start(configuration("seed").limits(SMALL));
		Node other = start(configuration("other").seeds(seed.network().listeners()).limits(SMALL));
		awaitUp(other, "seed");
		Port port = seed.open(this.seen::add);
		other.monitor(port.id(), (reason) -> this.seen.add("remote " + reason.identifier()));
		flush(other, "seed");
		seed.monitor(port.id(), (reason) -> this.seen.add("local " + reason.identifier()));
		String part = "x".repeat(PACKET / 3);
		port.kill("big", part, part, part, part);
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactlyInAnyOrder("remote big", "local big"));
	}

	@Test
	void monitorMessageThatIsTooLargeWithItsReasonHarmsNoOtherMonitor() throws Exception {
		Node seed = start(configuration("seed").limits(SMALL));
		Node other = start(configuration("other").seeds(seed.network().listeners()).limits(SMALL));
		awaitUp(other, "seed");
		Port told = seed.open((message) -> this.seen.add("told " + message.text(1)));
		Port port = other.open();
		other.sendOnDeath(port.id(), told.id(), "x".repeat(PACKET * 3 / 4));
		other.monitor(port.id(), (reason) -> this.seen.add("here " + reason.identifier()));
		port.kill("big", "x".repeat(PACKET / 3));
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactlyInAnyOrder("told big", "here big"));
	}

}

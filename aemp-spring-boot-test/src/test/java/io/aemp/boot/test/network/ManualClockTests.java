package io.aemp.boot.test.network;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Reason;
import io.aemp.boot.test.app.TestApplication;
import io.aemp.boot.test.probe.AempProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** Faults, and a clock that the test advances. */
@SpringBootTest(classes = TestApplication.class, properties = "aemp.node-id=main")
@AutoConfigureAempNetwork(clock = AempClock.Mode.MANUAL)
@Execution(ExecutionMode.SAME_THREAD)
class ManualClockTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@Autowired
	private Node node;

	@Autowired
	private AempNetwork network;

	@Autowired
	private AempClock clock;

	@Autowired
	private AempProbe probe;

	@Test
	void timerGoesOffWhenTimeHasPassed() {
		this.node.after(Duration.ofHours(1), this.probe.id(), Message.of("ring"));
		this.clock.advance(Duration.ofMinutes(59));
		this.probe.expectNothing();
		this.clock.advance(Duration.ofMinutes(1));
		this.probe.expect("ring");
	}

	@Test
	void callFailsWhenItsTimeLimitHasPassed() {
		CompletableFuture<Message> call = this.node.call(this.probe.id(), Message.of("never answered"), LONG);
		this.probe.expect("never answered");
		assertThat(call).isNotDone();
		this.clock.advance(LONG.plusSeconds(1));
		assertThat(call).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(TimeoutException.class);
	}

	@Test
	void partitionIsFoundOutAndHealed() {
		Node other = this.network.node("other");
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("other"));
		AempProbe remote = new AempProbe(other, Duration.ofSeconds(30), Duration.ofMillis(100));
		this.probe.monitor(remote.id());
		this.clock.advance(LONG);
		this.probe.expectNothing();
		this.network.partition("main", "other");
		this.clock.advance(LONG);
		assertThat(this.probe.expectDeath(Reason.TRANSPORT_ERROR)).hasTextContaining("no sign of life");
		assertThat(this.node).isNotConnectedTo("other");
		this.network.heal();
		this.clock.advance(LONG);
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("other"));
		this.node.send(remote.id(), "again");
		remote.expect("again");
	}

	@Test
	void shortPartitionIsOnlyADelay() {
		Node other = this.network.node("patient");
		AempProbe remote = new AempProbe(other, Duration.ofSeconds(30), Duration.ofMillis(100));
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("patient"));
		this.probe.monitor(remote.id());
		this.network.partition("main", "patient");
		this.node.send(remote.id(), "late");
		this.clock.advance(Duration.ofSeconds(3));
		remote.expectNothing();
		this.network.heal();
		remote.expect("late");
		this.probe.expectNothing();
	}

	@Test
	void delayedMessageArrivesLater() {
		Node other = this.network.node("slow");
		AempProbe remote = new AempProbe(other, Duration.ofSeconds(30), Duration.ofMillis(100));
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("slow"));
		this.network.delay("main", "slow", Duration.ofMillis(200));
		this.node.send(remote.id(), "late");
		remote.expectNothing();
		this.clock.advance(Duration.ofMillis(200));
		remote.expect("late");
	}

	@Test
	void pausedNodeIsLostWhenItIsSilentForTooLong() {
		Node other = this.network.node("paused");
		AempProbe remote = new AempProbe(other, Duration.ofSeconds(30), Duration.ofMillis(100));
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("paused"));
		this.probe.monitor(remote.id());
		this.network.pause("paused");
		this.node.send(remote.id(), "to nobody");
		remote.expectNothing();
		this.clock.advance(LONG);
		this.probe.expectDeath(Reason.TRANSPORT_ERROR);
	}

	@Test
	void halfOpenConnectionIsReplaced() {
		Node other = this.network.node("deaf");
		AempProbe remote = new AempProbe(other, Duration.ofSeconds(30), Duration.ofMillis(100));
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("deaf"));
		this.probe.monitor(remote.id());
		this.network.halfOpen("main", "deaf");
		this.node.send(remote.id(), "lost");
		remote.expectNothing();
		this.clock.advance(LONG);
		this.probe.expectDeath(Reason.TRANSPORT_ERROR);
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("deaf"));
		this.node.send(remote.id(), "again");
		remote.expect("again");
	}

	@Test
	void crashIsNoticedAtOnce() {
		Node other = this.network.node("fragile");
		AempProbe remote = new AempProbe(other, Duration.ofSeconds(30), Duration.ofMillis(100));
		await().untilAsserted(() -> assertThat(this.node).isConnectedTo("fragile"));
		this.probe.monitor(remote.id());
		this.network.kill("fragile");
		this.probe.expectDeath(Reason.TRANSPORT_ERROR, "fragile");
		assertThatIllegalArgumentException().isThrownBy(() -> this.network.kill("fragile"))
			.withMessageStartingWith("There is no node 'fragile' in this network; there are [");
	}

}

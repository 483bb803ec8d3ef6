package io.aemp.node;

import java.time.Duration;
import java.util.Map;

import io.aemp.FailureDetector;
import io.aemp.Message;
import io.aemp.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Peers that vanish without a word, and peers that only seem to. */
class FailureDetectionTests extends WatchedNodes {

	private static FailureDetector heartbeats(Duration interval) {
		return FailureDetector.builder().heartbeat(interval).build();
	}

	@Test
	void idleConnectionStaysWithFewBytes() {
		MemoryNode a = node("A");
		node("B");
		connect(a, "B");
		long before = this.memory.sent("A") + this.memory.sent("B");
		seconds(1000);
		assertThat(this.seen).isEmpty();
		assertThat(this.memory.sent("A") + this.memory.sent("B") - before).isBetween(4 * 1000L, 6 * 1000L);
	}

	@Test
	void silentCutIsNoticedWithinTwelveSecondsButNotBeforeEight() {
		for (double phase = 0; phase < 2; phase += 0.37) {
			MemoryNode a = node("A" + phase);
			MemoryNode b = node("B" + phase);
			connect(a, "B" + phase);
			b.messenger.monitor("A" + phase, true, (reason) -> this.seen.add(reason.text()));
			seconds(20 + phase);
			this.memory.swallow("A" + phase, "B" + phase);
			this.memory.swallow("B" + phase, "A" + phase);
			assertThat(secondsUntilLoss()).isBetween(8.0, 12.0);
			seconds(2.1);
			assertThat(this.seen).hasSize(2).allMatch((text) -> text.matches("no sign of life for 1[01]\\.\\d s"));
			this.seen.clear();
		}
	}

	@Test
	void peerWithoutHeartbeatsIsAskedAndGivenUpWithinThirtySecondsButNotBeforeTwenty() {
		MemoryNode a = node("A");
		MemoryNode b = other("B");
		connect(a, "B");
		seconds(200);
		assertThat(this.seen).isEmpty();
		stop(b);
		assertThat(secondsUntilLoss()).isBetween(20.0, 30.0);
		assertThat(this.seen.get(0)).matches("no sign of life for 2\\d\\.\\d s");
	}

	@Test
	void peerWithNeitherHeartbeatsNorRequestsIsLeftToTcp() {
		MemoryNode a = node("A");
		this.memory.keysOf.put("B", Map.of());
		other("B");
		connect(a, "B");
		long before = this.memory.sent("A");
		seconds(1000);
		assertThat(this.seen).isEmpty();
		assertThat(this.memory.sent("A")).isEqualTo(before);
	}

	@Test
	void peerThatBlocksForLessThanTheLimitStays() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		MemoryNode c = other("C");
		connect(a, "B");
		connect(a, "C");
		for (int i = 0; i < 20; i++) {
			stop(b);
			stop(c);
			seconds(6);
			goOn(b);
			seconds(8.5);
			goOn(c);
			seconds(i);
		}
		assertThat(this.seen).isEmpty();
	}

	@Test
	void ownStandstillIsNoSilenceOfOthers() {
		MemoryNode a = node("A");
		MemoryNode b = other("B");
		connect(a, b);
		for (int seconds : new int[] { 3, 7, 30, 100, 1000 }) {
			seconds(4.9);
			stop(a);
			seconds(seconds);
			a.goOn();
			seconds(0.5);
			assertThat(this.seen).as("before anything could be read, after %s s", seconds).isEmpty();
			this.memory.goOn("A");
			seconds(3);
			assertThat(this.seen).as("after %s s", seconds).isEmpty();
		}
		stop(b);
		assertThat(secondsUntilLoss()).as("still detects").isBetween(20.0, 30.0);
	}

	@ParameterizedTest
	@CsvSource({ "7.6, 1.9", "7.6, 2.5", "7.6, 3", "7.6, 10" })
	void ownStandstillIsNotAddedToAPeersSilence(double silence, double standstill) {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		connect(a, b);
		for (int i = 0; i < 20; i++) {
			seconds(20 + 0.15 * i);
			stop(b);
			seconds(silence);
			stop(a);
			seconds(standstill / 2);
			goOn(b);
			seconds(standstill / 2);
			a.goOn();
			seconds(0.01);
			this.memory.goOn("A");
			assertThat(this.seen).as("round %s", i).isEmpty();
		}
	}

	@Test
	void standstillsOfThisNodeDoNotKeepASilentPeerForLong() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		connect(a, b);
		seconds(5);
		stop(b);
		seconds(9);
		stop(a);
		seconds(4);
		goOn(a);
		assertThat(this.seen).isEmpty();
		assertThat(secondsUntilLoss()).as("a quarter of the time is left").isLessThan(4.0);
	}

	@Test
	void socketThatTakesWhatAStoppedPeerDoesNotReadIsNoSignOfLife() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		Port port = b.open();
		connect(a, b);
		seconds(5);
		stop(b);
		for (int i = 0; i < 15; i++) {
			// the event loop is late: something waits whenever the detector looks
			this.memory.stop("A");
			a.messenger.send(port.id(), Message.of("x"));
			seconds(0.6);
			this.memory.goOn("A");
		}
		assertThat(secondsUntilLoss()).isLessThan(3.5);
	}

	@Test
	void connectionThatWorksInOneDirectionEndsOnBothSides() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		connect(a, b);
		seconds(10);
		this.memory.swallow("A", "B");
		assertThat(secondsUntilLoss()).isBetween(8.0, 12.0);
		this.world.run();
		assertThat(this.seen).hasSize(2);
	}

	@Test
	void offDetectsNothingAndSendsNothing() {
		MemoryNode a = other("A");
		other("B");
		connect(a, "B");
		long before = this.memory.sent("A") + this.memory.sent("B");
		this.memory.swallow("A", "B");
		this.memory.swallow("B", "A");
		seconds(100_000);
		assertThat(this.seen).isEmpty();
		assertThat(this.memory.sent("A") + this.memory.sent("B")).isEqualTo(before);
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void offOnOneSideIsAskedByTheOther() {
		MemoryNode a = node("A");
		MemoryNode b = other("B");
		connect(a, b);
		seconds(500);
		assertThat(this.seen).isEmpty();
		this.memory.swallow("A", "B");
		this.memory.swallow("B", "A");
		assertThat(secondsUntilLoss()).isBetween(14.5, 30.0);
		seconds(1000);
		assertThat(this.seen).hasSize(1);
	}

	@Test
	void intervalsOfBothSidesMayDiffer() {
		MemoryNode a = node("A", heartbeats(Duration.ofMillis(100)));
		MemoryNode b = node("B", heartbeats(Duration.ofSeconds(4)));
		connect(a, b);
		seconds(500);
		assertThat(this.seen).isEmpty();
		stop(b);
		assertThat(secondsUntilLoss()).as("four of its intervals").isBetween(12.0, 20.0);
	}

	@Test
	void peerWithRareHeartbeatsIsAskedLikeOneWithout() {
		MemoryNode a = node("A");
		this.memory.keysOf.put("B", Map.of("mproto", "1", "arbiter", "1", "heartbeat", "3600000"));
		MemoryNode b = other("B");
		connect(a, "B");
		seconds(500);
		assertThat(this.seen).isEmpty();
		stop(b);
		assertThat(secondsUntilLoss()).isBetween(14.5, 30.0);
	}

	@Test
	void nothingTicksWithoutConnections() {
		MemoryNode a = node("A");
		node("B");
		connect(a, "B");
		seconds(10);
		this.memory.cut("B");
		seconds(100);
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void whatIsSentMeanwhileIsLostWithTheSilentConnectionAndNotLater() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		Port port = b.open().receive((message) -> this.seen.add(message.text(0)));
		a.messenger.send(port.id(), Message.of("before"));
		connect(a, port.id());
		this.memory.swallow("B", "A");
		seconds(5);
		a.messenger.send(port.id(), Message.of("meanwhile"));
		seconds(8);
		assertThat(this.seen).hasSize(3)
			.startsWith("before", "meanwhile")
			.last()
			.asString()
			.contains("no sign of life");
	}

	@Test
	void arbiterThatKeepsSilentIsNotAwaitedForEver() {
		MemoryNode a = node("A");
		this.memory.keysOf.put("B", Map.of("mproto", "1", "arbiter", "1"));
		MemoryNode b = other("B");
		stop(b);
		connect(a, "B");
		seconds(29);
		assertThat(this.memory.connections()).isPositive();
		seconds(35);
		assertThat(this.seen).isNotEmpty();
		assertThat(this.memory.connections()).isZero();
	}

	@Test
	void pausedConnectionHasItsFullTimeWhenItGoesOn() {
		MemoryNode a = node("A");
		node("B");
		connect(a, "B");
		seconds(1);
		this.memory.vanish("B");
		this.memory.pause("A", true);
		seconds(60);
		assertThat(this.seen).isEmpty();
		this.memory.pause("A", false);
		seconds(10.4);
		assertThat(this.seen).isEmpty();
		seconds(1);
		assertThat(this.seen).hasSize(1);
	}

	@Test
	void peerThatReadsSlowlyButReadsStays() {
		MemoryNode a = node("A");
		MemoryNode b = other("B");
		Port port = b.open().receive((message) -> {
		});
		connect(a, "B");
		this.memory.swallow("B", "A");
		this.memory.room("A", 0);
		for (int i = 0; i < 1000; i++) {
			a.messenger.send(port.id(), Message.of("x".repeat(100)));
		}
		for (int i = 0; i < 900; i++) {
			this.memory.room("A", 1);
			seconds(0.2);
		}
		assertThat(this.seen).as("takes something every 0.2 s").isEmpty();
		assertThat(secondsUntilLoss()).isBetween(20.0, 30.0);
	}

	@Test
	void heartbeatsDoNotPileUpBeforeAPeerThatDoesNotRead() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		connect(a, b);
		seconds(3);
		this.memory.room("A", 0);
		seconds(5.5);
		long before = this.memory.sent("A");
		this.memory.room("A", 1000);
		this.world.run();
		assertThat(this.memory.sent("A") - before).isEqualTo(4);
	}

}

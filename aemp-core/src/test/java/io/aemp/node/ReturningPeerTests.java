package io.aemp.node;

import java.time.Duration;

import io.aemp.FailureDetector;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.link.Transport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Peers that come again while their connection seems to be up. */
class ReturningPeerTests extends WatchedNodes {

	/** A node with an ID that is in use. */
	private MemoryNode again(String id, FailureDetector settings) {
		this.memory.keysOf.remove(id);
		return node(id, settings);
	}

	@ParameterizedTest
	@CsvSource({ "A, B, true", "B, A, true", "A, B, false", "B, A, false" })
	void peerThatLostPowerReplacesItsDeadConnection(String one, String two, boolean heartbeats) {
		FailureDetector settings = heartbeats ? FailureDetector.DEFAULTS : FailureDetector.OFF;
		MemoryNode survivor = node(one);
		node(two, settings);
		Port port = survivor.open().receive((message) -> this.seen.add(message.text(0)));
		connect(survivor, two);
		seconds(5);
		this.memory.vanish(two);
		MemoryNode back = again(two, settings);
		back.messenger.send(port.id(), Message.of("I am back"));
		seconds(1.9);
		assertThat(this.seen).as("has time to answer").isEmpty();
		seconds(0.5);
		assertThat(this.seen).containsExactly("replaced by a new connection", "I am back");
		Port there = back.open().receive((message) -> this.seen.add(message.text(0)));
		survivor.messenger.send(there.id(), Message.of("welcome"));
		seconds(100);
		assertThat(this.seen).hasSize(3).endsWith("welcome");
	}

	@ParameterizedTest
	@CsvSource({ "A, B, true", "B, A, true", "A, B, false", "B, A, false" })
	void secondNodeOfTheSameIdIsRefusedWhileTheFirstAnswers(String one, String two, boolean heartbeats) {
		FailureDetector settings = heartbeats ? FailureDetector.DEFAULTS : FailureDetector.OFF;
		MemoryNode survivor = node(one);
		node(two, settings);
		connect(survivor, two);
		seconds(1);
		MemoryNode twin = again(two, settings);
		twin.messenger.monitor(one, true, (reason) -> this.seen.add("twin: " + reason.text()));
		long before = this.memory.sent(one);
		seconds(29);
		assertThat(this.seen).isEmpty();
		assertThat(this.memory.sent(one) - before).as("questions are few").isLessThan(29 * 35L);
		seconds(2);
		assertThat(this.seen).containsExactly("twin: connect timeout");
		assertThat(this.memory.connections()).isOne();
	}

	/** It was made before the peer knew which connection to use. */
	@Test
	void newcomerThatIsOlderThanTheFirstSignOfThePeerIsRefused() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		connect(a, b);
		seconds(5);
		stop(b);
		long young = Duration.ofSeconds(4).toNanos();
		long old = Duration.ofSeconds(6).toNanos();
		assertThat(judge(a, old)).isEqualTo(Verdict.CONNECTED);
		assertThat(judge(a, young)).isEqualTo(Verdict.UNDECIDED);
		seconds(2.5);
		assertThat(judge(a, young)).isEqualTo(Verdict.ACCEPT);
		assertThat(judge(a, old + Duration.ofMillis(2500).toNanos())).isEqualTo(Verdict.CONNECTED);
	}

	private static Verdict judge(MemoryNode node, long age) {
		return node.network.connections().judge("B", "", age);
	}

	@Test
	void connectionThatThisNodeDoesNotReadCountsAsAlive() {
		MemoryNode a = node("A");
		node("B");
		connect(a, "B");
		seconds(1);
		this.memory.vanish("B");
		this.memory.pause("A", true);
		MemoryNode back = again("B", FailureDetector.DEFAULTS);
		back.messenger.monitor("A", true, (reason) -> this.seen.add("back: " + reason.text()));
		seconds(15);
		assertThat(this.seen).isEmpty();
		this.memory.pause("A", false);
		seconds(7);
		assertThat(this.seen).containsExactly("replaced by a new connection");
	}

	@Test
	void offRefusesASecondConnection() {
		MemoryNode a = other("A");
		other("B");
		connect(a, "B");
		this.memory.vanish("B");
		MemoryNode back = again("B", FailureDetector.OFF);
		back.messenger.monitor("A", true, (reason) -> this.seen.add("back: " + reason.text()));
		seconds(60);
		assertThat(this.seen).containsExactly("back: connect timeout");
	}

	@Test
	void ownStandstillDoesNotMakeAnAnswerOverdue() {
		MemoryNode a = node("A");
		MemoryNode b = node("B");
		connect(a, b);
		seconds(5);
		stop(b);
		MemoryNode twin = again("B", FailureDetector.DEFAULTS);
		twin.messenger.monitor("A", true, (reason) -> this.seen.add("twin: " + reason.text()));
		seconds(1.7);
		stop(a);
		goOn(b);
		seconds(3);
		a.goOn();
		seconds(0.4);
		this.memory.goOn("A");
		seconds(10);
		assertThat(this.seen).isEmpty();
	}

}

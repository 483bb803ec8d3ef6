package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aemp.Dispatcher;
import io.aemp.FlowControl;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection whose messages wait in mailboxes, step by step. */
class MailboxBackpressureTests {

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private static final Reason OVERFLOW = Reason.of(Reason.MAILBOX_OVERFLOW,
			"a connection could not be read for 10000 ms, and most of what waits is for this port");

	private final VirtualWorld world = new VirtualWorld();

	private final VirtualWorld slow = new VirtualWorld();

	private final MemoryNetwork memory = new MemoryNetwork(this.world);

	private final MemoryNode a = new MemoryNode("A", this.world, this.memory);

	private final MemoryNode b = new MemoryNode("B", this.world, this.memory, NodeConfiguration.builder()
		.flowControl(FlowControl.builder().sendHigh(1000).sendLow(500).receiveHigh(2000).pause(PAUSE).build()));

	private final List<Object> seen = new ArrayList<>();

	private Port first;

	private Port second;

	@BeforeEach
	void openPorts() {
		this.first = slowPort("first");
		this.second = slowPort("second");
	}

	private Port slowPort(String name) {
		Port port = this.b.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.slow)))
			.receive((message) -> this.seen.add(message.get(0)));
		this.b.messenger.monitor(port.id(), true, (reason) -> this.seen.add(name + ' ' + reason));
		return port;
	}

	private void flood(Port port, int from, int to) {
		for (long i = from; i < to; i++) {
			this.a.messenger.send(port.id(), Message.of(i, "x".repeat(100)));
		}
		this.world.run();
	}

	private int waiting() {
		return this.b.ports.infos().stream().mapToInt((port) -> port.waiting()).sum();
	}

	private LinkSession session() {
		return this.b.network.connections().session("A");
	}

	@Test
	void connectionIsNotReadWhileAPortIsPaused() {
		this.first.pause();
		flood(this.first, 0, 100);
		this.slow.run();
		this.world.run();
		assertThat(session().link().isPaused()).isTrue();
		assertThat(waiting()).isBetween(9, 12);
		assertThat(this.seen).isEmpty();
		this.first.resume();
		for (int i = 0; i < 20; i++) {
			this.slow.run();
			this.world.run();
		}
		assertThat(this.seen).hasSize(100).startsWith(0L, 1L).endsWith(98L, 99L);
		assertThat(session().link().isPaused()).isFalse();
	}

	@Test
	void pausedPortThatHoldsAConnectionForTooLongDies() {
		this.first.pause();
		flood(this.first, 0, 100);
		this.slow.run();
		this.world.advance(PAUSE.plusSeconds(1));
		this.slow.run();
		this.world.run();
		assertThat(this.seen).containsExactly("first " + OVERFLOW);
		assertThat(session().link().isPaused()).isFalse();
	}

	@Test
	void readingPausesAndGoesOn() {
		flood(this.first, 0, 100);
		assertThat(waiting()).isBetween(9, 12);
		assertThat(session().link().isPaused()).isTrue();
		this.slow.run();
		this.world.run();
		assertThat(session().link().isPaused()).as("full again").isTrue();
		for (int i = 0; i < 20; i++) {
			this.slow.run();
			this.world.run();
		}
		assertThat(this.seen).hasSize(100).startsWith(0L, 1L).endsWith(98L, 99L);
		assertThat(session().link().isPaused()).isFalse();
		this.world.advance(PAUSE.multipliedBy(2));
		assertThat(this.seen).hasSize(100);
	}

	@Test
	void relayedMessagesCountToo() {
		for (int i = 0; i < 100; i++) {
			this.a.messenger.send("B", Message.of("snd", this.first.id(), "x".repeat(100)));
		}
		this.world.run();
		assertThat(waiting()).isBetween(9, 12);
		assertThat(session().link().isPaused()).isTrue();
	}

	@Test
	void afterThePauseTheFullestPortDiesAndThenTheNextUntilReadingGoesOn() {
		flood(this.first, 0, 3);
		flood(this.second, 0, 100);
		flood(this.first, 3, 100);
		this.world.advance(PAUSE.minusMillis(1));
		assertThat(this.seen).isEmpty();
		this.world.advance(Duration.ofMillis(1));
		assertThat(this.seen).containsExactly("second " + OVERFLOW);
		assertThat(session().link().isPaused()).as("what follows is for the first").isTrue();
		this.world.advance(PAUSE);
		assertThat(this.seen).containsExactly("second " + OVERFLOW, "first " + OVERFLOW);
		assertThat(session().link().isPaused()).isFalse();
		assertThat(waiting()).isZero();
	}

	@Test
	void anotherPortDiesSoonIfTheFirstWasNotEnough() {
		for (int i = 0; i < 12; i++) {
			flood(slowPort("another"), i, i + 1);
		}
		assertThat(session().link().isPaused()).isTrue();
		this.world.advance(PAUSE);
		assertThat(this.seen).containsExactly("another " + OVERFLOW);
		assertThat(session().link().isPaused()).isTrue();
		this.world.advance(PAUSE.dividedBy(10));
		assertThat(this.seen).containsExactly("another " + OVERFLOW, "another " + OVERFLOW);
		assertThat(session().link().isPaused()).isFalse();
		this.world.advance(PAUSE);
		assertThat(this.seen).hasSize(2);
	}

	@Test
	void breakInThePauseBeginsTheTimeAnew() {
		flood(this.first, 0, 12);
		this.world.advance(PAUSE.minusSeconds(1));
		this.slow.run();
		this.world.run();
		assertThat(this.seen).hasSizeGreaterThan(10);
		this.seen.clear();
		flood(this.first, 0, 12);
		this.world.advance(PAUSE.minusSeconds(1));
		assertThat(this.seen).isEmpty();
		this.world.advance(Duration.ofSeconds(1));
		assertThat(this.seen).containsExactly("first " + OVERFLOW);
	}

	@Test
	void lostConnectionTakesItsPauseWithIt() {
		flood(this.first, 0, 100);
		this.memory.cut("B");
		this.world.advance(PAUSE.multipliedBy(2));
		assertThat(this.seen).isEmpty();
		this.slow.run();
		assertThat(this.seen).hasSizeBetween(9, 12);
	}

	@Test
	void readingGoesOnOnlyWhenTheLastCauseIsGone() {
		flood(this.first, 0, 1);
		ReadPauses pauses = new ReadPauses(session().link());
		pauses.begin(ReadPauses.Cause.MAILBOXES);
		pauses.begin(ReadPauses.Cause.REQUESTS);
		pauses.end(ReadPauses.Cause.MAILBOXES);
		assertThat(pauses.isPaused()).isTrue();
		pauses.end(ReadPauses.Cause.MAILBOXES);
		assertThat(pauses.isPaused()).isTrue();
		pauses.end(ReadPauses.Cause.REQUESTS);
		assertThat(pauses.isPaused()).isFalse();
	}

}

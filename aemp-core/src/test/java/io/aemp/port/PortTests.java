package io.aemp.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

import io.aemp.Dispatcher;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.NodeObserver;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortOptions;
import io.aemp.Reason;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** What a port does, one step after the other. */
class PortTests {

	private final VirtualWorld world = new VirtualWorld();

	private final List<Reason> deaths = new ArrayList<>();

	private final List<Object> seen = new ArrayList<>();

	private final PortRuntime runtime = new PortRuntime("me", (dispatcher) -> this.world, this.world,
			new NodeObserver() {

				@Override
				public void portDied(String port, Reason reason, boolean monitored) {
					PortTests.this.deaths.add(reason);
				}

			}, 1000);

	private final PortTable ports = new PortTable(this.runtime, new PortNameGenerator(new Random(1)));

	private LocalPort open() {
		return this.ports.open(PortOptions.DEFAULTS);
	}

	private void send(Port port, Object... message) {
		((LocalPort) port).deliver(Message.of(message));
	}

	private Monitor monitor(Port port) {
		Monitor monitor = new Monitor(this.runtime.outside(), this.runtime.outside(), true, this.seen::add);
		this.ports.monitor(port.id().substring("me#".length()), monitor);
		return monitor;
	}

	@Test
	void messageGoesToTheReceiverOfItsTagAndOthersToTheDefault() {
		Port port = open().receive((message) -> this.seen.add("default " + message))
			.receive("ping", (message) -> this.seen.add("ping " + message));
		send(port, "ping", 1);
		send(port, "pong", 2);
		send(port);
		send(port, "ping".getBytes(), 3);
		this.world.run();
		assertThat(this.seen).containsExactly("ping [1]", "default [pong, 2]", "default []", "ping [3]");
	}

	@Test
	void tagMayBeAnyTextAndReceiversChangeInsideACallback() {
		Port port = open();
		port.receive("other#port", (message) -> {
			this.seen.add(message.get(0));
			port.receive("other#port", null);
			port.receive((rest) -> this.seen.add("default"));
		});
		send(port, "other#port", "reply");
		send(port, "other#port", "late");
		this.world.run();
		assertThat(this.seen).containsExactly("reply", "default");
	}

	@Test
	void receiverSetFromOutsideTakesEffectInOrderWithMessages() {
		Port port = open().receive((message) -> this.seen.add("old"));
		send(port, 1);
		port.receive((message) -> this.seen.add("new"));
		send(port, 2);
		this.world.run();
		assertThat(this.seen).containsExactly("old", "new");
	}

	@Test
	void defaultReceiverCannotBeRemoved() {
		assertThatNullPointerException().isThrownBy(() -> open().receive(null));
	}

	@Test
	void unmatchedMessageKillsThePortAndShowsItsTag() {
		Port port = open().receive("a", (message) -> {
		});
		monitor(port);
		send(port, "b\u00e9\n" + "x".repeat(40));
		this.world.run();
		assertThat(this.seen).containsExactly(
				Reason.of("unhandled_message", "no callback found for message 'b..xxxxxxxxxxxxxxxxxxxxxxxxxxx'"));
	}

	@Test
	void messageWithoutElementsHasAnEmptyTag() {
		Port port = open();
		monitor(port);
		send(port);
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of("unhandled_message", "no callback found for message ''"));
	}

	@Test
	void exceptionKillsOnlyThatPortWithItsMessage() {
		Port other = open().receive((message) -> this.seen.add("alive"));
		Port port = open().receive((message) -> {
			throw new IllegalStateException("broken\n\n");
		});
		monitor(port);
		send(port, 1);
		send(other, 1);
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder(Reason.of("die", "broken"), "alive");
	}

	@Test
	void killFromInsideOvertakesWaitingMessagesButNotTheCallback() {
		Port port = open();
		port.receive((message) -> {
			port.kill();
			this.seen.add(message.get(0));
		});
		send(port, 1);
		send(port, 2);
		this.world.run();
		assertThat(this.seen).containsExactly(1);
		assertThat(this.deaths).containsExactly(Reason.NORMAL);
	}

	@Test
	void killFromOutsideComesInItsTurn() {
		Port port = open().receive((message) -> this.seen.add(message.get(0)));
		send(port, 1);
		port.kill("why", "text");
		send(port, 2);
		this.world.run();
		assertThat(this.seen).containsExactly(1);
		assertThat(this.deaths).containsExactly(Reason.of("why", "text"));
	}

	@Test
	void monitorFiresOnceAndAtOnceForAPortThatIsGone() {
		Port port = open();
		monitor(port);
		port.kill("x");
		this.world.run();
		monitor(port);
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of("x"),
				Reason.of("no_such_port", "cannot monitor nonexistent port", port.id()));
	}

	@Test
	void monitorAfterAKillFindsThePortDeadThoughMessagesWait() {
		Port port = open().receive((message) -> {
		});
		send(port, 1);
		port.kill("x");
		monitor(port);
		this.world.run();
		assertThat(this.seen).first()
			.isEqualTo(Reason.of("no_such_port", "cannot monitor nonexistent port", port.id()));
	}

	@Test
	void closedMonitorNeverFiresEvenWhenTriggeredBefore() {
		Port port = open();
		Monitor monitor = monitor(port);
		port.kill();
		monitor.close();
		this.world.run();
		assertThat(this.seen).isEmpty();
	}

	@Test
	void monitorEndsWithTheContextThatOwnsIt() {
		Port watched = open();
		LocalPort owner = open();
		Monitor monitor = new Monitor(owner, owner, true, this.seen::add);
		this.ports.monitor(watched.id().substring(3), monitor);
		owner.kill();
		watched.kill();
		this.world.run();
		assertThat(this.seen).isEmpty();
		assertThat(monitor.isArmed()).isFalse();
	}

	@Test
	void whatComesToAPortThatDiedIdleEndsAtOnce() {
		for (Reason reason : List.of(Reason.NORMAL, Reason.of("end"))) {
			this.seen.clear();
			LocalPort port = open();
			port.kill(reason);
			assertThat(this.ports.withId(port.id())).isNull();
			port.own(() -> this.seen.add("closed"));
			port.add(new Monitor(this.runtime.outside(), null, true, this.seen::add));
			port.kill("again");
			assertThat(this.seen).containsExactly("closed", reason);
			assertThat(port.monitorCount()).isZero();
		}
		assertThat(this.deaths).containsExactly(Reason.NORMAL, Reason.of("end"));
	}

	@Test
	void guardsAndMonitorsOfAnIdlePortEndWithIt() {
		LocalPort port = open();
		port.own(() -> this.seen.add("closed"));
		port.add(new Monitor(this.runtime.outside(), null, true, this.seen::add));
		port.kill();
		assertThat(this.seen).containsExactly("closed", Reason.NORMAL);
	}

	@Test
	void monitorRegisteredBeforeAnExceptionHearsOfIt() {
		Port port = open().receive((message) -> {
			throw new IllegalStateException("first");
		});
		send(port, 1);
		monitor(port);
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of("die", "first"));
	}

	@Test
	void openerRunsExactlyOnceWhateverHappens() {
		int[] opened = new int[1];
		LocalPort dead = open();
		dead.kill();
		new Monitor(dead, dead, true, this.seen::add).trigger(Reason.NORMAL, (told) -> opened[0]++);
		assertThat(opened[0]).isEqualTo(1);
		Monitor closed = new Monitor(dead, this.runtime.outside(), true, this.seen::add);
		closed.trigger(Reason.NORMAL, (told) -> opened[0]++);
		closed.close();
		this.world.run();
		closed.trigger(Reason.NORMAL, (told) -> opened[0]++);
		assertThat(opened[0]).isEqualTo(3);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void linkedPortDiesOnlyOfAnAbnormalDeath() {
		Port first = open();
		Port second = open();
		LocalPort linked = open();
		for (Port port : List.of(first, second)) {
			this.ports.monitor(port.id().substring(3), new Monitor(linked, linked, true, MonitorActions.kill(linked)));
		}
		first.kill();
		this.world.run();
		assertThat(this.ports.infos()).extracting("id").contains(linked.id());
		second.kill("bad", "text");
		this.world.run();
		assertThat(this.ports.infos()).isEmpty();
		assertThat(this.deaths).containsExactly(Reason.NORMAL, Reason.of("bad", "text"), Reason.of("bad", "text"));
	}

	@Test
	void taskRunsInContextInlineInsideAndQueuedOutside() {
		LocalPort port = open();
		CompletableFuture<String> outside = port.callInContext(() -> this.runtime.currentContext().toString());
		assertThat(outside).isNotDone();
		this.world.run();
		assertThat(outside).isCompletedWithValue(port.id());
		port.receive((message) -> this.seen.add(port.callInContext(() -> "inline").getNow("late")));
		send(port, 1);
		this.world.run();
		assertThat(this.seen).containsExactly("inline");
		assertThat(this.runtime.currentPort()).isNull();
	}

	@Test
	void boundTaskThatThrowsKillsThePort() {
		Port port = open();
		Runnable bound = port.bindToContext((Runnable) () -> {
			throw new IllegalStateException("late");
		});
		bound.run();
		this.world.run();
		assertThat(this.deaths).containsExactly(Reason.of("die", "late"));
		CompletableFuture<Void> after = port.runInContext(() -> this.seen.add("no"));
		assertThat(after).failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(PortDiedException.class);
	}

	@Test
	void waitingTaskFailsWhenThePortDies() {
		Port port = open();
		port.runInContext(() -> port.kill());
		CompletableFuture<Void> waiting = port.runInContext(() -> this.seen.add("no"));
		this.world.run();
		assertThat(waiting).isCompletedExceptionally();
		assertThat(this.seen).isEmpty();
	}

	@Test
	void executorRunsTasksInTheirTurnAlsoFromInside() {
		LocalPort port = open();
		port.receive((message) -> {
			port.execute(() -> this.seen.add("inside"));
			this.seen.add(message.get(0));
		});
		send(port, 1);
		port.execute(() -> this.seen.add(this.runtime.currentPort()));
		send(port, 2);
		this.world.run();
		assertThat(this.seen).containsExactly(1, port, 2, "inside", "inside");
	}

	@Test
	void executorOfAFutureRunsInThePortWhichOutlivesWhatTheFutureThrows() {
		LocalPort port = open();
		CompletableFuture<String> future = new CompletableFuture<>();
		CompletableFuture<Void> done = future.thenAcceptAsync((value) -> {
			this.seen.add(this.runtime.currentPort());
			throw new IllegalStateException(value);
		}, port);
		future.complete("no");
		assertThat(done).isNotDone();
		this.world.run();
		assertThat(done).isCompletedExceptionally();
		assertThat(this.seen).containsExactly(port);
		assertThat(this.deaths).isEmpty();
	}

	@Test
	void exceptionInAnExecutedTaskKillsThePort() {
		Port port = open();
		port.execute(() -> {
			throw new IllegalStateException("task");
		});
		port.execute(() -> this.seen.add("no"));
		this.world.run();
		assertThat(this.deaths).containsExactly(Reason.of("die", "task"));
		assertThat(this.seen).isEmpty();
	}

	@Test
	void deadExecutorRefuses() {
		Port dead = open();
		dead.kill();
		assertRefused(dead);
		Port dying = open().receive((message) -> {
		});
		send(dying, 1);
		dying.kill();
		assertRefused(dying);
		CompletableFuture<Void> future = CompletableFuture.completedFuture(1)
			.thenAcceptAsync((value) -> this.seen.add("no"), dead);
		assertThat(future).failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(RejectedExecutionException.class);
		this.world.run();
		assertThat(this.seen).isEmpty();
	}

	private void assertRefused(Port port) {
		Assertions.assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> port.execute(() -> this.seen.add("no")))
			.withMessageContainingAll("Port " + port.id(), "is dead", "open another port");
	}

	@Test
	void executedTasksCountForTheMailbox() {
		Port port = this.ports.open(PortOptions.DEFAULTS.mailboxLimit(10));
		for (int i = 0; i < 11; i++) {
			port.execute(() -> this.seen.add("no"));
		}
		this.world.run();
		assertThat(this.deaths).extracting(Reason::identifier).containsExactly("mailbox_overflow");
	}

	@Test
	void fullMailboxKillsThePortAndNothingArrivesBehindTheGap() {
		Port port = this.ports.open(PortOptions.DEFAULTS.mailboxLimit(10))
			.receive((message) -> this.seen.add(message.get(0)));
		for (int i = 0; i < 20; i++) {
			send(port, i);
		}
		this.world.run();
		assertThat(this.deaths).hasSize(1).first().extracting(Reason::identifier).isEqualTo("mailbox_overflow");
		assertThat(this.seen).doesNotContain(11, 19);
	}

	@Test
	void spawnRunsTheInitFunctionFirstAndLater() {
		this.ports.spawn("p", PortOptions.DEFAULTS, (self, arguments) -> {
			this.seen.add(arguments.get(0) + " of " + ((LocalPort) self).sourceNode());
			self.receive((message) -> this.seen.add(message.get(0)));
		}, Message.of("init"), "spawner");
		this.ports.find("p").deliver(Message.of("first"));
		assertThat(this.seen).isEmpty();
		this.world.run();
		assertThat(this.seen).containsExactly("init of spawner", "first");
	}

	@Test
	void failedInitFunctionTellsWhyAlsoToWhoAsksLater() {
		this.ports.spawn("p", PortOptions.DEFAULTS, (self, arguments) -> {
			throw new IllegalArgumentException("no such room");
		}, Message.of(), "me");
		this.world.run();
		this.ports.monitor("p", new Monitor(this.runtime.outside(), this.runtime.outside(), true, this.seen::add));
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of("die", "no such room"));
	}

	@Test
	void initFunctionWithoutReceiverMakesNoPort() {
		this.ports.spawn("p", PortOptions.DEFAULTS, (self, arguments) -> {
		}, Message.of(), "me");
		this.ports.monitor("p", new Monitor(this.runtime.outside(), this.runtime.outside(), true, this.seen::add));
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of("no_such_port", "cannot monitor nonexistent port", "me#p"));
	}

	@Test
	void timerOfAPortRunsInItAndEndsWithIt() {
		LocalPort port = open();
		port.runInContext(() -> {
			CallbackTimer.start(this.runtime, Duration.ofSeconds(1),
					() -> this.seen.add(this.runtime.currentContext()));
			CallbackTimer.start(this.runtime, Duration.ofSeconds(3), () -> this.seen.add("too late"));
		});
		this.world.advance(Duration.ofSeconds(2));
		port.kill();
		this.world.advance(Duration.ofSeconds(2));
		assertThat(this.seen).containsExactly(port);
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void periodicTimerKeepsToMultiplesOfItsPeriod() {
		LocalPort port = open();
		port.runInContext(
				() -> Every.start(this.runtime, Duration.ofSeconds(2), () -> this.seen.add(this.world.nanoTime())));
		this.world.advance(Duration.ofSeconds(7));
		assertThat(this.seen).containsExactly(2_000_000_000L, 4_000_000_000L, 6_000_000_000L);
		port.kill();
		this.world.advance(Duration.ofSeconds(7));
		assertThat(this.seen).hasSize(3);
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void periodicTimerOfASlowPortLeavesOutWhatItMissed() {
		VirtualWorld slow = new VirtualWorld();
		PortTable table = this.world.ports();
		LocalPort port = table.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		port.runInContext(
				() -> Every.start(table.runtime(), Duration.ofSeconds(2), () -> this.seen.add(this.world.nanoTime())));
		slow.run();
		this.world.advance(Duration.ofSeconds(7));
		slow.run();
		this.world.advance(Duration.ofSeconds(2));
		slow.run();
		assertThat(this.seen).containsExactly(7_000_000_000L, 9_000_000_000L);
		assertThat(this.world.pendingTimers()).isOne();
	}

	@Test
	void closedPeriodicTimerRunsNoMoreAlsoIfItsCallbackClosesIt() {
		Guard[] guards = new Guard[1];
		guards[0] = Every.start(this.runtime, Duration.ofSeconds(1), () -> {
			this.seen.add("called");
			if (this.seen.size() == 2) {
				guards[0].close();
			}
		});
		this.world.advance(Duration.ofSeconds(5));
		assertThat(this.seen).hasSize(2);
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void periodicTimerThatThrowsKillsItsPortOrEnds() {
		Runnable failing = () -> {
			this.seen.add("called");
			throw new IllegalStateException("broken");
		};
		open().runInContext(() -> Every.start(this.runtime, Duration.ofSeconds(1), failing));
		Every.start(this.runtime, Duration.ofSeconds(1), failing);
		this.world.advance(Duration.ofSeconds(5));
		assertThat(this.seen).hasSize(2);
		assertThat(this.deaths).containsExactly(Reason.of("die", "broken"));
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void periodMustBePositive() {
		for (Duration period : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
			Assertions.assertThatIllegalArgumentException()
				.isThrownBy(() -> Every.start(this.runtime, period, () -> this.seen.add("no")))
				.withMessageContainingAll("A period of " + period, "not positive", "after");
		}
		Every.start(this.runtime, Duration.ofSeconds(Long.MAX_VALUE), () -> this.seen.add("no")).close();
	}

	@Test
	void busyPortGivesWay() {
		Port busy = open();
		busy.receive((message) -> send(busy, "again"));
		Port other = open().receive((message) -> busy.kill());
		send(busy, "go");
		send(other, "stop");
		this.world.run();
		assertThat(this.deaths).containsExactly(Reason.NORMAL);
	}

	@Test
	void rejectingExecutorOfTheApplicationHangsNoPort() {
		PortRuntime rejecting = new PortRuntime("me", (dispatcher) -> switch (dispatcher.kind()) {
			case CUSTOM -> (task) -> {
				throw new RejectedExecutionException("full");
			};
			default -> this.world;
		}, this.world, new NodeObserver() {
		}, 1000);
		PortTable table = new PortTable(rejecting, new PortNameGenerator(new Random(2)));
		Port port = table.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.world)))
			.receive((message) -> this.seen.add(message.get(0)));
		((LocalPort) port).deliver(Message.of("through"));
		this.world.run();
		assertThat(this.seen).containsExactly("through");
	}

	@Test
	void closedTableKillsAllPortsAndOpensNoMore() {
		open();
		open();
		this.ports.close(Reason.of(Reason.NODE_CLOSED));
		this.world.run();
		assertThat(this.ports.infos()).isEmpty();
		Assertions.assertThatIllegalStateException().isThrownBy(this::open);
	}

}

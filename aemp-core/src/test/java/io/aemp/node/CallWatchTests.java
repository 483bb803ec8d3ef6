package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aemp.Dispatcher;
import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.port.LocalPort;
import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Timed calls to a port of another node, step by step. */
class CallWatchTests extends TwoMemoryNodes {

	private static final Duration LONG = Duration.ofMinutes(10);

	/** Longer than a registration outlives its last call. */
	private static final Duration MOMENTS = Duration.ofSeconds(3);

	private final Calls calls = new Calls(this.a.ports, this.a.messenger, null);

	private final Port echo = echo();

	private Port echo() {
		return this.b.open().receive((message) -> this.b.messenger.send(message.text(1), Message.of(message.get(0))));
	}

	private CompletableFuture<Message> call(Port port, Object element) {
		return this.calls.call(port.id(), Message.of(element), LONG);
	}

	private void callAndAssertAnswer(Port port, Object element) {
		CompletableFuture<Message> answer = call(port, element);
		this.world.run();
		assertThat(answer).isCompletedWithValue(Message.of(element));
	}

	private static Reason deathTold(CompletableFuture<Message> answer) {
		assertThat(answer).isCompletedExceptionally();
		return ((PortDiedException) failureOf(answer)).reason();
	}

	private static Throwable failureOf(CompletableFuture<Message> answer) {
		return answer.handle((reply, failure) -> failure).join();
	}

	private int registrations() {
		return this.b.ports.infos().stream().mapToInt(PortInfo::monitors).sum();
	}

	@Test
	void callsInARowShareARegistrationThatEndsWhenNobodyHasCalledForAMoment() {
		for (int i = 0; i < 5; i++) {
			callAndAssertAnswer(this.echo, "a");
			assertThat(registrations()).isOne();
			this.world.advance(Duration.ofMillis(900));
		}
		this.world.advance(MOMENTS);
		assertThat(registrations()).isZero();
		int timers = this.world.pendingTimers();
		callAndAssertAnswer(this.echo, "again");
		assertThat(registrations()).isOne();
		this.world.advance(MOMENTS);
		assertThat(registrations()).isZero();
		assertThat(this.world.pendingTimers()).isEqualTo(timers);
		assertThat(this.a.ports.infos()).isEmpty();
	}

	@Test
	void registrationStaysWhileACallWaits() {
		Port silent = this.b.open().receive((message) -> {
		});
		CompletableFuture<Message> answer = call(silent, "a");
		this.world.advance(Duration.ofMinutes(1));
		assertThat(registrations()).isOne();
		silent.kill("bad");
		this.world.run();
		assertThat(deathTold(answer)).isEqualTo(Reason.of("bad"));
		assertThat(deathAfter(call(silent, "b")).identifier()).isEqualTo(Reason.NO_SUCH_PORT);
	}

	private Reason deathAfter(CompletableFuture<Message> answer) {
		this.world.run();
		return deathTold(answer);
	}

	@Test
	void normalDeathLeavesTheCallToTheOneThatTheRequestWasHandedTo() {
		List<Message> requests = new ArrayList<>();
		Port port = this.b.open().receive(requests::add);
		CompletableFuture<Message> answer = call(port, "a");
		this.world.run();
		port.kill();
		this.world.run();
		assertThat(answer).isNotDone();
		this.b.messenger.send(requests.get(0).text(1), Message.of("handed on"));
		this.world.run();
		assertThat(answer).isCompletedWithValue(Message.of("handed on"));
	}

	@Test
	void killedReplyPortIsAnErrorAnswer() {
		Port port = this.b.open().receive((message) -> this.b.messenger.kill(message.text(1), Reason.of("no")));
		CompletableFuture<Message> answer = call(port, "a");
		this.world.run();
		assertThat(answer).isCompletedExceptionally();
		assertThat(((ErrorAnswerException) failureOf(answer)).reason()).isEqualTo(Reason.of("no"));
	}

	@Test
	void lossFailsTheCallAndHoldsBackNoSend() {
		VirtualWorld slow = new VirtualWorld();
		Port silent = collector(this.b);
		LocalPort caller = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		List<Exception> failures = new ArrayList<>();
		caller.runInContext(() -> this.calls.call(silent.id(), Message.of(), LONG, this.seen::add, failures::add));
		slow.run();
		this.world.run();
		assertThat(this.seen).hasSize(1);
		this.memory.cut("B");
		this.world.run();
		// the caller has not been told yet
		this.a.messenger.send(caller, silent.id(), Message.of("after the loss"), false);
		this.world.run();
		assertThat(this.seen).last().isEqualTo("after the loss");
		assertThat(failures).isEmpty();
		slow.run();
		assertThat(failures).hasSize(1);
		assertThat(((PortDiedException) failures.get(0)).reason()).isEqualTo(Reason.transportError("B", "cut"));
	}

	@Test
	void lossEndsTheRegistrationThatNoCallUses() {
		callAndAssertAnswer(this.echo, "a");
		this.memory.cut("B");
		this.world.run();
		assertThat(registrations()).isZero();
		callAndAssertAnswer(this.echo, "b");
		assertThat(registrations()).isOne();
		this.echo.kill("bad");
		assertThat(deathAfter(call(this.echo, "c"))).isEqualTo(Reason.of("bad"));
	}

	@Test
	void callOfAContextThatIsAboutToBeToldOfALossFailsWithIt() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort caller = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		List<Exception> failures = new ArrayList<>();
		caller.runInContext(() -> this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("told")));
		slow.run();
		this.world.run();
		caller.runInContext(() -> this.calls.call(port.id(), Message.of("hole"), LONG, this.seen::add, failures::add));
		this.memory.cut("B");
		this.world.run();
		slow.run();
		this.world.run();
		slow.run();
		assertThat(this.seen).containsExactly("told");
		assertThat(failures).hasSize(1);
		assertThat(((PortDiedException) failures.get(0)).reason()).isEqualTo(Reason.transportError("B", "cut"));
	}

	@Test
	void monitorsAndCallsUseTheSameRegistration() {
		callAndAssertAnswer(this.echo, "a");
		this.a.messenger.monitor(this.echo.id(), true, this.seen::add);
		this.world.advance(MOMENTS);
		assertThat(registrations()).isOne();
		CompletableFuture<Message> answer = call(this.echo, "b");
		this.echo.kill("bad");
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of("bad"));
		assertThat(answer).isDone();
	}

	@Test
	void closedMonitorLeavesTheRegistrationToACallThatWaits() {
		Port silent = this.b.open().receive((message) -> {
		});
		CompletableFuture<Message> answer = call(silent, "a");
		this.a.messenger.monitor(silent.id(), true, this.seen::add).close();
		this.world.run();
		assertThat(registrations()).isOne();
		silent.kill("bad");
		assertThat(deathAfter(answer)).isEqualTo(Reason.of("bad"));
		assertThat(this.seen).isEmpty();
	}

	@Test
	void idleRegistrationsAreFew() {
		List<Port> ports = new ArrayList<>();
		for (int i = 0; i < CallWatches.MOST_IDLE + 10; i++) {
			ports.add(echo());
			callAndAssertAnswer(ports.get(i), i);
		}
		assertThat(registrations()).isEqualTo(CallWatches.MOST_IDLE);
		callAndAssertAnswer(ports.get(0), "again");
		this.world.advance(MOMENTS);
		assertThat(registrations()).isZero();
	}

	@Test
	void callThatCannotTravelLeavesNothing() {
		callAndAssertAnswer(this.echo, "a");
		this.world.advance(MOMENTS);
		int timers = this.world.pendingTimers();
		assertThatExceptionOfType(UnsendableValueException.class).isThrownBy(() -> call(this.echo, new Object()));
		this.world.advance(MOMENTS);
		assertThat(registrations()).isZero();
		assertThat(this.a.ports.infos()).isEmpty();
		assertThat(this.world.pendingTimers()).isEqualTo(timers);
	}

	@Test
	void nodeThatCannotBeReachedFailsTheCall() {
		CompletableFuture<Message> answer = this.calls.call("C#port", Message.of("a"), LONG);
		this.world.advance(Duration.ofSeconds(31));
		assertThat(deathTold(answer).identifier()).isEqualTo(Reason.TRANSPORT_ERROR);
	}

	@Test
	void nodePortCanBeCalled() {
		CompletableFuture<Message> answer = this.calls.call("B", Message.of("time"), LONG);
		this.world.run();
		assertThat(answer).isCompleted();
		CompletableFuture<Message> lost = this.calls.call("B", Message.of("devnull"), LONG);
		this.world.run();
		this.memory.cut("B");
		this.world.run();
		assertThat(deathTold(lost)).isEqualTo(Reason.transportError("B", "cut"));
	}

}

package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.aemp.ErrorAnswerException;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Calls end in every case, and leave no port behind. */
class CallTests extends RealNodes {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final Node node = closeLater(Nodes.local());

	private final Port silent = this.node.open((message) -> {
	});

	private void assertNoReplyPortIsLeft() {
		eventually().untilAsserted(() -> assertThat(this.node.ports()).extracting("id").containsOnly(this.silent.id()));
	}

	@Test
	void answerEndsTheCallAndItsReplyPort() throws Exception {
		Port echo = this.node.open((message) -> this.node.send(message.text(1), message.get(0), "back"));
		assertThat(this.node.call(echo.id(), "a").get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("a", "back"));
		assertThat(this.node.call(echo.id(), Message.of("b"), LONG).get(SECONDS, TimeUnit.SECONDS))
			.isEqualTo(Message.of("b", "back"));
		echo.kill();
		assertNoReplyPortIsLeft();
	}

	@Test
	void timeoutEndsTheCallAndItsReplyPort() {
		CompletableFuture<Message> answer = this.node.call(this.silent.id(), Message.of("a"), Duration.ofMillis(20));
		assertThatThrownBy(() -> answer.get(SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
			.hasCauseInstanceOf(TimeoutException.class);
		assertNoReplyPortIsLeft();
	}

	@Test
	void deathOfThePortEndsTheCallAndItsReplyPort() {
		Port port = this.node.open((message) -> {
			throw new IllegalStateException("no");
		});
		assertThatThrownBy(() -> this.node.call(port.id(), "a").get(SECONDS, TimeUnit.SECONDS))
			.hasCauseInstanceOf(PortDiedException.class)
			.hasMessageContaining("no");
		assertNoReplyPortIsLeft();
	}

	@Test
	void abnormalDeathEndsATimedCallAtOnce() {
		Port port = this.node.open((message) -> {
			throw new IllegalStateException("no");
		});
		assertThat(failureOf(this.node.call(port.id(), Message.of("a"), LONG)))
			.isInstanceOfSatisfying(PortDiedException.class, (failure) -> {
				assertThat(failure.port()).isEqualTo(port.id());
				assertThat(failure.reason()).isEqualTo(Reason.of(Reason.DIE, "no"));
			});
		assertThat(failureOf(this.node.call(port.id(), Message.of("a"), LONG))).isInstanceOfSatisfying(
				PortDiedException.class,
				(failure) -> assertThat(failure.reason().identifier()).isEqualTo(Reason.NO_SUCH_PORT));
		assertNoReplyPortIsLeft();
	}

	@Test
	void normalDeathEndsNoTimedCall() throws Exception {
		Port helper = this.node.open((message) -> this.node.send(message.text(1), "helped"));
		Port port = this.node.open();
		port.receive((message) -> {
			port.kill();
			this.node.monitor(port.id(), (reason) -> this.node.send(helper.id(), message));
		});
		assertThat(this.node.call(port.id(), Message.of("a"), LONG).get(SECONDS, TimeUnit.SECONDS))
			.isEqualTo(Message.of("helped"));
		helper.kill();
		assertNoReplyPortIsLeft();
	}

	@Test
	void killedReplyPortIsAnErrorAnswer() {
		Port port = this.node.open((message) -> this.node.kill(message.text(1), "sold_out", "no screws"));
		for (CompletableFuture<Message> answer : List.of(this.node.call(port.id(), "a"),
				this.node.call(port.id(), Message.of("a"), LONG))) {
			assertThat(failureOf(answer)).isInstanceOfSatisfying(ErrorAnswerException.class, (failure) -> {
				assertThat(failure.port()).isEqualTo(port.id());
				assertThat(failure.reason()).isEqualTo(Reason.of("sold_out", "no screws"));
			});
		}
		port.kill();
		assertNoReplyPortIsLeft();
	}

	@Test
	void callbacksAreToldWhyThereIsNoAnswer() {
		List<Object> seen = new CopyOnWriteArrayList<>();
		Consumer<Message> answered = seen::add;
		Consumer<Exception> failed = (failure) -> seen.add(failure.getClass());
		this.node.call(this.silent.id(), Message.of("a"), Duration.ofMillis(20), answered, failed);
		eventually().untilAsserted(() -> assertThat(seen).containsExactly(TimeoutException.class));
		this.node.call(this.silent.id() + "x", Message.of("a"), LONG, answered, failed);
		eventually().untilAsserted(() -> assertThat(seen).last().isEqualTo(PortDiedException.class));
		Port unwilling = this.node.open((message) -> this.node.kill(message.text(1), "no"));
		this.node.call(unwilling.id(), Message.of("a"), answered, failed);
		eventually().untilAsserted(() -> assertThat(seen).last().isEqualTo(ErrorAnswerException.class));
		assertThat(seen).hasSize(3);
	}

	static Throwable failureOf(CompletableFuture<Message> answer) {
		try {
			throw new AssertionError("It was answered: " + answer.get(SECONDS, TimeUnit.SECONDS));
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void cancelledFutureTakesTheReplyPortWithIt() {
		this.node.call(this.silent.id(), "a").cancel(true);
		this.node.call(this.silent.id(), Message.of("a"), LONG).cancel(true);
		assertNoReplyPortIsLeft();
	}

	@Test
	void callbackFormRunsInThePortAndEndsWithIt() {
		List<Object> seen = new CopyOnWriteArrayList<>();
		Port echo = this.node.open((message) -> this.node.send(message.text(1), message.get(0)));
		Port caller = this.node.open((message) -> {
		});
		caller.runInContext(() -> this.node.call(echo.id(), Message.of("a"),
				(answer) -> seen.addAll(List.of(this.node.self().id(), answer.toString())), seen::add));
		eventually().untilAsserted(() -> assertThat(seen).containsExactly(caller.id(), "[a]"));
		BoundedWait.get(caller
			.runInContext(() -> this.node.call(this.silent.id(), Message.of("b"), LONG, seen::add, seen::add)));
		BoundedWait
			.get(caller.runInContext(() -> this.node.call(this.silent.id(), Message.of("c"), seen::add, seen::add)));
		caller.kill();
		echo.kill();
		assertNoReplyPortIsLeft();
		assertThat(seen).hasSize(2);
	}

	@Test
	void closedGuardOfACallbackGivesUp() {
		List<Object> seen = new CopyOnWriteArrayList<>();
		Guard call = this.node.call(this.silent.id(), Message.of("b"), seen::add, seen::add);
		call.close();
		assertNoReplyPortIsLeft();
		assertThat(seen).isEmpty();
	}

	@Test
	void callThatWaitsFailsWhenTheNodeIsClosed() {
		CompletableFuture<Message> unlimited = this.node.call(this.silent.id(), "a");
		CompletableFuture<Message> limited = this.node.call(this.silent.id(), Message.of("a"), LONG);
		this.node.close();
		for (CompletableFuture<Message> answer : List.of(unlimited, limited)) {
			assertThatThrownBy(() -> answer.get(SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(PortDiedException.class)
				.hasMessageContaining(Reason.NODE_CLOSED);
		}
	}

}

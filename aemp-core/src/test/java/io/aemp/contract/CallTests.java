package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
		assertThat(this.node.call(LONG, echo.id(), "b").get(SECONDS, TimeUnit.SECONDS))
			.isEqualTo(Message.of("b", "back"));
		echo.kill();
		assertNoReplyPortIsLeft();
	}

	@Test
	void timeoutEndsTheCallAndItsReplyPort() {
		CompletableFuture<Message> answer = this.node.call(Duration.ofMillis(20), this.silent.id(), "a");
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
	void cancelledFutureTakesTheReplyPortWithIt() {
		this.node.call(this.silent.id(), "a").cancel(true);
		this.node.call(LONG, this.silent.id(), "a").cancel(true);
		assertNoReplyPortIsLeft();
	}

	@Test
	void callbackFormRunsInThePortAndEndsWithIt() {
		List<Object> seen = new CopyOnWriteArrayList<>();
		Port echo = this.node.open((message) -> this.node.send(message.text(1), message.get(0)));
		Port caller = this.node.open((message) -> {
		});
		caller.runInContext(() -> this.node.call(echo.id(), Message.of("a"), null,
				(answer) -> seen.addAll(List.of(this.node.self().id(), String.valueOf(answer)))));
		eventually().untilAsserted(() -> assertThat(seen).containsExactly(caller.id(), "[a]"));
		BoundedWait.get(caller.runInContext(() -> this.node.call(this.silent.id(), Message.of("b"), LONG, seen::add)));
		BoundedWait.get(caller.runInContext(() -> this.node.call(this.silent.id(), Message.of("c"), null, seen::add)));
		caller.kill();
		echo.kill();
		assertNoReplyPortIsLeft();
		assertThat(seen).hasSize(2);
	}

	@Test
	void closedGuardOfACallbackGivesUp() {
		Guard call = this.node.call(this.silent.id(), Message.of("b"), null, (answer) -> {
			throw new AssertionError();
		});
		call.close();
		assertNoReplyPortIsLeft();
	}

	@Test
	void callThatWaitsFailsWhenTheNodeIsClosed() {
		CompletableFuture<Message> unlimited = this.node.call(this.silent.id(), "a");
		CompletableFuture<Message> limited = this.node.call(LONG, this.silent.id(), "a");
		this.node.close();
		for (CompletableFuture<Message> answer : List.of(unlimited, limited)) {
			assertThatThrownBy(() -> answer.get(SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(PortDiedException.class)
				.hasMessageContaining(Reason.NODE_CLOSED);
		}
	}

}

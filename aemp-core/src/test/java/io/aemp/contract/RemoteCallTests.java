package io.aemp.contract;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Timed calls to another node end as soon as it is known that no answer comes. */
class RemoteCallTests extends RealNodes {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final Node[] pair = pair();

	private final Node here = this.pair[1];

	private final Node there = this.pair[0];

	private CompletableFuture<Message> call(Port port) {
		return this.here.call(port.id(), Message.of("a"), LONG);
	}

	private Reason deathTold(CompletableFuture<Message> answer) {
		Throwable failure = CallTests.failureOf(answer);
		assertThat(failure).isInstanceOf(PortDiedException.class);
		return ((PortDiedException) failure).reason();
	}

	@Test
	void answerEndsTheCall() throws Exception {
		Port echo = this.there.open((message) -> this.there.send(message.text(1), message.get(0), "back"));
		for (int i = 0; i < 3; i++) {
			assertThat(call(echo).get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("a", "back"));
		}
		assertThat(this.there.call("other", Message.of("time"), LONG).get(SECONDS, TimeUnit.SECONDS).number(0))
			.isPositive();
	}

	@Test
	void deathEndsTheCall() {
		Port port = this.there.open((message) -> {
			throw new IllegalStateException("no");
		});
		assertThat(deathTold(call(port))).isEqualTo(Reason.of(Reason.DIE, "no"));
		assertThat(deathTold(call(port)).identifier()).isEqualTo(Reason.NO_SUCH_PORT);
	}

	@Test
	void normalDeathDoesNot() throws Exception {
		Port port = this.there.open();
		port.receive((message) -> {
			port.kill();
			this.there.monitor(port.id(), (reason) -> this.there.send(message.text(1), "handed on"));
		});
		assertThat(call(port).get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("handed on"));
	}

	@Test
	void killedReplyPortEndsTheCall() {
		Port port = this.there.open((message) -> this.there.kill(message.text(1), "sold_out"));
		assertThat(CallTests.failureOf(call(port))).isInstanceOfSatisfying(ErrorAnswerException.class,
				(failure) -> assertThat(failure.reason()).isEqualTo(Reason.of("sold_out")));
	}

	@Test
	void lostConnectionEndsTheCall() throws Exception {
		CompletableFuture<Message> asked = new CompletableFuture<>();
		Port silent = this.there.open(asked::complete);
		CompletableFuture<Message> answer = this.here.call(silent.id(), Message.of("a"), LONG);
		asked.get(SECONDS, TimeUnit.SECONDS);
		this.there.close();
		assertThat(deathTold(answer).identifier()).isIn(Reason.NODE_CLOSED, Reason.TRANSPORT_ERROR);
	}

}

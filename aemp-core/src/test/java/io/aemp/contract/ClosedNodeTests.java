package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What a closed node does when it is used all the same. */
@Timeout(300)
class ClosedNodeTests extends RealNodes {

	private static final Message MESSAGE = Message.of("x");

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	private Node seed;

	private Node node;

	private Port port;

	private String remote;

	@BeforeEach
	void close() {
		Node[] pair = pair();
		this.seed = pair[0];
		this.node = pair[1];
		this.remote = this.seed.open((message) -> this.seen.add("arrived")).id();
		this.node.functions().registerInit("init", (self, arguments) -> this.seen.add("spawned"));
		this.port = this.node.open((message) -> this.seen.add("received"));
		this.node.close();
	}

	@Test
	void opensNoPortsAndCallsNobody() {
		assertThatIllegalStateException().isThrownBy(this.node::open).withMessageContaining("is closed");
		for (String id : List.of(this.port.id(), this.remote, "unknown#port")) {
			assertThatIllegalStateException().isThrownBy(() -> this.node.call(id, "x"))
				.withMessageContaining("is closed");
		}
	}

	@Test
	void doesNothingSilently() {
		for (String id : List.of(this.port.id(), this.node.id(), this.remote, "unknown#port")) {
			this.node.send(id, "x");
			this.node.after(Duration.ZERO, id, "x");
			this.node.spawn(id, "init");
			this.node.monitor(id, (reason) -> this.seen.add("fired"));
			this.node.closeOnDeath(id, () -> this.seen.add("closed"));
		}
		this.node.kill(this.port.id());
		this.node.kill(this.remote);
		this.node.after(Duration.ZERO, () -> this.seen.add("after"));
		this.node.every(Duration.ofMillis(1), () -> this.seen.add("every"));
		this.node.network().monitor(this.seen::add);
		this.node.database().set("family", "subkey");
		this.node.database().monitor("family", this.seen::add);
		this.node.database().entries("family", this.seen::add);
		assertThat(this.node.port(this.port.id())).isEmpty();
		assertThat(this.node.ports()).isEmpty();
		// as long as it takes to open a node, and to talk to another one
		Node later = start("later", this.seed);
		awaitUp(later, "seed");
		assertThat(later.call(this.seed.id(), "time")).succeedsWithin(SECONDS, TimeUnit.SECONDS);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void sendsThatWouldWaitFail() {
		for (String id : List.of(this.remote, "unknown#port")) {
			// the end is not waited for without a limit
			eventually().until(() -> this.node.sendWhenWritable(id, MESSAGE).isCompletedExceptionally());
			assertThat(this.node.sendWhenWritable(id, MESSAGE)).failsWithin(SECONDS, TimeUnit.SECONDS)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(PortDiedException.class)
				.withMessageContaining(Reason.NODE_CLOSED);
			assertThatExceptionOfType(PortDiedException.class).isThrownBy(() -> this.node.sendWaiting(id, MESSAGE))
				.satisfies((ex) -> assertThat(ex.reason().identifier()).isEqualTo(Reason.NODE_CLOSED));
		}
		assertThat(this.node.sendWhenWritable(this.port.id(), MESSAGE)).isCompleted();
	}

	@Test
	void tasksOfItsPortsAreRefused() {
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.port.execute(() -> this.seen.add("no")));
		assertThat(this.port.runInContext(() -> this.seen.add("no"))).failsWithin(SECONDS, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(PortDiedException.class);
	}

	@Test
	void queriesOfItsDatabaseFail() {
		for (CompletableFuture<?> query : List.of(this.node.database().entries("family"),
				this.node.database().keys("family"), this.node.database().values("family"))) {
			assertThat(query).failsWithin(SECONDS, TimeUnit.SECONDS)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(IllegalStateException.class)
				.withMessageContaining("closed");
		}
	}

}

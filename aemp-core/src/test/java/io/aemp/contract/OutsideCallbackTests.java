package io.aemp.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Dispatcher;
import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Where callbacks run that no port has asked for, and where futures complete. */
@Timeout(300)
class OutsideCallbackTests extends RealNodes {

	private final Node node = closeLater(Nodes.local());

	/** The current port, or that there is none. */
	private Object place() {
		try {
			return this.node.self();
		}
		catch (IllegalStateException ex) {
			return "outside";
		}
	}

	private static void meet(CyclicBarrier barrier) {
		try {
			barrier.await(SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void mayWaitForEachOther() {
		CyclicBarrier barrier = new CyclicBarrier(4);
		Port port = this.node.open();
		this.node.after(Duration.ZERO, () -> meet(barrier));
		this.node.monitor(port.id(), (reason) -> meet(barrier));
		this.node.closeOnDeath(port.id(), () -> meet(barrier));
		port.kill();
		meet(barrier);
	}

	@Test
	void ofOneMonitorNeverOverlapAndKeepTheirOrder() throws Exception {
		int count = 200;
		AtomicInteger inside = new AtomicInteger();
		List<FamilyChange> changes = new ArrayList<>();
		CountDownLatch last = new CountDownLatch(1);
		this.node.database().monitor("family", (change) -> {
			assertThat(inside.incrementAndGet()).isOne();
			changes.add(change);
			inside.decrementAndGet();
			if (change.contents().size() == count) {
				last.countDown();
			}
		});
		for (int i = 0; i < count; i++) {
			this.node.database().set("family", String.valueOf(i));
		}
		assertThat(last.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(changes).extracting((change) -> change.contents().size()).isSorted();
	}

	@Test
	void ofOnePeriodicTimerNeverOverlap() throws Exception {
		AtomicInteger inside = new AtomicInteger();
		CountDownLatch calls = new CountDownLatch(50);
		Guard timer = this.node.every(Duration.ofNanos(1), () -> {
			if (inside.incrementAndGet() == 1) {
				calls.countDown();
			}
			inside.decrementAndGet();
		});
		assertThat(calls.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		timer.close();
	}

	@Test
	void futuresOfCallsCompleteOutsideAndThoseOfAPortInside() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		Port asking = this.node.open();
		Port echo = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING)).receive((message) -> {
			held.await();
			this.node.send(message.text(0), "answer");
		});
		CompletableFuture<Object> answer = asking
			.callInContext(() -> this.node.call(echo.id()).thenApply((reply) -> place()))
			.get(SECONDS, TimeUnit.SECONDS);
		CompletableFuture<Object> task = echo.callInContext(() -> 1).thenApply((value) -> place());
		held.countDown();
		assertThat(answer.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("outside");
		assertThat(task.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(echo);
	}

	@Test
	void functionThatAPortOfTheSameNodeCallsIsOutsideIt() throws Exception {
		CompletableFuture<Object> called = new CompletableFuture<>();
		this.node.functions().register("function", (from, arguments) -> called.complete(place()));
		this.node.open().execute(() -> this.node.send(this.node.id(), "function"));
		assertThat(called.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("outside");
	}

}

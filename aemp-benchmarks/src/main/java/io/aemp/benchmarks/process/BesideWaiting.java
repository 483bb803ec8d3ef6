package io.aemp.benchmarks.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A plain thread calls a receiver, in turn while others beside it do not wait and while
 * they do.
 */
final class BesideWaiting {

	private static final int TURNS = 4;

	/** No call has so high a number. */
	private static final int NEVER = Integer.MAX_VALUE;

	private static final int SELDOM = 1000;

	private final Client client;

	private final WaitingCalls calls;

	private final int neighbours;

	/** Whether the others work without pause, and wait now and then only. */
	private final boolean seldom;

	private final Times alone = new Times();

	private final Times beside = new Times();

	BesideWaiting(Client client, Workload workload) {
		this.client = client;
		this.calls = new WaitingCalls(client);
		this.neighbours = workload.window();
		this.seldom = workload == Workload.CALL_BESIDE_SELDOM_WAITING;
	}

	Measurement run(Plan plan) {
		turns(new Times(), new Times(), plan.before().toNanos());
		turns(this.alone, this.beside, plan.measured().toNanos());
		double p99 = this.alone.p99();
		return this.beside.measurement().and(Metric.P99_ALONE, p99).and(Metric.SLOWDOWN, this.beside.p99() / p99);
	}

	private void turns(Times alone, Times beside, long nanos) {
		for (int i = 0; i < TURNS; i++) {
			if (this.seldom) {
				turn(alone, nanos / TURNS / 2, NEVER);
			}
			else {
				this.calls.call(alone, nanos / TURNS / 2);
			}
			turn(beside, nanos / TURNS / 2, this.seldom ? SELDOM : 1);
		}
	}

	private void turn(Times times, long nanos, int oneIn) {
		Neighbours others = new Neighbours(oneIn);
		try {
			this.calls.call(times, nanos);
		}
		finally {
			others.end();
		}
	}

	/** Keep the others busy. */
	private final class Neighbours {

		private final int oneIn;

		private final AtomicInteger next = new AtomicInteger(1);

		private final CompletableFuture<?>[] ends = new CompletableFuture<?>[BesideWaiting.this.neighbours];

		private volatile boolean ending;

		Neighbours(int oneIn) {
			this.oneIn = oneIn;
			for (int i = 0; i < this.ends.length; i++) {
				CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
				this.ends[i] = end;
				call(i, end);
			}
		}

		private void call(int neighbour, CompletableFuture<@Nullable Void> end) {
			BesideWaiting.this.client.askNeighbour(neighbour, this.next.getAndIncrement(), this.oneIn)
				.whenComplete((answer, failure) -> {
					if (failure != null) {
						end.completeExceptionally(failure);
					}
					else if (this.ending) {
						end.complete(null);
					}
					else {
						call(neighbour, end);
					}
				});
		}

		void end() {
			this.ending = true;
			CompletableFuture.allOf(this.ends).join();
		}

	}

}

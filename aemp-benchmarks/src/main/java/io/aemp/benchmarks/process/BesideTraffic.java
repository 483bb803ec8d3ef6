package io.aemp.benchmarks.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a ping on its way, alone and beside other traffic. Both are measured in turn, so
 * that what changes on the machine changes for both.
 */
final class BesideTraffic implements ClientReceiver {

	private static final int TURNS = 4;

	private final Times alone = new Times();

	private final Times beside = new Times();

	private final CountDownLatch ended = new CountDownLatch(1);

	private @Nullable Client client;

	private volatile @Nullable Traffic traffic;

	/** When the ping has left; belongs to the receiver. */
	private long started;

	private volatile @Nullable Turn turn;

	private volatile boolean ending;

	@Override
	public void acknowledged(long count) {
		Traffic beside = this.traffic;
		if (beside != null) {
			beside.acknowledged(count);
		}
	}

	@Override
	public void returned(int number) {
		Turn turn = this.turn;
		if (turn != null) {
			turn.times.record(System.nanoTime() - this.started);
			turn.first.countDown();
		}
		if (this.ending) {
			this.ended.countDown();
		}
		else {
			ping();
		}
	}

	Measurement run(Client client, Traffic traffic, Plan plan) throws InterruptedException, IOException {
		this.client = client;
		this.traffic = traffic;
		ping();
		long millis = plan.before().toMillis() / TURNS;
		for (int i = 0; i < TURNS; i++) {
			Thread.sleep(millis);
			traffic.run(millis);
		}
		millis = plan.measured().toMillis() / TURNS;
		long before = traffic.bytes();
		long nanos = 0;
		for (int i = 0; i < TURNS; i++) {
			Turn quiet = begin(this.alone);
			Thread.sleep(millis);
			end(quiet);
			long begin = System.nanoTime();
			Turn busy = begin(this.beside);
			traffic.run(millis);
			nanos += System.nanoTime() - begin;
			end(busy);
		}
		this.ending = true;
		Waiting.await(this.ended);
		return measurement((traffic.bytes() - before) * 1e3 / nanos);
	}

	private Measurement measurement(double megabytes) {
		double alone = this.alone.p99();
		return this.beside.measurement()
			.and(Metric.P99_ALONE, alone)
			.and(Metric.SLOWDOWN, this.beside.p99() / alone)
			.and(Metric.MEGABYTES, megabytes);
	}

	private Turn begin(Times times) {
		Turn turn = new Turn(times, new CountDownLatch(1));
		this.turn = turn;
		return turn;
	}

	private void end(Turn turn) throws InterruptedException {
		Waiting.await(turn.first);
		this.turn = null;
	}

	private void ping() {
		Client to = this.client;
		if (to != null) {
			this.started = System.nanoTime();
			to.ping(0);
		}
	}

	/**
	 * What is measured now.
	 *
	 * @param times where it goes
	 * @param first whether anything has gone there
	 */
	private record Turn(Times times, CountDownLatch first) {

	}

}

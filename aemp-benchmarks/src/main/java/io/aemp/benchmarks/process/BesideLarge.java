package io.aemp.benchmarks.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a ping on its way, alone and beside large messages for another receiver. Both are
 * measured in turn, so that what changes on the machine changes for both.
 */
final class BesideLarge implements ClientReceiver {

	private static final int TURNS = 4;

	private static final long PATIENCE = 20_000_000_000L;

	private final Times alone = new Times();

	private final Times beside = new Times();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final int window;

	private final Thread sender = Thread.currentThread();

	private @Nullable Client client;

	/** When the ping has left; belongs to the receiver. */
	private long started;

	private long sent;

	private volatile long acknowledged;

	private volatile @Nullable Turn turn;

	private volatile boolean ending;

	BesideLarge(Workload workload) {
		this.window = workload.window();
	}

	@Override
	public void acknowledged(long count) {
		this.acknowledged = count;
		LockSupport.unpark(this.sender);
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

	Measurement run(Client client, Plan plan) throws InterruptedException {
		this.client = client;
		byte[] bytes = new byte[plan.largeBytes()];
		ping();
		long millis = plan.before().toMillis() / TURNS;
		for (int i = 0; i < TURNS; i++) {
			Thread.sleep(millis);
			send(bytes, millis);
		}
		millis = plan.measured().toMillis() / TURNS;
		long before = this.sent;
		long nanos = 0;
		for (int i = 0; i < TURNS; i++) {
			Turn quiet = begin(this.alone);
			Thread.sleep(millis);
			end(quiet);
			long begin = System.nanoTime();
			Turn busy = begin(this.beside);
			send(bytes, millis);
			nanos += System.nanoTime() - begin;
			end(busy);
		}
		this.ending = true;
		Waiting.await(this.ended);
		return measurement((this.sent - before) * (double) bytes.length * 1e3 / nanos);
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

	/** Sends large messages for some time, and waits until all have been taken. */
	private void send(byte[] bytes, long millis) {
		long end = System.nanoTime() + millis * 1_000_000;
		Client to = this.client;
		do {
			if (to != null) {
				to.sendLarge(bytes);
			}
			await(++this.sent - this.window + 1);
		}
		while (System.nanoTime() < end);
		await(this.sent);
	}

	private void await(long count) {
		long end = System.nanoTime() + PATIENCE;
		while (this.acknowledged < count) {
			LockSupport.parkNanos(this, PATIENCE);
			if (System.nanoTime() > end) {
				throw new IllegalStateException(
						"Of " + this.sent + " large messages only " + this.acknowledged + " were acknowledged");
			}
		}
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

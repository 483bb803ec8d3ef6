package io.aemp.benchmarks.process;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Sends messages one way from one thread, as fast as the window allows. The time is taken
 * when acknowledgements arrive: what counts is what the other side has taken.
 */
final class OneWay implements ClientReceiver {

	private static final int CLOCK_EVERY = 64;

	private static final long PATIENCE = 20_000_000_000L;

	private final Workload workload;

	private final Thread sender = Thread.currentThread();

	private volatile Mark mark = new Mark(0, System.nanoTime());

	private long sent;

	OneWay(Workload workload) {
		this.workload = workload;
	}

	@Override
	public void acknowledged(long count) {
		this.mark = new Mark(count, System.nanoTime());
		LockSupport.unpark(this.sender);
	}

	@Override
	public void returned(int number) {
		throw new IllegalStateException("Nothing was to be returned");
	}

	/**
	 * Sends for some time.
	 * @param message sends a message with this number
	 */
	Measurement run(IntConsumer message, Plan plan, Processors processors) {
		send(message, plan.before().toNanos(), 1);
		Mark begin = this.mark;
		double before = processors.seconds();
		send(message, plan.measured().toNanos(), begin.count + 1);
		Mark end = this.mark;
		double used = processors.seconds() - before;
		settle(message);
		double count = end.count - begin.count;
		return Measurement.of(Metric.RATE, count * 1e9 / (end.nanos - begin.nanos)).and(Metric.CPU, used * 1e6 / count);
	}

	/** Sends for some time, and until so many have been acknowledged. */
	private void send(IntConsumer message, long nanos, long count) {
		long end = System.nanoTime() + nanos;
		do {
			for (int i = 0; i < CLOCK_EVERY; i++) {
				send(message);
			}
		}
		while (System.nanoTime() < end || this.mark.count < count);
	}

	private void send(IntConsumer message) {
		if (this.sent - this.mark.count >= this.workload.window()) {
			await(this.sent - this.workload.window() + 1);
		}
		message.accept((int) this.sent++);
	}

	/** Waits until all has been taken: only then nothing was lost. */
	private void settle(IntConsumer message) {
		while (this.sent % this.workload.acknowledgeEvery() != 0) {
			send(message);
		}
		await(this.sent);
		if (this.mark.count != this.sent) {
			throw new IllegalStateException(this.sent + " were sent, " + this.mark.count + " acknowledged");
		}
	}

	private void await(long count) {
		long end = System.nanoTime() + PATIENCE;
		while (this.mark.count < count) {
			LockSupport.parkNanos(this, PATIENCE);
			if (System.nanoTime() > end) {
				throw new IllegalStateException(
						"Of " + this.sent + " messages only " + this.mark.count + " were acknowledged");
			}
		}
	}

	/** So many were acknowledged at that time. */
	private record Mark(long count, long nanos) {

	}

}

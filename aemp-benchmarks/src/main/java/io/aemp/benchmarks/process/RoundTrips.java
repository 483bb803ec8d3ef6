package io.aemp.benchmarks.process;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some pings on their way: whoever comes back is sent again, from inside the
 * receiver of the system.
 */
final class RoundTrips implements ClientReceiver {

	private final Times times;

	private final long[] started;

	/** The first of those that are measured. */
	private final CountDownLatch first = new CountDownLatch(1);

	private final CountDownLatch ended;

	private @Nullable IntConsumer ping;

	private volatile boolean measuring;

	private volatile boolean ending;

	RoundTrips(Workload workload) {
		this(workload, new Times());
	}

	/**
	 * Creates round trips.
	 * @param workload how many
	 * @param times takes the times; shared ones if each number may return on a thread of
	 * its own
	 */
	RoundTrips(Workload workload, Times times) {
		this.times = times;
		this.started = new long[workload.window()];
		this.ended = new CountDownLatch(this.started.length);
	}

	@Override
	public void acknowledged(long count) {
		throw new IllegalStateException("Nothing was to be acknowledged");
	}

	@Override
	public void returned(int number) {
		long now = System.nanoTime();
		long time = now - this.started[number];
		if (this.measuring) {
			this.times.record(time);
			this.first.countDown();
		}
		if (this.ending) {
			this.ended.countDown();
		}
		else {
			ping(number);
		}
	}

	/**
	 * Runs.
	 * @param ping sends one, or calls
	 * @param plan how long
	 * @param processors of both sides
	 */
	Measurement run(IntConsumer ping, Plan plan, Processors processors) throws InterruptedException {
		this.ping = ping;
		for (int number = 0; number < this.started.length; number++) {
			ping(number);
		}
		Thread.sleep(plan.before().toMillis());
		double before = processors.seconds();
		long begin = System.nanoTime();
		this.measuring = true;
		Thread.sleep(plan.measured().toMillis());
		Waiting.await(this.first);
		this.measuring = false;
		long nanos = System.nanoTime() - begin;
		double used = processors.seconds() - before;
		this.ending = true;
		Waiting.await(this.ended);
		Histogram histogram = this.times.histogram();
		double count = histogram.getTotalCount();
		return this.times.measurement().and(Metric.RATE, count * 1e9 / nanos).and(Metric.CPU, used * 1e6 / count);
	}

	private void ping(int number) {
		IntConsumer ping = this.ping;
		if (ping != null) {
			this.started[number] = System.nanoTime();
			ping.accept(number);
		}
	}

}

package io.aemp.benchmarks.process;

import io.aemp.benchmarks.process.RecordLog.Counts;

/** A thread logs without pause. Each record must be caught, or told as dropped. */
final class LogStorm {

	private static final int PATIENCE_SECONDS = 20;

	private static final int LOOK_MILLIS = 2;

	private final RecordLog log;

	private long logged;

	LogStorm(RecordLog log) {
		this.log = log;
	}

	Measurement run(Plan plan) throws InterruptedException {
		log(new Times(), plan.before().toNanos());
		Counts before = settled();
		Times times = new Times();
		long begin = System.nanoTime();
		log(times, plan.measured().toNanos());
		Counts after = settled();
		double seconds = (System.nanoTime() - begin) / 1e9;
		return times.measurement()
			.and(Metric.RATE, (after.caught() - before.caught()) / seconds)
			.and(Metric.DROPPED, (after.dropped() - before.dropped()) / seconds);
	}

	private void log(Times times, long nanos) {
		long begin = System.nanoTime();
		long end = begin;
		do {
			long started = end;
			this.log.log("This is record " + this.logged++ + ", which says that nothing is wrong");
			end = System.nanoTime();
			times.record(end - started);
		}
		while (end - begin < nanos);
	}

	private Counts settled() throws InterruptedException {
		long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
		Counts counts = this.log.counts();
		while (counts.all() != this.logged) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("Of " + this.logged + " records, the other side knows " + counts);
			}
			Thread.sleep(LOOK_MILLIS);
			counts = this.log.counts();
		}
		return counts;
	}

}

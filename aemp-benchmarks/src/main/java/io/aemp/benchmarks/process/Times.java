package io.aemp.benchmarks.process;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Times of single events, written by one thread at a time unless they are shared. */
final class Times {

	private static final double NANOS = 1e3;

	private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

	private static final int DIGITS = 3;

	private final Histogram histogram;

	Times() {
		this(new Histogram(LONGEST, DIGITS));
	}

	private Times(Histogram histogram) {
		this.histogram = histogram;
	}

	/** Times that several threads may write at the same time. */
	static Times shared() {
		return new Times(new ConcurrentHistogram(LONGEST, DIGITS));
	}

	void record(long nanos) {
		this.histogram.recordValue(nanos);
	}

	Histogram histogram() {
		return this.histogram;
	}

	/** Median and 99th percentile, in microseconds. */
	Measurement measurement() {
		return Measurement.of(Metric.P50, this.histogram.getValueAtPercentile(50) / NANOS).and(Metric.P99, p99());
	}

	/** 99th percentile, in microseconds. */
	double p99() {
		return this.histogram.getValueAtPercentile(99) / NANOS;
	}

}

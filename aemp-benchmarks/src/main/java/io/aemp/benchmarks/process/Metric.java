package io.aemp.benchmarks.process;

/** What is measured. */
public enum Metric {

	/** Messages, round trips or ports per second. */
	RATE("per second", true),

	/** Log records per second that were dropped. */
	DROPPED("dropped per second", false),

	/** Seconds of processor time of all processes per million messages. */
	CPU("CPU s per million", false),

	/** Median time, in microseconds. */
	P50("p50, µs", false),

	/** 99th percentile of the time, in microseconds. */
	P99("p99, µs", false),

	/** 99th percentile of the time while nothing else is sent, in microseconds. */
	P99_ALONE("p99 alone, µs", false),

	/** 99th percentile beside other messages, as a multiple of that alone. */
	SLOWDOWN("p99, times alone", false),

	/** Millions of bytes per second. */
	MEGABYTES("MB per second", true),

	/** Seconds of processor time of all processes per billion bytes. */
	CPU_GIGABYTE("CPU s per GB", false),

	/** Bytes of the heap. */
	BYTES("bytes", false);

	private final String unit;

	private final boolean moreIsBetter;

	Metric(String unit, boolean moreIsBetter) {
		this.unit = unit;
		this.moreIsBetter = moreIsBetter;
	}

	/**
	 * The unit, for people.
	 * @return the unit
	 */
	public String unit() {
		return this.unit;
	}

	/**
	 * Which direction is the good one.
	 * @return whether more is better
	 */
	public boolean moreIsBetter() {
		return this.moreIsBetter;
	}

}

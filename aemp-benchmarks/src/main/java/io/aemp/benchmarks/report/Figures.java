package io.aemp.benchmarks.report;

import java.util.Locale;

import io.aemp.benchmarks.process.Metric;

/** Numbers for people: three digits, and a unit. */
public final class Figures {

	private static final double THOUSAND = 1e3;

	private static final double MILLION = 1e6;

	private Figures() {
	}

	/**
	 * A figure with its unit.
	 * @param metric what was measured
	 * @param value the value
	 * @return a text
	 */
	public static String of(Metric metric, double value) {
		return switch (metric) {
			case RATE, DROPPED -> (value >= MILLION) ? digits(value / MILLION) + " M"
					: (value >= THOUSAND) ? digits(value / THOUSAND) + " k" : digits(value);
			case P50, P99, P99_ALONE -> (value >= MILLION) ? digits(value / MILLION) + " s"
					: (value >= THOUSAND) ? digits(value / THOUSAND) + " ms" : digits(value) + " µs";
			case CPU, CPU_GIGABYTE -> digits(value) + " s";
			case SLOWDOWN, MEGABYTES -> digits(value);
			case BYTES -> String.valueOf(Math.round(value));
		};
	}

	/** A ratio, with its spread if there was more than one run. */
	static String ratio(Series ratios) {
		return digits(ratios.median()) + spread(new Sample(ratios.runs()));
	}

	static String withSpread(Series series) {
		return of(series.metric(), series.median()) + spread(new Sample(series.runs()));
	}

	static String percent(double part) {
		return String.format(Locale.ROOT, "%+.0f%%", part * 100);
	}

	/**
	 * A number without a unit.
	 * @param value the value
	 * @return a text
	 */
	public static String digits(double value) {
		double size = Math.abs(value);
		return String.format(Locale.ROOT, (size >= 100) ? "%.0f" : (size >= 10) ? "%.1f" : "%.2f", value);
	}

	/**
	 * How far several values are apart.
	 * @param sample the values
	 * @return what stands behind the median, empty for a single value
	 */
	public static String spread(Sample sample) {
		return (sample.values().size() > 1) ? String.format(Locale.ROOT, " ±%.0f%%", sample.spread() * 100) : "";
	}

}

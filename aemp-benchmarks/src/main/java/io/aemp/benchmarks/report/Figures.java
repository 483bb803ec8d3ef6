package io.aemp.benchmarks.report;

import java.util.Locale;

import io.aemp.benchmarks.process.Metric;

/** Numbers for people: three digits, and a unit. */
final class Figures {

	private static final double THOUSAND = 1e3;

	private static final double MILLION = 1e6;

	private Figures() {
	}

	static String of(Metric metric, double value) {
		return switch (metric) {
			case RATE -> (value >= MILLION) ? digits(value / MILLION) + " M"
					: (value >= THOUSAND) ? digits(value / THOUSAND) + " k" : digits(value);
			case P50, P99, P99_ALONE -> (value >= MILLION) ? digits(value / MILLION) + " s"
					: (value >= THOUSAND) ? digits(value / THOUSAND) + " ms" : digits(value) + " µs";
			case CPU -> digits(value) + " s";
			case SLOWDOWN, MEGABYTES -> digits(value);
			case BYTES -> String.valueOf(Math.round(value));
		};
	}

	/** A ratio, with its spread if there was more than one run. */
	static String ratio(Series ratios) {
		return digits(ratios.median()) + spread(ratios);
	}

	static String withSpread(Series series) {
		return of(series.metric(), series.median()) + spread(series);
	}

	static String percent(double part) {
		return String.format(Locale.ROOT, "%+.0f%%", part * 100);
	}

	static String digits(double value) {
		double size = Math.abs(value);
		return String.format(Locale.ROOT, (size >= 100) ? "%.0f" : (size >= 10) ? "%.1f" : "%.2f", value);
	}

	private static String spread(Series series) {
		return (series.runs().size() > 1) ? String.format(Locale.ROOT, " ±%.0f%%", series.spread() * 100) : "";
	}

}

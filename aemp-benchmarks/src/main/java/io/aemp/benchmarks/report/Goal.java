package io.aemp.benchmarks.report;

import java.util.List;
import java.util.Optional;

import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Workload;

/**
 * Something that is to be reached: a figure, or its ratio to that of another system in
 * the same runs.
 *
 * @param subject the name of the system that is to reach it
 * @param workload what is run
 * @param metric what is measured
 * @param relation which side of the bound is good
 * @param bound the bound
 * @param reference the name of another system, {@link #BEST_PEER}, or empty for the
 * figure itself
 */
record Goal(String subject, Workload workload, Metric metric, Relation relation, double bound, String reference) {

	static final String BEST_PEER = "the best peer";

	private static final String FIGURE = "";

	static final List<Goal> ALL = List.of(
			new Goal("aemp", Workload.ONE_WAY_SMALL, Metric.RATE, Relation.AT_LEAST, 6, BEST_PEER),
			new Goal("aemp", Workload.ONE_WAY_SMALL, Metric.RATE, Relation.AT_LEAST, 0.6, Results.YARDSTICK),
			new Goal("aemp", Workload.ONE_WAY_KILOBYTE, Metric.RATE, Relation.AT_LEAST, 4, BEST_PEER),
			new Goal("aemp-tls", Workload.ONE_WAY_KILOBYTE, Metric.RATE, Relation.AT_LEAST, 0.4, "aemp"),
			new Goal("aemp-loop", Workload.ROUND_TRIP_1, Metric.P50, Relation.AT_MOST, 1.25, Results.YARDSTICK),
			new Goal("aemp", Workload.ROUND_TRIP_1, Metric.P50, Relation.AT_MOST, 1.8, Results.YARDSTICK),
			new Goal("aemp-loop", Workload.ROUND_TRIP_1, Metric.P99, Relation.BELOW, 1, BEST_PEER),
			new Goal("aemp", Workload.ROUND_TRIP_1, Metric.P99, Relation.BELOW, 1, BEST_PEER),
			new Goal("aemp", Workload.ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 4, BEST_PEER),
			new Goal("aemp", Workload.ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 0.7, Results.YARDSTICK),
			new Goal("aemp-loop", Workload.ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 0.7, Results.YARDSTICK),
			new Goal("aemp", Workload.ROUND_TRIP_BESIDE_LARGE, Metric.SLOWDOWN, Relation.AT_MOST, 5, FIGURE),
			new Goal("aemp-loop", Workload.ROUND_TRIP_BESIDE_LARGE, Metric.SLOWDOWN, Relation.AT_MOST, 5, FIGURE),
			new Goal("aemp", Workload.LOCAL_ONE_WAY, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.LOCAL_ROUND_TRIP_1, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.LOCAL_ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.LOCAL_8_TO_1, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.PORT_BYTES, Metric.BYTES, Relation.AT_MOST, 160, FIGURE),
			new Goal("aemp", Workload.TAGGED_PORT_BYTES, Metric.BYTES, Relation.AT_MOST, 300, FIGURE),
			new Goal("aemp", Workload.PORTS_OPENED, Metric.RATE, Relation.AT_LEAST, 5, BEST_PEER),
			new Goal("aemp", Workload.LOCAL_MONITOR, Metric.P50, Relation.BELOW, 3, FIGURE),
			new Goal("aemp", Workload.REMOTE_MONITOR, Metric.P50, Relation.BELOW, 1, "erlang"));

	/** The goal in words. */
	String text() {
		String what = this.subject + ": " + this.workload.title() + ", " + this.metric.unit() + " "
				+ this.relation.words + " ";
		return what + (isFigure() ? Figures.of(this.metric, this.bound) : (this.bound == 1)
				? "those of " + this.reference : Figures.digits(this.bound) + " times those of " + this.reference);
	}

	/** Compares it with what was measured. */
	Verdict judge(Results results) {
		Optional<Series> ours = results.find(this.subject, this.workload, this.metric);
		if (isFigure()) {
			return ours.map((series) -> verdict(series, Figures.withSpread(series), "")).orElse(Verdict.UNKNOWN);
		}
		Optional<Series> theirs = this.reference.equals(BEST_PEER) ? results.bestPeer(this.workload, this.metric)
				: results.find(this.reference, this.workload, this.metric);
		return ours.flatMap((series) -> theirs.map((other) -> {
			Series ratios = series.dividedBy(other);
			return verdict(ratios, Figures.ratio(ratios), results.title(other.subject()));
		})).orElse(Verdict.UNKNOWN);
	}

	private Verdict verdict(Series measured, String text, String reference) {
		return new Verdict(text, reference, this.relation.holds(measured.median(), this.bound) ? "pass" : "miss");
	}

	private boolean isFigure() {
		return this.reference.isEmpty();
	}

	/**
	 * How a goal stands.
	 *
	 * @param measured the figure or the ratio
	 * @param reference the system that it was compared with
	 * @param word pass or miss
	 */
	record Verdict(String measured, String reference, String word) {

		static final Verdict UNKNOWN = new Verdict("–", "", "not measured");

	}

	/** Which side of a bound is good. */
	enum Relation {

		AT_LEAST("at least"), AT_MOST("at most"), BELOW("below");

		private final String words;

		Relation(String words) {
			this.words = words;
		}

		boolean holds(double value, double bound) {
			return switch (this) {
				case AT_LEAST -> value >= bound;
				case AT_MOST -> value <= bound;
				case BELOW -> value < bound;
			};
		}

	}

}

package io.aemp.benchmarks.report;

import java.util.Optional;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Workload;

/**
 * Something that is to be reached: a figure, or its ratio to that of another system in
 * the same runs.
 *
 * @param subject the name of the system that is to reach it
 * @param workload what is run
 * @param load what else the machine does
 * @param metric what is measured
 * @param relation which side of the bound is good
 * @param bound the bound
 * @param reference the name of another system, {@link #BEST_PEER}, or empty for the
 * figure itself
 * @param other what the other system runs
 */
record Goal(String subject, Workload workload, Load load, Metric metric, Relation relation, double bound,
		String reference, Workload other) {

	static final String BEST_PEER = "the best peer";

	static final String FIGURE = "";

	/**
	 * A goal on a machine that does nothing else, for the same workload of another
	 * system.
	 */
	Goal(String subject, Workload workload, Metric metric, Relation relation, double bound, String reference) {
		this(subject, workload, Load.IDLE, metric, relation, bound, reference, workload);
	}

	/** The goal in words. */
	String text() {
		String what = this.subject + ": " + this.workload.title()
				+ ((this.load != Load.IDLE) ? " beside " + this.load.title() : "") + ", " + this.metric.unit() + " "
				+ this.relation.words + " ";
		if (isFigure()) {
			return what + Figures.of(this.metric, this.bound);
		}
		return what + ((this.bound == 1) ? "" : Figures.digits(this.bound) + " times ") + "those of " + this.reference
				+ ((this.other != this.workload) ? ", " + this.other.title() : "");
	}

	/** Compares it with what was measured. */
	Verdict judge(Results all) {
		Results results = all.under(this.load);
		Optional<Series> ours = results.find(this.subject, this.workload, this.metric);
		if (isFigure()) {
			return ours.map((series) -> verdict(series, Figures.withSpread(series), "")).orElse(Verdict.UNKNOWN);
		}
		Optional<Series> theirs = this.reference.equals(BEST_PEER) ? results.bestPeer(this.other, this.metric)
				: results.find(this.reference, this.other, this.metric);
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

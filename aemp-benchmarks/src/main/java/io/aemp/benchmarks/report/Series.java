package io.aemp.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Workload;

/**
 * One figure of one system, once for each run.
 *
 * @param subject the name of the system
 * @param workload what was run
 * @param load what else the machine did
 * @param metric what was measured
 * @param runs the values, in order of the runs
 */
public record Series(String subject, Workload workload, Load load, Metric metric, List<Double> runs) {

	public Series {
		runs = List.copyOf(runs);
	}

	/**
	 * The value in the middle.
	 * @return the median
	 */
	public double median() {
		return new Sample(this.runs).median();
	}

	/**
	 * How far the runs are apart.
	 * @return half of the distance between the extremes, as part of the median
	 */
	public double spread() {
		return new Sample(this.runs).spread();
	}

	/**
	 * Divides run by run.
	 * @param other the same figure of another system
	 * @return the ratios
	 */
	public Series dividedBy(Series other) {
		int count = Math.min(this.runs.size(), other.runs.size());
		List<Double> ratios = IntStream.range(0, count)
			.mapToObj((run) -> this.runs.get(run) / other.runs.get(run))
			.toList();
		return new Series(this.subject, this.workload, this.load, this.metric, ratios);
	}

}

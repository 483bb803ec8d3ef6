package io.aemp.benchmarks.report;

import java.util.List;

/**
 * The same figure, measured several times.
 *
 * @param values at least one
 */
public record Sample(List<Double> values) {

	public Sample {
		values = List.copyOf(values);
	}

	/**
	 * The value in the middle.
	 * @return the median
	 */
	public double median() {
		double[] sorted = this.values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * How far the values are apart.
	 * @return half of the distance between the extremes, as part of the median
	 */
	public double spread() {
		double most = this.values.stream().max(Double::compare).orElseThrow();
		double least = this.values.stream().min(Double::compare).orElseThrow();
		return (most - least) / 2 / median();
	}

}

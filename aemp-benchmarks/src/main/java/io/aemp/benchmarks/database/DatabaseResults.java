package io.aemp.benchmarks.database;

import java.util.List;

import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.report.Figures;
import io.aemp.benchmarks.report.Grid;
import io.aemp.benchmarks.report.Machine;
import io.aemp.benchmarks.report.Sample;

/**
 * All that was measured.
 *
 * @param machine where
 * @param figures what
 */
public record DatabaseResults(Machine machine, List<Measured> figures) {

	public DatabaseResults {
		figures = List.copyOf(figures);
	}

	/**
	 * Everything: medians, and how far the values are apart.
	 * @return a table
	 */
	public String table() {
		Grid grid = new Grid(List.of("", "first round", "later rounds"));
		for (Measured measured : this.figures) {
			grid.add(List.of(measured.figure.title(), measured.text(measured.first), measured.text(measured.later)));
		}
		return grid.format();
	}

	/**
	 * The goals, and whether they are reached.
	 * @return a table
	 */
	public String goals() {
		Grid grid = new Grid(List.of("goal", "measured", ""));
		for (Measured measured : this.figures) {
			Figure figure = measured.figure;
			if (figure.hasGoal()) {
				grid.add(List.of(figure.title() + ": at most " + measured.text(figure.goal()),
						measured.text(measured.later),
						(new Sample(measured.later).median() <= figure.goal()) ? "pass" : "miss"));
			}
		}
		return grid.format();
	}

	/**
	 * One figure.
	 *
	 * @param figure which one
	 * @param first from the first round of each process
	 * @param later from the others
	 */
	public record Measured(Figure figure, List<Double> first, List<Double> later) {

		public Measured {
			first = List.copyOf(first);
			later = List.copyOf(later);
		}

		private String text(List<Double> values) {
			Sample sample = new Sample(values);
			return text(sample.median()) + Figures.spread(sample);
		}

		private String text(double value) {
			return this.figure.isRatio() ? Figures.digits(value) : Figures.of(Metric.P50, value);
		}

	}

}

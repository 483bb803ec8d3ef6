package io.aemp.benchmarks.start;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.aemp.benchmarks.report.Figures;
import io.aemp.benchmarks.report.Grid;
import io.aemp.benchmarks.report.Machine;
import io.aemp.benchmarks.report.Sample;

/**
 * All starts.
 *
 * @param machine where
 * @param cached whether the JVM had a cache of classes
 * @param starts in order of the runs
 */
public record StartResults(Machine machine, boolean cached, Map<Variant, List<Start>> starts) {

	private static final String UP_TO = "at most ";

	public StartResults {
		starts = Map.copyOf(starts);
	}

	/**
	 * Everything: medians, and how far the starts are apart.
	 * @return a table
	 */
	public String table() {
		Grid grid = new Grid(
				List.of("", "ready, ms", "joined, ms", "heap, MB", "ready / empty", "heap beyond empty, MB"));
		for (Variant variant : Variant.values()) {
			grid.add(List.of(variant.title(), text(sample(variant, Start::ready)),
					(variant == Variant.NETWORK) ? text(sample(variant, Start::joined)) : "–",
					text(sample(variant, Start::heap)), Figures.digits(ratio(variant, Start::ready)),
					Figures.digits(beyond(variant))));
		}
		return grid.format();
	}

	/**
	 * The goals, and whether they are reached.
	 * @return a table
	 */
	public String goals() {
		Grid grid = new Grid(List.of("goal", "measured", ""));
		for (Variant variant : List.of(Variant.WITHOUT_NETWORK, Variant.NETWORK)) {
			goal(grid, variant.title() + ": ready, times an empty application", ratio(variant, Start::ready),
					variant.slowest());
			goal(grid, variant.title() + ": MB of heap beyond an empty application", beyond(variant),
					variant.megabytes());
		}
		goal(grid, Variant.NETWORK.title() + ": joined, times an empty application ready",
				ratio(Variant.NETWORK, Start::joined), Variant.NETWORK.slowest());
		return grid.format();
	}

	private static void goal(Grid grid, String what, double measured, double bound) {
		grid.add(List.of(what + " " + UP_TO + Figures.digits(bound), Figures.digits(measured),
				(measured <= bound) ? "pass" : "miss"));
	}

	/**
	 * How much longer than an empty application, by the median of the differences of each
	 * run.
	 */
	private double ratio(Variant variant, ToDoubleFunction<Start> value) {
		double empty = sample(Variant.EMPTY, Start::ready).median();
		return 1 + difference(variant, value, Start::ready) / empty;
	}

	private double beyond(Variant variant) {
		return difference(variant, Start::heap, Start::heap);
	}

	private double difference(Variant variant, ToDoubleFunction<Start> value, ToDoubleFunction<Start> ofEmpty) {
		List<Start> ours = all(variant);
		List<Start> empty = all(Variant.EMPTY);
		return new Sample(IntStream.range(0, ours.size())
			.mapToObj((run) -> value.applyAsDouble(ours.get(run)) - ofEmpty.applyAsDouble(empty.get(run)))
			.toList()).median();
	}

	private Sample sample(Variant variant, ToDoubleFunction<Start> value) {
		return new Sample(all(variant).stream().map(value::applyAsDouble).toList());
	}

	private List<Start> all(Variant variant) {
		return this.starts.getOrDefault(variant, List.of());
	}

	private static String text(Sample sample) {
		return Figures.digits(sample.median()) + Figures.spread(sample);
	}

}

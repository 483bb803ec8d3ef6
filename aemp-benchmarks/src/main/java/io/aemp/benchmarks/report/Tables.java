package io.aemp.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Workload;

/** Results as tables in Markdown. */
public final class Tables {

	private static final String NOTHING = "–";

	private static final String OURS = "aemp";

	private Tables() {
	}

	/**
	 * Everything: the median of each figure, how far the runs are apart, and two ratios.
	 * @param results the results
	 * @return a table
	 */
	public static String all(Results results) {
		List<String> titles = new ArrayList<>(List.of("", "unit"));
		results.subjects().forEach((subject) -> titles.add(subject.title()));
		titles.addAll(List.of("aemp / raw Netty", "aemp / best peer"));
		Grid grid = new Grid(titles);
		for (Workload workload : results.workloads()) {
			for (Metric metric : results.metrics(workload)) {
				grid.add(row(results, workload, metric));
			}
		}
		return grid.format();
	}

	/**
	 * The medians of many systems for few workloads: tables for each load, with a row for
	 * each system.
	 * @param results the results
	 * @param groups workloads that share a table
	 * @return tables with headings
	 */
	public static String bySystem(Results results, List<List<Workload>> groups) {
		StringBuilder tables = new StringBuilder();
		for (Load load : results.loads()) {
			tables.append("*Beside ").append(load.title()).append(":*\n");
			for (List<Workload> group : groups) {
				Results some = results.under(load).of(group);
				if (!some.series().isEmpty()) {
					tables.append('\n').append(bySystem(some));
				}
			}
			tables.append('\n');
		}
		return tables.toString();
	}

	private static String bySystem(Results results) {
		List<String> titles = new ArrayList<>(List.of(""));
		for (Workload workload : results.workloads()) {
			results.metrics(workload).forEach((metric) -> titles.add(workload.title() + ": " + metric.unit()));
		}
		Grid grid = new Grid(titles);
		for (Contestant subject : results.subjects()) {
			List<String> row = new ArrayList<>(List.of(subject.title()));
			for (Workload workload : results.workloads()) {
				results.metrics(workload).forEach((metric) -> row.add(cell(results, subject, workload, metric)));
			}
			if (!row.stream().skip(1).allMatch(NOTHING::equals)) {
				grid.add(row);
			}
		}
		return grid.format();
	}

	/**
	 * The goals, and whether they are reached.
	 * @param results the results
	 * @param goals the goals
	 * @return a table
	 */
	public static String goals(Results results, Goals goals) {
		Grid grid = new Grid(List.of("goal", "measured", "compared with", ""));
		for (Goal goal : goals.all()) {
			Goal.Verdict verdict = goal.judge(results);
			grid.add(List.of(goal.text(), verdict.measured(), verdict.reference(), verdict.word()));
		}
		return grid.format();
	}

	/**
	 * Ratios to raw Netty, beside those of another time.
	 * @param now the results
	 * @param before those of another time
	 * @return a table
	 */
	public static String moved(Results now, Results before) {
		Grid grid = new Grid(List.of("", "metric", "system", "now", "/ raw Netty", "recorded", "moved", ""));
		for (Workload workload : now.workloads()) {
			for (Metric metric : now.metrics(workload)) {
				for (Contestant subject : now.subjects()) {
					moved(now, before, subject, workload, metric).ifPresent(grid::add);
				}
			}
		}
		return grid.format();
	}

	private static Optional<List<String>> moved(Results now, Results before, Contestant subject, Workload workload,
			Metric metric) {
		if (subject.name().equals(Results.YARDSTICK)) {
			return Optional.empty();
		}
		return now.find(subject.name(), workload, metric).map((series) -> {
			Optional<Series> ratio = toYardstick(now, series);
			Optional<Series> recorded = before.find(subject.name(), workload, metric)
				.flatMap((old) -> toYardstick(before, old));
			Optional<Double> change = ratio.flatMap((mine) -> recorded.map((old) -> mine.median() / old.median() - 1));
			return List.of(workload.title(), metric.unit(), subject.title(), Figures.withSpread(series),
					ratio.map(Figures::ratio).orElse(NOTHING), recorded.map(Figures::ratio).orElse(NOTHING),
					change.map(Figures::percent).orElse(NOTHING),
					change.map((part) -> judgement(part, metric)).orElse(""));
		});
	}

	private static String judgement(double change, Metric metric) {
		return (change == 0) ? "" : ((change > 0) == metric.moreIsBetter()) ? "better" : "worse";
	}

	private static List<String> row(Results results, Workload workload, Metric metric) {
		List<String> row = new ArrayList<>(List.of(workload.title(), metric.unit()));
		for (Contestant subject : results.subjects()) {
			row.add(cell(results, subject, workload, metric));
		}
		Optional<Series> ours = results.find(OURS, workload, metric);
		row.add(ours.flatMap((series) -> toYardstick(results, series)).map(Figures::ratio).orElse(NOTHING));
		row.add(ours.flatMap((series) -> results.bestPeer(workload, metric).map(series::dividedBy))
			.map(Figures::ratio)
			.orElse(NOTHING));
		return row;
	}

	private static String cell(Results results, Contestant subject, Workload workload, Metric metric) {
		return results.find(subject.name(), workload, metric)
			.map(Figures::withSpread)
			.orElse(failed(results, subject, workload) ? "failed" : NOTHING);
	}

	private static Optional<Series> toYardstick(Results results, Series series) {
		return results.find(Results.YARDSTICK, series.workload(), series.metric()).map(series::dividedBy);
	}

	private static boolean failed(Results results, Contestant subject, Workload workload) {
		return results.failures()
			.stream()
			.anyMatch((failure) -> failure.subject().equals(subject.name()) && failure.workload() == workload);
	}

}

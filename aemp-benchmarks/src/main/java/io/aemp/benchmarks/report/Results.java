package io.aemp.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Plan;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.process.Workload;

/**
 * All that was measured.
 *
 * @param machine where
 * @param plan how long each run was
 * @param subjects the systems: the yardstick, ours, and the others, as they are to be
 * shown
 * @param series the figures
 * @param failures what went wrong
 */
public record Results(Machine machine, Plan plan, List<Contestant> subjects, List<Series> series,
		List<Failure> failures) {

	/** The name of the system by which all others are measured. */
	public static final String YARDSTICK = "netty";

	public Results {
		subjects = subjects.stream().sorted(Comparator.comparing(Contestant::side)).toList();
		series = List.copyOf(series);
		failures = List.copyOf(failures);
	}

	/**
	 * Finds figures, under the first load for which there are any.
	 * @param subject the name of the system
	 * @param workload what was run
	 * @param metric what was measured
	 * @return the figures, if there are any
	 */
	public Optional<Series> find(String subject, Workload workload, Metric metric) {
		return this.series.stream()
			.filter((one) -> one.subject().equals(subject) && one.workload() == workload && one.metric() == metric)
			.findFirst();
	}

	/**
	 * What was measured under one load.
	 * @param load the load
	 * @return these results without all others
	 */
	public Results under(Load load) {
		return new Results(this.machine, this.plan, this.subjects,
				this.series.stream().filter((one) -> one.load() == load).toList(),
				this.failures.stream().filter((one) -> one.load() == load).toList());
	}

	/**
	 * What was measured by some workloads.
	 * @param workloads the workloads
	 * @return these results without all others
	 */
	public Results of(List<Workload> workloads) {
		return new Results(this.machine, this.plan, this.subjects,
				this.series.stream().filter((one) -> workloads.contains(one.workload())).toList(),
				this.failures.stream().filter((one) -> workloads.contains(one.workload())).toList());
	}

	/**
	 * The loads under which something was measured.
	 * @return loads, in order
	 */
	public List<Load> loads() {
		return this.series.stream().map(Series::load).distinct().sorted().toList();
	}

	/**
	 * The figures of the peer that is best at something.
	 * @param workload what was run
	 * @param metric what was measured
	 * @return the figures, if there is a peer
	 */
	public Optional<Series> bestPeer(Workload workload, Metric metric) {
		Comparator<Series> byMedian = Comparator.comparingDouble(Series::median);
		return this.subjects.stream()
			.filter((subject) -> subject.side() == Side.PEER)
			.flatMap((subject) -> find(subject.name(), workload, metric).stream())
			.max(metric.moreIsBetter() ? byMedian : byMedian.reversed());
	}

	/**
	 * The title of a system.
	 * @param subject its name
	 * @return its title
	 */
	public String title(String subject) {
		return this.subjects.stream()
			.filter((one) -> one.name().equals(subject))
			.findFirst()
			.map(Contestant::title)
			.orElse(subject);
	}

	/**
	 * The workloads for which there are figures.
	 * @return workloads, in order
	 */
	public List<Workload> workloads() {
		return this.series.stream().map(Series::workload).distinct().sorted().toList();
	}

	/**
	 * What was measured of a workload.
	 * @param workload the workload
	 * @return metrics, the most important first
	 */
	public List<Metric> metrics(Workload workload) {
		return workload.metrics()
			.stream()
			.filter((metric) -> this.series.stream()
				.anyMatch((one) -> one.workload() == workload && one.metric() == metric))
			.toList();
	}

	/**
	 * These results, and of others what is not among them.
	 * @param older other results, of the same machine
	 * @return all
	 */
	public Results and(Results older) {
		return new Results(this.machine, this.plan,
				Stream.concat(this.subjects.stream(), older.subjects.stream()).distinct().toList(),
				with(this.series, older.series.stream()
					.filter((one) -> under(one.load()).find(one.subject(), one.workload(), one.metric()).isEmpty())
					.toList()),
				with(this.failures, older.failures.stream()
					.filter((one) -> under(one.load()).series.stream()
						.noneMatch((mine) -> mine.subject().equals(one.subject()) && mine.workload() == one.workload()))
					.toList()));
	}

	private static <T> List<T> with(List<T> first, List<T> second) {
		List<T> all = new ArrayList<>(first);
		all.addAll(second);
		return all;
	}

}

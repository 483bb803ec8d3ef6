package io.aemp.benchmarks.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.benchmarks.process.Launcher;
import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Outcome;
import io.aemp.benchmarks.process.Spinners;
import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.report.Contestant;
import io.aemp.benchmarks.report.Failure;
import io.aemp.benchmarks.report.Machine;
import io.aemp.benchmarks.report.Results;
import io.aemp.benchmarks.report.Series;

/**
 * Runs what was asked for. All systems take their turns before the next run begins, so
 * that whatever changes on the machine meanwhile changes for all of them.
 */
final class Campaign {

	private final Options options;

	private final Launcher launcher;

	private final PrintStream progress;

	private final Map<Figure, List<Double>> values = new LinkedHashMap<>();

	private final Map<Turn, Integer> failures = new LinkedHashMap<>();

	Campaign(Options options, Launcher launcher, PrintStream progress) {
		this.options = options;
		this.launcher = launcher;
		this.progress = progress;
	}

	Results run(Machine machine) throws InterruptedException, IOException {
		List<Subject> subjects = this.options.subjects().stream().filter(this::isInstalled).toList();
		for (Workload workload : this.options.workloads()) {
			for (int run = 1; run <= this.options.runs(); run++) {
				for (Load load : this.options.loads()) {
					run(workload, load, run, subjects);
				}
			}
		}
		return new Results(machine, this.options.plan(), subjects.stream().map(Contestant::of).toList(),
				this.values.entrySet().stream().map((entry) -> entry.getKey().series(entry.getValue())).toList(),
				this.failures.entrySet().stream().map((entry) -> entry.getKey().failure(entry.getValue())).toList());
	}

	private void run(Workload workload, Load load, int run, List<Subject> subjects)
			throws InterruptedException, IOException {
		try (Spinners spinners = this.launcher.start(load)) {
			for (Subject subject : subjects) {
				this.progress.printf("%-32s %-11s %d/%d  %-24s ", workload.title(), spinners.load().id(), run,
						this.options.runs(), subject.title());
				run(new Turn(subject.name(), workload, load), subject);
			}
		}
	}

	private boolean isInstalled(Subject subject) {
		if (!subject.isInstalled()) {
			this.progress.println(subject.title() + " is left out: it is not installed");
		}
		return subject.isInstalled();
	}

	private void run(Turn turn, Subject subject) throws InterruptedException, IOException {
		Outcome outcome = this.launcher.run(subject, turn.workload, this.options.plan());
		if (outcome instanceof Outcome.Measured measured) {
			this.progress.println(measured.measurement().format());
			for (Metric metric : turn.workload.metrics()) {
				Double value = measured.measurement().values().get(metric);
				if (value != null) {
					this.values.computeIfAbsent(new Figure(turn, metric), (key) -> new ArrayList<>()).add(value);
				}
			}
		}
		else if (outcome instanceof Outcome.NotApplicable nothing) {
			this.progress.println("not applicable: " + nothing.reason());
		}
		else if (outcome instanceof Outcome.Failed failed) {
			this.progress.println("failed:\n" + failed.output().indent(4));
			this.failures.merge(turn, 1, Integer::sum);
		}
	}

	/** One workload of one system, beside a load. */
	private record Turn(String subject, Workload workload, Load load) {

		Failure failure(int count) {
			return new Failure(this.subject, this.workload, this.load, count);
		}

	}

	/** One figure of one workload of one system. */
	private record Figure(Turn turn, Metric metric) {

		Series series(List<Double> runs) {
			return new Series(this.turn.subject, this.turn.workload, this.turn.load, this.metric, runs);
		}

	}

}

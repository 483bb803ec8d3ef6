package io.aemp.benchmarks.database;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.aemp.benchmarks.database.DatabaseResults.Measured;
import io.aemp.benchmarks.process.RunningProcess;
import io.aemp.benchmarks.report.Machine;

/** Plays scenarios, each in processes of its own. */
public final class DatabaseCampaign {

	/** The first round of a process is told apart: it also shows how code is compiled. */
	private static final int ROUNDS = 4;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final String RESULT = "RESULT ";

	private final List<String> java;

	private final int runs;

	private final PrintStream progress;

	private final Map<Figure, List<Double>> first = new TreeMap<>();

	private final Map<Figure, List<Double>> later = new TreeMap<>();

	/**
	 * Creates a campaign.
	 * @param java the beginning of the command for a JVM
	 * @param runs how many processes for each scenario
	 * @param progress is told how it goes
	 */
	public DatabaseCampaign(List<String> java, int runs, PrintStream progress) {
		this.java = List.copyOf(java);
		this.runs = runs;
		this.progress = progress;
	}

	/**
	 * Runs everything.
	 * @param scenarios what to play
	 * @param machine where this is
	 * @return what was measured
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IOException if a process cannot be started
	 */
	public DatabaseResults run(List<Scenario> scenarios, Machine machine) throws InterruptedException, IOException {
		for (int run = 1; run <= this.runs; run++) {
			for (Scenario scenario : scenarios) {
				this.progress.printf("%-10s %d/%d  ", scenario.id(), run, this.runs);
				play(scenario);
			}
		}
		return new DatabaseResults(machine,
				this.first.entrySet()
					.stream()
					.map((entry) -> new Measured(entry.getKey(), entry.getValue(),
							this.later.getOrDefault(entry.getKey(), List.of())))
					.toList());
	}

	private void play(Scenario scenario) throws InterruptedException, IOException {
		List<String> command = new ArrayList<>(this.java);
		command.addAll(List.of(Worker.class.getName(), scenario.id(), String.valueOf(ROUNDS)));
		try (RunningProcess process = new RunningProcess(command)) {
			String line = process.line(PATIENCE);
			if (!line.startsWith(RESULT)) {
				this.progress.println("failed:\n" + process.output().indent(4));
				return;
			}
			this.progress.println(line.substring(RESULT.length()));
			Worker.parse(line.substring(RESULT.length())).forEach((figure, values) -> {
				add(this.first, figure, values.subList(0, 1));
				add(this.later, figure, values.subList(1, values.size()));
			});
		}
	}

	private static void add(Map<Figure, List<Double>> all, Figure figure, List<Double> values) {
		all.computeIfAbsent(figure, (key) -> new ArrayList<>()).addAll(values);
	}

}

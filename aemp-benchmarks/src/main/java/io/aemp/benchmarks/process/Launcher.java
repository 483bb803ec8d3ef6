package io.aemp.benchmarks.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the processes of a run, and sees to it that none stays behind. */
public final class Launcher {

	private static final Duration START = Duration.ofSeconds(30);

	/** For what a workload does before and after the measured time: a million ports. */
	private static final Duration MORE = Duration.ofSeconds(60);

	private final List<String> java;

	/**
	 * Creates a launcher.
	 * @param java the beginning of the command for a JVM, see {@link Subject#command}
	 */
	public Launcher(List<String> java) {
		this.java = List.copyOf(java);
	}

	/**
	 * Runs a workload once.
	 * @param subject the system
	 * @param workload what to measure
	 * @param plan how long
	 * @return what became of it
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IOException if a process cannot be started
	 */
	public Outcome run(Subject subject, Workload workload, Plan plan) throws InterruptedException, IOException {
		return workload.isRemote() ? pair(subject, workload, plan)
				: result(subject, plan, List.of("local", workload.id(), text(plan.seconds()), text(plan.warmUp())));
	}

	/**
	 * Starts what is to run beside the workloads.
	 * @param load how much
	 * @return the running processes, to be closed
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IOException if a process cannot be started
	 */
	public Spinners start(Load load) throws InterruptedException, IOException {
		return Spinners.start(this.java, load);
	}

	private Outcome pair(Subject subject, Workload workload, Plan plan) throws InterruptedException, IOException {
		try (RunningProcess server = start(subject, List.of("serve", workload.id()))) {
			String told = server.line(START);
			if (!told.startsWith("ADDRESS ")) {
				return outcome(told, server);
			}
			Outcome outcome = result(subject, plan, List.of("connect", workload.id(), text(plan.seconds()),
					text(plan.warmUp()), told.substring("ADDRESS ".length()), String.valueOf(server.pid())));
			return (outcome instanceof Outcome.Failed failed)
					? new Outcome.Failed(failed.output() + "\nThe other process:\n" + server.output()) : outcome;
		}
	}

	private Outcome result(Subject subject, Plan plan, List<String> arguments)
			throws InterruptedException, IOException {
		Duration patience = plan.before().plus(plan.measured()).plus(MORE);
		try (RunningProcess process = start(subject, arguments)) {
			return outcome(process.line(patience), process);
		}
	}

	private static Outcome outcome(String line, RunningProcess process) {
		if (line.startsWith("RESULT ")) {
			return new Outcome.Measured(Measurement.parse(line.substring("RESULT ".length())));
		}
		if (line.startsWith("NOT-APPLICABLE")) {
			return new Outcome.NotApplicable(line.substring("NOT-APPLICABLE".length()).strip());
		}
		return new Outcome.Failed(process.output());
	}

	private RunningProcess start(Subject subject, List<String> arguments) throws IOException {
		return new RunningProcess(new ArrayList<>(subject.command(this.java, arguments)));
	}

	private static String text(double seconds) {
		return String.valueOf(seconds);
	}

}

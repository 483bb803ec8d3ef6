package io.aemp.cli.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;

/** Keeps the process of a node running. */
final class Supervisor {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	/** How long a node has for its orderly end. */
	private static final Duration END_TIMEOUT = Duration.ofSeconds(15);

	/** SIGTERM and SIGINT, as a process tells its parent. */
	private static final List<Integer> TERMINATED = List.of(143, 130);

	private final Console console;

	private final ProcessBuilder builder;

	private volatile boolean ending;

	Supervisor(Console console, String classPath, String arguments) {
		this.console = console;
		String all = System.getProperty("java.class.path")
				+ (classPath.isEmpty() ? "" : File.pathSeparator + classPath);
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command
			.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError", "-cp", all,
					NodeProcess.class.getName(), arguments));
		this.builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.INHERIT)
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		this.builder.environment().putAll(console.environment());
	}

	/**
	 * Starts the process, and starts it again whenever it ends. Returns when it was told
	 * to end, or could not be started even once.
	 */
	ExitStatus run() {
		Duration pause = FIRST_PAUSE;
		boolean started = false;
		while (true) {
			long start = System.nanoTime();
			int status = runOnce();
			Duration lifetime = Duration.ofNanos(System.nanoTime() - start);
			if (this.ending || TERMINATED.contains(status)) {
				return ExitStatus.SUCCESS;
			}
			if (status == ExitStatus.USAGE.code() && !started) {
				return ExitStatus.USAGE;
			}
			started = true;
			if (status == NodeProcess.RESTART) {
				continue;
			}
			pause = (lifetime.compareTo(LONGEST_PAUSE) > 0) ? FIRST_PAUSE : pause;
			this.console.tell(
					"run: the node ended with status " + status + ", and starts again in " + pause.toSeconds() + " s");
			sleep(pause);
			pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
		}
	}

	private int runOnce() {
		Process process = start();
		Thread hook = new Thread(() -> end(process), "aemp-end");
		try {
			Runtime.getRuntime().addShutdownHook(hook);
			return process.waitFor();
		}
		catch (InterruptedException ex) {
			end(process);
			throw interrupted();
		}
		finally {
			remove(hook);
		}
	}

	private Process start() {
		try {
			return this.builder.start();
		}
		catch (IOException ex) {
			throw new CommandException(ExitStatus.FAILED, "run: the process of the node cannot be started: " + ex);
		}
	}

	private void end(Process process) {
		this.ending = true;
		process.destroy();
		try {
			if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private static void remove(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// this process ends already, and the hook runs
		}
	}

	private void sleep(Duration pause) {
		try {
			TimeUnit.MILLISECONDS.sleep(pause.toMillis());
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private static CommandException interrupted() {
		Thread.currentThread().interrupt();
		return new CommandException(ExitStatus.SUCCESS, "run: interrupted");
	}

}

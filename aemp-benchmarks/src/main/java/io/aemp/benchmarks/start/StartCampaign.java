package io.aemp.benchmarks.start;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.aemp.benchmarks.process.RunningProcess;
import io.aemp.benchmarks.report.Machine;

/**
 * Starts applications, each in a new process. All variants take their turns before the
 * next run begins.
 */
public final class StartCampaign {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String RESULT = "RESULT ";

	private final List<String> java;

	private final int runs;

	private final boolean cached;

	private final PrintStream progress;

	/**
	 * Creates a campaign.
	 * @param java the beginning of the command for a JVM, without a class path
	 * @param runs how often each application starts
	 * @param cached whether the JVM gets a cache of classes that it has loaded and linked
	 * before, which needs a JDK 25
	 * @param progress is told how it goes
	 */
	public StartCampaign(List<String> java, int runs, boolean cached, PrintStream progress) {
		this.java = List.copyOf(java);
		this.runs = runs;
		this.cached = cached;
		this.progress = progress;
	}

	/**
	 * Starts everything.
	 * @param machine where this is
	 * @return how long it took
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IOException if a process cannot be started, or tells nothing
	 */
	public StartResults run(Machine machine) throws InterruptedException, IOException {
		Map<Variant, List<Start>> starts = new EnumMap<>(Variant.class);
		Path caches = Files.createTempDirectory("caches");
		try (Seed seed = Seed.start()) {
			Map<Variant, List<String>> commands = commands(seed, caches);
			for (int run = 1; run <= this.runs; run++) {
				for (Variant variant : Variant.values()) {
					Start start = start(variant, commands.getOrDefault(variant, List.of()), seed);
					this.progress.printf("%-34s %d/%d  %s%n", variant.title(), run, this.runs, start.format());
					starts.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(start);
				}
			}
		}
		finally {
			delete(caches);
		}
		return new StartResults(machine, this.cached, starts);
	}

	private Map<Variant, List<String>> commands(Seed seed, Path caches) throws InterruptedException, IOException {
		Map<Variant, List<String>> commands = new EnumMap<>(Variant.class);
		ClassPath all = ClassPath.own();
		for (Variant variant : Variant.values()) {
			List<String> command = new ArrayList<>(this.java);
			command.addAll(List.of("-cp", variant.classPath(all)));
			if (this.cached) {
				Path cache = caches.resolve(variant.id() + ".aot");
				train(variant, with(command, "-XX:AOTCacheOutput=" + cache), seed, cache);
				command.add("-XX:AOTCache=" + cache);
			}
			commands.put(variant, command);
		}
		return commands;
	}

	/** Starts it once, so that the JVM writes the cache when it ends. */
	private void train(Variant variant, List<String> command, Seed seed, Path cache)
			throws InterruptedException, IOException {
		try (RunningProcess process = new RunningProcess(arguments(variant, command, seed))) {
			process.end(PATIENCE);
			if (!Files.exists(cache)) {
				throw new IOException("No cache was written:\n" + process.output());
			}
		}
	}

	private static Start start(Variant variant, List<String> command, Seed seed)
			throws InterruptedException, IOException {
		try (RunningProcess process = new RunningProcess(arguments(variant, command, seed))) {
			String line = process.line(PATIENCE);
			if (!line.startsWith(RESULT)) {
				throw new IOException(variant.title() + " did not start:\n" + process.output());
			}
			// its end is no load for the next one
			process.end(PATIENCE);
			return Start.parse(line.substring(RESULT.length()));
		}
	}

	private static List<String> arguments(Variant variant, List<String> command, Seed seed) {
		List<String> arguments = with(command, StartedApplication.class.getName());
		arguments.addAll(List.of(Instant.now().toString(), variant.name()));
		arguments.addAll(variant.properties(seed));
		return arguments;
	}

	private static List<String> with(List<String> command, String more) {
		List<String> all = new ArrayList<>(command);
		all.add(more);
		return all;
	}

	private static void delete(Path directory) throws IOException {
		for (Variant variant : Variant.values()) {
			Files.deleteIfExists(directory.resolve(variant.id() + ".aot"));
		}
		Files.delete(directory);
	}

}

package io.aemp.benchmarks.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.aemp.benchmarks.database.Scenario;
import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Plan;
import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.Subjects;

/**
 * What was asked for on the command line.
 *
 * @param subjects the systems
 * @param workloads what to run
 * @param loads what else the machine is to do
 * @param scenarios what nodes are to do
 * @param runs how often
 * @param plan how long
 * @param jdk the home of the JDK for all JVMs
 * @param json the file for the results
 * @param flags options without a value
 */
record Options(List<Subject> subjects, List<Workload> workloads, List<Load> loads, List<Scenario> scenarios, int runs,
		Plan plan, Path jdk, Path json, Set<String> flags) {

	static final String RECORD = "--record";

	static final String DOCS = "--docs";

	static final String MERGE = "--merge";

	static final String CACHE = "--aot-cache";

	private static final Set<String> FLAGS = Set.of(RECORD, DOCS, MERGE, CACHE);

	private static final Set<String> SETTINGS = Set.of("--subjects", "--workloads", "--loads", "--scenarios", "--runs",
			"--seconds", "--warm-up", "--jdk", "--json");

	static Options parse(List<String> arguments, Comparison comparison) {
		return parse(arguments, comparison, comparison.json());
	}

	static Options parse(List<String> arguments, Comparison comparison, String file) {
		Map<String, String> settings = new HashMap<>();
		List<String> flags = new ArrayList<>();
		for (int i = 0; i < arguments.size(); i++) {
			String name = arguments.get(i);
			if (FLAGS.contains(name)) {
				flags.add(name);
			}
			else if (SETTINGS.contains(name) && i + 1 < arguments.size()) {
				settings.put(name, arguments.get(++i));
			}
			else {
				throw new IllegalArgumentException("What is " + name + "?");
			}
		}
		return new Options(chosen(settings, "--subjects", Subjects::of, comparison.subjects()),
				chosen(settings, "--workloads", Workload::of, comparison.workloads()),
				chosen(settings, "--loads", Load::of, List.of(Load.IDLE)),
				chosen(settings, "--scenarios", Scenario::of, List.of(Scenario.values())),
				Integer.parseInt(settings.getOrDefault("--runs", "3")),
				new Plan(Double.parseDouble(settings.getOrDefault("--seconds", "3")),
						Double.parseDouble(settings.getOrDefault("--warm-up", "3"))),
				Path.of(settings.getOrDefault("--jdk", System.getProperty("java.home"))),
				Path.of(settings.getOrDefault("--json", "aemp-benchmarks/target/" + file)), Set.copyOf(flags));
	}

	boolean has(String flag) {
		return this.flags.contains(flag);
	}

	private static <T> List<T> chosen(Map<String, String> settings, String name, Function<String, T> find,
			List<T> otherwise) {
		String names = settings.get(name);
		return (names != null) ? Arrays.stream(names.split(",")).map(find).toList() : otherwise;
	}

}

package io.aemp.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Coverage-guided fuzzing, one JVM for each target. How many seconds each, says
 * {@code aemp.fuzz.duration}; which, the regular expression {@code aemp.fuzz.targets}.
 * Without a duration, the inputs are the same each time and as many on every machine. An
 * input that does harm is left in {@code target/fuzz}; it belongs into the corpus, with
 * what mends it.
 */
class FuzzTests {

	/** As many inputs as any machine has the time for. */
	private static final List<String> SHORT = List.of("-runs=5000", "-seed=1");

	private static final long START_SECONDS = 300;

	private static final Pattern STATISTICS = Pattern.compile("stat::number_of_executed_units: *(\\d+)");

	private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+) ft: (\\d+)");

	@ParameterizedTest
	@EnumSource
	void findsNothing(Target target) throws Exception {
		assumeTrue(target.label().matches(System.getProperty("aemp.fuzz.targets", ".*")), "not asked for");
		long seconds = Long.getLong("aemp.fuzz.duration", 0);
		Path directory = Path.of("target", "fuzz", target.label()).toAbsolutePath();
		Files.createDirectories(directory.resolve("corpus"));
		Path log = directory.resolve("console.log");
		Process process = new ProcessBuilder(command(target, directory, seconds)).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(process.waitFor(seconds + START_SECONDS, TimeUnit.SECONDS)).as(() -> text(log)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.exitValue()).as(() -> text(log)).isZero();
		report(target, text(log));
	}

	private static List<String> command(Target target, Path directory, long seconds) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
				"-XX:+EnableDynamicAgentLoading", "-cp", System.getProperty("java.class.path"),
				"com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.className(),
				"--instrumentation_includes=io.aemp.**", "--reproducer_path=" + directory, "-max_len=2048",
				"-timeout=120", "-print_final_stats=1", "-artifact_prefix=" + directory + "/"));
		// who asks for a long run wants news
		command.addAll((seconds == 0) ? SHORT
				: List.of("-max_total_time=" + seconds, "-seed=" + System.getProperty("aemp.fuzz.seed", "0")));
		command.addAll(List.of(directory.resolve("corpus").toString(), target.corpus().toString()));
		return command;
	}

	/** Proves that it did run, guided by coverage. */
	private static void report(Target target, String log) {
		Matcher statistics = STATISTICS.matcher(log);
		assertThat(statistics.find()).as(log).isTrue();
		String coverage = COVERAGE.matcher(log).results().reduce((first, second) -> second).orElseThrow().group();
		assertThat(Long.parseLong(statistics.group(1))).isPositive();
		System.out.printf("fuzzed %s: %s executions, %s%n", target.label(), statistics.group(1), coverage);
	}

	private static String text(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.aemp.stress;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the jcstress tests of this module in a JVM of their own, which forks one for each
 * test. How long, says {@code aemp.stress.mode}: {@code short}, or one of jcstress's own,
 * such as {@code default} and {@code tough}; which, the regular expression
 * {@code aemp.stress.tests}.
 */
class ConcurrencyTests {

	private static final String SHORT = "short";

	/** Few JVM modes, one fork for each, some ten thousand rounds and more. */
	private static final List<String> SHORT_RUN = List.of("-jvmArgs", "-XX:+UseSerialGC", "-sc", "false", "-f", "1",
			"-fsm", "1", "-iters", "1", "-time", "200", "-hs", "64");

	@Test
	void noTestHasAnOutcomeThatIsForbidden() throws Exception {
		Path results = Files.createDirectories(Path.of("target", "jcstress"));
		Path log = results.resolve("console.log");
		Process process = new ProcessBuilder(command(results)).directory(results.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(process.waitFor(12, TimeUnit.HOURS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.exitValue()).as(() -> text(log)).isZero();
		assertThat(text(log))
			.containsPattern("Results: ([1-9]\\d*) planned; \\1 passed, 0 failed, 0 soft errs, 0 hard errs");
	}

	private static List<String> command(Path results) {
		String mode = System.getProperty("aemp.stress.mode", SHORT);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"--enable-native-access=ALL-UNNAMED", "-cp", classPath(), "org.openjdk.jcstress.Main", "-v",
						"-r", "report"));
		command.addAll(SHORT.equals(mode) ? SHORT_RUN : List.of("-m", mode));
		command.addAll(List.of("-t", System.getProperty("aemp.stress.tests", ".*")));
		return command;
	}

	/** Absolute, as the harness runs elsewhere. */
	private static String classPath() {
		List<String> entries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			entries.add(Path.of(entry).toAbsolutePath().toString());
		}
		return String.join(File.pathSeparator, entries);
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

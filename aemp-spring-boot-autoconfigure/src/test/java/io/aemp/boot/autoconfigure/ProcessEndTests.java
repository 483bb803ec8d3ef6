package io.aemp.boot.autoconfigure;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A process ends, whatever a handler does. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessEndTests {

	private static final int STATUS_OF_SIGTERM = 128 + 15;

	private Process process;

	private BufferedReader output;

	@AfterEach
	void kill() {
		this.process.destroyForcibly();
	}

	@ParameterizedTest
	@ValueSource(strings = { "waiting", "inEventLoop" })
	void onSigtermWhileAHandlerHangsForEver(String port) throws Exception {
		start("hang", port);
		long start = System.nanoTime();
		this.process.destroy();
		assertThat(end()).isEqualTo(STATUS_OF_SIGTERM);
		System.out.printf("From SIGTERM to the end, phase limit 1 s: %d ms%n",
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
	}

	@ParameterizedTest
	@ValueSource(strings = { "waiting", "inEventLoop" })
	void whenItsContextClosesWhileAHandlerHangsForEver(String port) throws Exception {
		start("hang, main closes", port);
		assertThat(end()).isZero();
	}

	@Test
	void whenAHandlerCallsSystemExit() throws Exception {
		start("exit", "waiting");
		assertThat(end()).isEqualTo(EndlessHandlerApplication.STATUS);
	}

	private int end() throws Exception {
		try (BufferedReader lines = this.output) {
			lines.lines().forEach(System.out::println);
		}
		return this.process.waitFor();
	}

	private void start(String task, String port) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp",
				System.getProperty("java.class.path"), EndlessHandlerApplication.class.getName(), task, port));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8);
		List<String> lines = new ArrayList<>();
		while (!lines.contains(EndlessHandlerApplication.HANDLING)) {
			String line = output.readLine();
			assertThat(line).as("%s", lines).isNotNull();
			lines.add(line);
		}
		this.output = output;
	}

}

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

import static org.assertj.core.api.Assertions.assertThat;

/** A process ends, whatever a handler does. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessEndTests {

	private static final int STATUS_OF_SIGTERM = 128 + 15;

	private final List<Application> applications = new ArrayList<>();

	@AfterEach
	void kill() {
		this.applications.forEach((application) -> application.process.destroyForcibly());
	}

	/** The time is that of the limit of a phase, so all processes end side by side. */
	@Test
	void whateverAHandlerDoes() throws Exception {
		List<Application> signalled = List.of(start("hang", "waiting"), start("hang", "inEventLoop"),
				start("hang", "inProcess"));
		List<Application> closed = List.of(start("hang, main closes", "waiting"),
				start("hang, main closes", "inEventLoop"));
		Application exiting = start("exit", "waiting");
		for (Application application : signalled) {
			application.awaitHandling();
			// not destroy() of the process, which closes its output
			application.process.toHandle().destroy();
		}
		for (Application application : closed) {
			application.awaitHandling();
			assertThat(application.end()).isZero();
		}
		exiting.awaitHandling();
		assertThat(exiting.end()).isEqualTo(EndlessHandlerApplication.STATUS);
		for (Application application : signalled) {
			assertThat(application.end()).isEqualTo(STATUS_OF_SIGTERM);
		}
	}

	private Application start(String task, String port) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp",
				System.getProperty("java.class.path"), EndlessHandlerApplication.class.getName(), task, port));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Application application = new Application(process, process.inputReader(StandardCharsets.UTF_8));
		this.applications.add(application);
		return application;
	}

	/** A child process and what it prints. */
	private record Application(Process process, BufferedReader output) {

		void awaitHandling() throws Exception {
			List<String> lines = new ArrayList<>();
			while (!lines.contains(EndlessHandlerApplication.HANDLING)) {
				String line = this.output.readLine();
				assertThat(line).as("%s", lines).isNotNull();
				lines.add(line);
			}
		}

		int end() throws Exception {
			try (BufferedReader lines = this.output) {
				lines.lines().forEach(System.out::println);
			}
			return this.process.waitFor();
		}

	}

}

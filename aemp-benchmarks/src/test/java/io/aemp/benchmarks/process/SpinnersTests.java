package io.aemp.benchmarks.process;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class SpinnersTests {

	private static final List<String> JAVA = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Xmx64m", "-cp", System.getProperty("java.class.path"));

	@Test
	void spinUntilTheyAreClosed() throws Exception {
		long before = children();
		try (Spinners spinners = Spinners.start(JAVA, Load.ONE_SPINNER)) {
			assertThat(spinners.load()).isEqualTo(Load.ONE_SPINNER);
			assertThat(children()).isEqualTo(before + 1);
		}
		assertThat(children()).isEqualTo(before);
	}

	@Test
	void idleIsNoProcess() throws Exception {
		long before = children();
		try (Spinners spinners = Spinners.start(JAVA, Load.IDLE)) {
			assertThat(children()).isEqualTo(before);
			assertThat(spinners.load()).isEqualTo(Load.of("idle"));
		}
	}

	private static long children() {
		return ProcessHandle.current().children().count();
	}

}

package io.aemp.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.aemp.cli.command.Console;
import io.aemp.cli.command.LogOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The environment variable that shows packets. */
class PacketTraceTests extends RunningNodes {

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private void install(Map<String, String> environment) {
		LogOutput.install(new Console(new ByteArrayInputStream(new byte[0]), Console.utf8(new ByteArrayOutputStream()),
				Console.utf8(this.err), environment), LogOutput.WARN);
	}

	@AfterEach
	void showNone() {
		install(Map.of());
	}

	@Test
	void showsThePacketsOfTheTool() {
		install(Map.of("PERL_ANYEVENT_MP_TRACE", "1"));
		this.aemp.run("cal", "A", "time");
		assertThat(this.err.toString(StandardCharsets.UTF_8)).containsPattern("SND \\w+ <- \\[\"\",\"g_slave\"\\]")
			.containsPattern("RCV \\w+ -> \\[\"\",\"g_global\"\\]");
	}

	@Test
	void showsNoneOtherwise() {
		install(Map.of("PERL_ANYEVENT_MP_TRACE", "0", "AE_VERBOSE", "9"));
		this.aemp.run("cal", "A", "time");
		assertThat(this.err.toString(StandardCharsets.UTF_8)).doesNotContain("SND ", "RCV ");
	}

}

package io.aemp.transport;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes of a process that has run out of descriptors, and gets them back. */
@EnabledOnOs(OS.LINUX)
class DescriptorLimitTests {

	private static final String LIMIT = "ulimit -n 256 && exec \"$0\" \"$@\"";

	@Test
	void nothingSpinsAndAllGoesOnAndEnds(@TempDir Path directory) throws Exception {
		Path bash = Path.of("/bin/bash");
		Assumptions.assumeTrue(Files.isExecutable(bash), "needs bash, to limit the descriptors of a process");
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(bash.toString(), "-c", LIMIT,
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=2", "-Xmx128m", "-cp", classPath(directory),
				ScarceDescriptors.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(output.toString()).isTrue();
			assertThat(process.exitValue()).as(Files.readString(output)).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * The class path without directories: from an archive that is open already, classes
	 * can be loaded without a descriptor.
	 */
	private static String classPath(Path directory) throws IOException {
		List<String> archives = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (Files.isDirectory(Path.of(entry))) {
				String archive = directory.resolve(archives.size() + ".jar").toString();
				ToolProvider.findFirst("jar")
					.orElseThrow()
					.run(System.out, System.err, "cf", archive, "-C", entry, ".");
				archives.add(archive);
			}
			else {
				archives.add(entry);
			}
		}
		return String.join(File.pathSeparator, archives);
	}

}

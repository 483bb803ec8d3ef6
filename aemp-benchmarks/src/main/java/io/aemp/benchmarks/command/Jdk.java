package io.aemp.benchmarks.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.aemp.benchmarks.report.Machine;

/**
 * The JDK that runs what is measured.
 *
 * @param home where it is
 */
record Jdk(Path home) {

	private static final String MEMORY = "-Xmx2g";

	private static final int UNSAFE_WARNING = 23;

	/** The facts that belong to the results. */
	Machine machine() throws IOException {
		return new Machine(Runtime.getRuntime().availableProcessors(),
				System.getProperty("os.name") + " " + System.getProperty("os.version").split("-", 2)[0],
				System.getProperty("os.arch"), version(), MEMORY);
	}

	/**
	 * The beginning of the command that starts a JVM, with the class path of this one.
	 */
	List<String> command() throws IOException {
		List<String> command = withoutClassPath();
		command.addAll(List.of("-cp", System.getProperty("java.class.path")));
		return command;
	}

	/** The same without a class path. */
	List<String> withoutClassPath() throws IOException {
		List<String> command = new ArrayList<>(
				List.of(this.home.resolve("bin/java").toString(), MEMORY, "--enable-native-access=ALL-UNNAMED"));
		if (Integer.parseInt(machine().feature()) >= UNSAFE_WARNING) {
			command.add("--sun-misc-unsafe-memory-access=allow");
		}
		return command;
	}

	private String version() throws IOException {
		Properties release = new Properties();
		try (Reader reader = Files.newBufferedReader(this.home.resolve("release"))) {
			release.load(reader);
		}
		return release.getProperty("JAVA_VERSION").replace("\"", "");
	}

}

package io.aemp.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.aemp.cli.command.Console;
import io.aemp.profile.ProfileDocument;

/** Runs the command in this process, on a file of profiles of its own. */
final class CommandRun {

	private final Path file;

	CommandRun(Path folder) {
		this.file = folder.resolve("profiles");
	}

	Path file() {
		return this.file;
	}

	String text() throws IOException {
		return Files.readString(this.file);
	}

	Map<String, Object> content() {
		return ProfileDocument.readContent(this.file);
	}

	/** Runs the command, which must succeed. Returns its output. */
	String run(String... arguments) {
		Result result = result(arguments);
		if (result.status() != 0) {
			throw new AssertionError(result.toString());
		}
		return result.out();
	}

	Result result(String... arguments) {
		return resultWithInput("", arguments);
	}

	Result resultWithInput(String input, String... arguments) {
		return result((out) -> new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
	}

	/** Runs the command with a standard input that is given the standard output. */
	Result result(Function<OutputStream, InputStream> input, String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Console console = new Console(input.apply(out), Console.utf8(out), Console.utf8(err), environment());
		int status = Aemp.run(console, arguments);
		return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	/** Starts the command in a process of its own. */
	Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), Aemp.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().putAll(environment());
		return builder.start();
	}

	private Map<String, String> environment() {
		return Map.of("PERL_ANYEVENT_MP_RC", this.file.toString());
	}

	/** How a command ended. */
	record Result(int status, String out, String err) {

	}

}

package io.aemp.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Console console = new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
				Console.utf8(out), Console.utf8(err), Map.of("PERL_ANYEVENT_MP_RC", this.file.toString()));
		int status = Aemp.run(console, arguments);
		return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	/** How a command ended. */
	record Result(int status, String out, String err) {

	}

}

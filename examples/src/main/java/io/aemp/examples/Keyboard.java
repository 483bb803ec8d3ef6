package io.aemp.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines that somebody types. */
final class Keyboard {

	private Keyboard() {
	}

	/** Returns at the end of the input. */
	static void read(Consumer<String> lines) throws IOException {
		BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = typed.readLine(); line != null; line = typed.readLine()) {
			lines.accept(line);
		}
	}

}

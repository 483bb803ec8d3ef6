package io.aemp.cli.shell;

import java.util.ArrayList;
import java.util.List;

import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Json;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a line at blanks. A word that begins with [, { or a quotation mark is JSON, which
 * may contain blanks.
 */
final class ShellWords {

	private ShellWords() {
	}

	/**
	 * The words of a line.
	 * @throws CommandException if JSON is broken
	 */
	static List<@Nullable Object> of(String line) {
		List<@Nullable Object> words = new ArrayList<>();
		String[] parts = line.strip().split(" +");
		for (int i = 0; i < parts.length; i++) {
			if (!parts[i].matches("(?s)[\\[{\"].*")) {
				words.add(parts[i]);
				continue;
			}
			StringBuilder json = new StringBuilder(parts[i]);
			while (!isComplete(json.toString()) && i + 1 < parts.length) {
				json.append(' ').append(parts[++i]);
			}
			words.add(Json.read(json.toString()));
		}
		return words;
	}

	private static boolean isComplete(String json) {
		try {
			Json.read(json);
			return true;
		}
		catch (CommandException ex) {
			return false;
		}
	}

}

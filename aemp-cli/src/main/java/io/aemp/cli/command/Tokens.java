package io.aemp.cli.command;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command line. An argument is a text or a JSON value. The parser of
 * options sees texts only, so a JSON value goes past it under a mark that no argument of
 * a process can contain.
 */
public final class Tokens {

	private static final String MARK = "\0";

	/** What the JDK makes of octets that the locale of the process does not know. */
	private static final String UNKNOWN = "\ufffd";

	private final List<@Nullable Object> values = new ArrayList<>();

	private final List<String> texts = new ArrayList<>();

	private Tokens() {
	}

	/**
	 * Reads the arguments of a process. A single argument that begins with {@code [}
	 * replaces the list. Otherwise each argument that begins with {@code [},
	 * <code>{</code> or a quotation mark is JSON.
	 * @param arguments the arguments
	 * @return texts and values
	 * @throws CommandException if JSON is broken, or an argument is no text in the locale
	 */
	public static Tokens of(List<String> arguments) {
		Tokens tokens = new Tokens();
		checkReadable(arguments);
		if (arguments.size() == 1 && arguments.get(0).startsWith("[")
				&& Json.read(arguments.get(0)) instanceof List<?> list) {
			list.forEach((value) -> tokens.addJson(value));
			return tokens;
		}
		for (String text : arguments) {
			if (text.matches("(?s)[\\[{\"].*")) {
				tokens.addJson(Json.read(text));
			}
			else {
				tokens.texts.add(text);
			}
		}
		return tokens;
	}

	/** The text may be a secret, so the error names its place. */
	private static void checkReadable(List<String> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			if (arguments.get(i).contains(UNKNOWN)) {
				throw CommandException.usage("argument " + (i + 1)
						+ " has characters that the locale of this process does not know. Use one with UTF-8: "
						+ "export LC_ALL=C.UTF-8");
			}
		}
	}

	private void addJson(@Nullable Object value) {
		this.texts.add(MARK + this.values.size());
		this.values.add(value);
	}

	/**
	 * The arguments for a parser of options.
	 * @return texts, with marks in place of values
	 */
	public List<String> texts() {
		return this.texts;
	}

	/**
	 * Whether an argument was written as JSON.
	 * @param text a text of {@link #texts}
	 * @return whether it was
	 */
	public boolean isJson(String text) {
		return text.startsWith(MARK);
	}

	/**
	 * The argument that a parser has returned.
	 * @param text a text of {@link #texts}
	 * @return the text, or the value for which it stands
	 */
	public @Nullable Object value(String text) {
		return isJson(text) ? this.values.get(Integer.parseInt(text.substring(MARK.length()))) : text;
	}

}

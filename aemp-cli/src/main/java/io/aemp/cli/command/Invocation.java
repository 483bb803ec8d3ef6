package io.aemp.cli.command;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * A subcommand as it was called.
 *
 * @param name the name that was used
 * @param arguments texts and JSON values
 * @param json the indices of the arguments that were written as JSON
 * @param options the options with their values; empty texts for those without a value
 */
public record Invocation(String name, List<@Nullable Object> arguments, Set<Integer> json,
		Map<Option, String> options) {

	private static final Duration LONGEST = Duration.ofDays(365);

	/**
	 * Whether an option was given.
	 * @param option the option
	 * @return whether it was
	 */
	public boolean has(Option option) {
		return this.options.containsKey(option);
	}

	/**
	 * An argument as text.
	 * @param index its index
	 * @return the text
	 * @throws CommandException if it is a list or an object
	 */
	public String text(int index) {
		String text = Values.text(this.arguments.get(index));
		if (text == null) {
			throw CommandException
				.usage(this.name + ": " + Json.compact(this.arguments.get(index)) + " is no text. Give a text.");
		}
		return text;
	}

	/**
	 * An argument as the reference stores it: it takes an argument that is no JSON for
	 * the octets that the terminal sends, one character for each.
	 * @param index its index
	 * @return the text, or the value that JSON has given
	 */
	public @Nullable Object octets(int index) {
		Object value = this.arguments.get(index);
		return (value instanceof String text && !this.json.contains(index))
				? Values.latin1(text.getBytes(StandardCharsets.UTF_8)) : value;
	}

	/**
	 * The arguments after the first ones.
	 * @param index the index of the first argument
	 * @return texts and JSON values
	 */
	public List<@Nullable Object> from(int index) {
		return this.arguments.subList(index, this.arguments.size());
	}

	/**
	 * How long to wait.
	 * @param preset the time if the option is not given
	 * @return the time; empty for ever
	 * @throws CommandException if the option is no number of seconds
	 */
	public Optional<Duration> timeout(Optional<Duration> preset) {
		String text = this.options.get(Option.TIMEOUT);
		if (text == null) {
			return preset;
		}
		try {
			BigDecimal seconds = new BigDecimal(text);
			if (seconds.signum() >= 0 && seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) <= 0) {
				return (seconds.signum() == 0) ? Optional.empty()
						: Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()).plusNanos(1));
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw CommandException.usage("--timeout: '" + Values.display(text)
				+ "' is no number of seconds from 0 to a year. Write for example --timeout 5, or 0 for ever.");
	}

}

package io.aemp.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.cli.OptionParser.Words;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a line into subcommands with their arguments. The reference takes a sequence of
 * subcommands, of which each takes its arguments from the front of the rest. Options are
 * left to another class, which a line without options does not load: that would take a
 * good part of the time that a command takes.
 */
final class CommandLineParser {

	private static final String USAGE = "Usage: aemp subcommand ... (try aemp --help)\n";

	private final Map<String, Subcommand> subcommands = new LinkedHashMap<>();

	private final List<Subcommand> all;

	CommandLineParser(List<Subcommand> subcommands) {
		this.all = subcommands;
		subcommands.forEach((subcommand) -> {
			this.subcommands.put(subcommand.name(), subcommand);
			subcommand.aliases().forEach((alias) -> this.subcommands.put(alias, subcommand));
		});
	}

	/** Parses the arguments of the process. */
	Line parse(Tokens tokens) {
		List<String> words = tokens.texts();
		if (!mayHaveOptions(words)) {
			return chain(tokens, words, Map.of());
		}
		Words line = new OptionParser(this.all).line(words);
		return (line.answer() != null) ? Line.of(line.answer()) : chain(tokens, line.arguments(), line.options());
	}

	private static boolean mayHaveOptions(List<String> words) {
		return words.stream().anyMatch((word) -> word.startsWith("-"));
	}

	private Line chain(Tokens tokens, List<String> words, Map<Option, String> common) {
		if (words.isEmpty()) {
			return new Line(List.of(), USAGE, ExitStatus.USAGE);
		}
		boolean options = mayHaveOptions(words);
		List<Call> calls = new ArrayList<>();
		int at = 0;
		while (at < words.size()) {
			String name = String.valueOf(tokens.value(words.get(at)));
			Subcommand subcommand = this.subcommands.get(name);
			if (subcommand == null) {
				throw unknown(name);
			}
			Words own = options ? OptionParser.subcommand(subcommand, name, words, at + 1)
					: arguments(subcommand, words, at + 1);
			if (own.answer() != null) {
				return Line.of(own.answer());
			}
			calls.add(new Call(subcommand, invocation(subcommand, name, own, tokens, common)));
			at = own.end();
		}
		return new Line(calls, null, ExitStatus.SUCCESS);
	}

	/** The arguments of a subcommand, none of which is an option. */
	private static Words arguments(Subcommand subcommand, List<String> words, int start) {
		int end = subcommand.rest().isEmpty() ? Math.min(start + subcommand.parameters().size(), words.size())
				: words.size();
		return new Words(words.subList(start, end), Map.of(), end, null);
	}

	private CommandException unknown(String name) {
		String nearest = this.subcommands.keySet()
			.stream()
			.filter((known) -> known.startsWith(name) || name.startsWith(known))
			.findFirst()
			.map((known) -> " Did you mean '" + known + "'?")
			.orElse("");
		return CommandException.usage(name + ": no such aemp command (try aemp --help)." + nearest);
	}

	private static Invocation invocation(Subcommand subcommand, String name, Words own, Tokens tokens,
			Map<Option, String> common) {
		List<String> texts = own.arguments();
		if (texts.size() < subcommand.parameters().size()) {
			String missing = subcommand.parameters().get(texts.size());
			throw CommandException.usage(name + ": " + missing + " missing (try aemp " + name + " --help)");
		}
		Map<Option, String> options = new EnumMap<>(Option.class);
		options.putAll(common);
		options.putAll(own.options());
		List<@Nullable Object> arguments = new ArrayList<>();
		Set<Integer> json = new HashSet<>();
		for (String text : texts) {
			if (tokens.isJson(text)) {
				json.add(arguments.size());
			}
			arguments.add(tokens.value(text));
		}
		return new Invocation(name, arguments, json, options);
	}

	/**
	 * A parsed line.
	 *
	 * @param calls the subcommands, in order
	 * @param text what to print instead; {@code null} if there are calls
	 * @param status how the process ends after that text
	 */
	record Line(List<Call> calls, @Nullable String text, ExitStatus status) {

		static Line of(String text) {
			return new Line(List.of(), text, ExitStatus.SUCCESS);
		}

	}

	/**
	 * One subcommand of a line.
	 *
	 * @param subcommand the subcommand
	 * @param invocation its arguments
	 */
	record Call(Subcommand subcommand, Invocation invocation) {

	}

}

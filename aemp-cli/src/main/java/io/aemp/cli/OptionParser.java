package io.aemp.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Finds the options of a line and of its subcommands, by picocli. */
final class OptionParser {

	private final List<Subcommand> subcommands;

	OptionParser(List<Subcommand> subcommands) {
		this.subcommands = subcommands;
	}

	/** What stands before the first subcommand, which follows at the end. */
	Words line(List<String> words) {
		ParseResult root = parsed(PicocliModel.root(), words);
		return new Words(root.matchedPositionalValue(0, List.of()), options(root), words.size(), answer(root));
	}

	private @Nullable String answer(ParseResult root) {
		if (root.hasMatchedOption("--help")) {
			return PicocliModel.usage(this.subcommands);
		}
		if (root.hasMatchedOption("--version")) {
			return PicocliModel.version() + System.lineSeparator();
		}
		return root.hasMatchedOption("--completion")
				? AutoComplete.bash("aemp", new CommandLine(PicocliModel.tree(this.subcommands))) : null;
	}

	/** What belongs to a subcommand that was called by a name. */
	static Words subcommand(Subcommand subcommand, String name, List<String> words, int start) {
		CommandSpec spec = PicocliModel.of(subcommand, name);
		int end = end(subcommand, spec, words, start);
		ParseResult parsed = parsed(spec, words.subList(start, end));
		String help = parsed.hasMatchedOption(Option.HELP.label()) ? PicocliModel.usage(spec) : null;
		return new Words(parsed.matchedPositionalValue(0, List.of()), options(parsed), end, help);
	}

	/** Where the arguments of a subcommand end: the next word is another subcommand. */
	private static int end(Subcommand subcommand, CommandSpec spec, List<String> words, int start) {
		if (!subcommand.rest().isEmpty()) {
			return words.size();
		}
		int missing = subcommand.parameters().size();
		boolean verbatim = false;
		int at = start;
		for (; at < words.size(); at++) {
			String word = words.get(at);
			OptionSpec option = verbatim ? null : spec.findOption(word.replaceFirst("=.*", ""));
			if (!verbatim && word.equals("--")) {
				verbatim = true;
			}
			else if (option != null) {
				at += (option.arity().max() > 0 && !word.contains("=")) ? 1 : 0;
			}
			else if (missing-- == 0) {
				return at;
			}
		}
		return Math.min(at, words.size());
	}

	private static ParseResult parsed(CommandSpec spec, List<String> words) {
		try {
			return new CommandLine(spec).parseArgs(words.toArray(String[]::new));
		}
		catch (ParameterException ex) {
			String name = spec.name();
			throw CommandException.usage((name.isEmpty() ? "" : name + ": ") + ex.getMessage() + " (try aemp " + name
					+ (name.isEmpty() ? "" : " ") + "--help)");
		}
	}

	private static Map<Option, String> options(ParseResult parsed) {
		Map<Option, String> options = new EnumMap<>(Option.class);
		for (Option option : Option.values()) {
			if (parsed.hasMatchedOption(option.label())) {
				options.put(option, option.parameter().isEmpty() ? "" : parsed.matchedOptionValue(option.label(), ""));
			}
		}
		return options;
	}

	/**
	 * Words without the options among them.
	 *
	 * @param arguments the words
	 * @param options the options
	 * @param end the index of the word behind them
	 * @param answer what an option wants to be printed, in place of whatever the line
	 * does; {@code null} for nothing
	 */
	record Words(List<String> arguments, Map<Option, String> options, int end, @Nullable String answer) {

	}

}

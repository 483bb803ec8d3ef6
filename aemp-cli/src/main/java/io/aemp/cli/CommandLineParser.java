package io.aemp.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Tokens;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Cuts a line into subcommands with their arguments. The reference takes a sequence of
 * subcommands, of which each takes its arguments from the front of the rest; picocli
 * parses one subcommand at a time.
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
		ParseResult root = parsed(PicocliModel.root(), tokens.texts());
		if (root.hasMatchedOption("--help")) {
			return Line.of(PicocliModel.usage(this.all));
		}
		if (root.hasMatchedOption("--version")) {
			return Line.of(PicocliModel.version() + System.lineSeparator());
		}
		if (root.hasMatchedOption("--completion")) {
			return Line.of(AutoComplete.bash("aemp", new CommandLine(PicocliModel.tree(this.all))));
		}
		List<String> words = root.matchedPositionalValue(0, List.of());
		if (words.isEmpty()) {
			return new Line(List.of(), USAGE, ExitStatus.USAGE);
		}
		return chain(tokens, words, options(root));
	}

	private Line chain(Tokens tokens, List<String> words, Map<Option, String> common) {
		List<Call> calls = new ArrayList<>();
		int at = 0;
		while (at < words.size()) {
			String name = String.valueOf(tokens.value(words.get(at)));
			Subcommand subcommand = this.subcommands.get(name);
			if (subcommand == null) {
				throw unknown(name);
			}
			CommandSpec spec = PicocliModel.of(subcommand, name);
			int end = end(subcommand, spec, words, at + 1);
			ParseResult parsed = parsed(spec, words.subList(at + 1, end));
			if (parsed.hasMatchedOption(Option.HELP.label())) {
				return Line.of(PicocliModel.usage(spec));
			}
			Map<Option, String> options = new EnumMap<>(common);
			options.putAll(options(parsed));
			calls.add(new Call(subcommand, invocation(subcommand, name, parsed, tokens, options)));
			at = end;
		}
		return new Line(calls, null, ExitStatus.SUCCESS);
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
			CommandLine.Model.OptionSpec option = verbatim ? null : spec.findOption(word.replaceFirst("=.*", ""));
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

	private static Invocation invocation(Subcommand subcommand, String name, ParseResult parsed, Tokens tokens,
			Map<Option, String> options) {
		List<String> texts = parsed.matchedPositionalValue(0, List.of());
		if (texts.size() < subcommand.parameters().size()) {
			String missing = subcommand.parameters().get(texts.size());
			throw CommandException.usage(name + ": " + missing + " missing (try aemp " + name + " --help)");
		}
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

package io.aemp.cli;

import java.util.List;

import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The subcommands as picocli sees them. */
final class PicocliModel {

	private PicocliModel() {
	}

	/** The options before the first subcommand. */
	static CommandSpec root() {
		CommandSpec spec = rootOptions();
		spec.addPositional(positional("SUBCOMMAND", "0..*", "0..*", "Subcommands, each with its arguments."));
		spec.parser().stopAtPositional(true);
		return spec;
	}

	private static CommandSpec rootOptions() {
		CommandSpec spec = empty("");
		spec.addOption(flag("Show this help.", "--help", "-h"));
		spec.addOption(flag("Show the version.", "--version", "-V"));
		spec.addOption(flag("Write a script that completes subcommands in bash and zsh.", "--completion"));
		spec.addOption(option(Option.TIMEOUT));
		spec.addOption(option(Option.SHOW_SECRETS));
		return spec;
	}

	/** A subcommand under the name by which it was called. */
	static CommandSpec of(Subcommand subcommand, String name) {
		CommandSpec spec = empty(name);
		subcommand.options().forEach((option) -> spec.addOption(option(option)));
		spec.addOption(option(Option.HELP));
		spec.usageMessage().description(subcommand.description());
		String label = String.join(" ", subcommand.parameters());
		String rest = subcommand.rest().isEmpty() ? "" : "[" + subcommand.rest() + "...]";
		if (!label.isEmpty() || !rest.isEmpty()) {
			spec.addPositional(positional((label + " " + rest).strip(), "0..*", "0..*", ""));
		}
		spec.usageMessage()
			.customSynopsis("aemp " + String.join(" ", List.of(name, "[OPTIONS]", label, rest)).replaceAll(" +", " "));
		return spec;
	}

	/** All subcommands under one root, for help and completion. */
	static CommandSpec tree(List<Subcommand> subcommands) {
		CommandSpec root = rootOptions().name("aemp");
		subcommands.forEach((subcommand) -> {
			CommandLine command = new CommandLine(of(subcommand, subcommand.name()));
			root.addSubcommand(subcommand.name(), command);
			subcommand.aliases().forEach((alias) -> root.addSubcommand(alias, new CommandLine(of(subcommand, alias))));
		});
		return root;
	}

	/** The help for all. */
	static String usage(List<Subcommand> subcommands) {
		StringBuilder text = new StringBuilder(256);
		text.append("Usage: aemp [OPTIONS] SUBCOMMAND [ARGUMENT...] [SUBCOMMAND [ARGUMENT...]]...\n\n");
		text.append(new CommandLine.Help(rootOptions(), Help.PLAIN).optionList());
		text.append(
				"\nEach setNAME is also called NAME, except seteval. An argument that begins with [, { or \" is JSON.\n");
		for (Subcommand.Group group : Subcommand.Group.values()) {
			text.append('\n').append(Help.title(group)).append('\n');
			subcommands.stream()
				.filter((subcommand) -> subcommand.group() == group)
				.forEach((subcommand) -> text.append(Help.line(subcommand)));
		}
		return text.append("\nExit status: 0 done, 1 no answer in time, 2 wrong usage, 3 the other side failed.\n")
			.toString();
	}

	/** The help for one subcommand. */
	static String usage(CommandSpec spec) {
		return new CommandLine(spec).getUsageMessage(Ansi.OFF);
	}

	/** The version of this library. */
	static String version() {
		String version = PicocliModel.class.getPackage().getImplementationVersion();
		return "aemp " + ((version != null) ? version : "(not released)");
	}

	private static CommandSpec empty(String name) {
		CommandSpec spec = CommandSpec.create().name(name);
		spec.parser()
			.expandAtFiles(false)
			.posixClusteredShortOptionsAllowed(false)
			.unmatchedOptionsArePositionalParams(!name.isEmpty())
			.overwrittenOptionsAllowed(true);
		return spec;
	}

	private static PositionalParamSpec positional(String label, String index, String arity, String description) {
		return PositionalParamSpec.builder()
			.index(index)
			.arity(arity)
			.paramLabel(label)
			.hideParamSyntax(true)
			.type(List.class)
			.auxiliaryTypes(String.class)
			.description(description)
			.build();
	}

	private static OptionSpec flag(String description, String name, String... aliases) {
		return OptionSpec.builder(name, aliases).arity("0").type(boolean.class).description(description).build();
	}

	private static OptionSpec option(Option option) {
		if (option.parameter().isEmpty()) {
			return flag(option.description(), option.label());
		}
		return OptionSpec.builder(option.label())
			.arity("1")
			.type(String.class)
			.paramLabel(option.parameter())
			.showDefaultValue(Visibility.NEVER)
			.description(option.description())
			.build();
	}

	/** The parts of the help for all. */
	private static final class Help {

		private static final CommandLine.Help.ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);

		private Help() {
		}

		static String title(Subcommand.Group group) {
			return switch (group) {
				case PROFILES -> "Profiles (the file ~/.perl-anyevent-mp, or $PERL_ANYEVENT_MP_RC):";
				case NETWORK -> "Running nodes:";
				case OTHERS -> "Nodes of this tool:";
			};
		}

		static String line(Subcommand subcommand) {
			String rest = subcommand.rest().isEmpty() ? "" : " [" + subcommand.rest() + "...]";
			String synopsis = (subcommand.name() + " " + String.join(" ", subcommand.parameters())).strip() + rest;
			return String.format("  %-34s %s%n", synopsis, subcommand.description());
		}

	}

}

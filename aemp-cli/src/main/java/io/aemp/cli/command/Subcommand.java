package io.aemp.cli.command;

import java.util.List;

/**
 * A subcommand.
 *
 * @param name its name
 * @param aliases further names
 * @param group where it stands in the list of subcommands
 * @param parameters the names of the arguments that it needs
 * @param rest the name of the arguments that it takes from the rest of the line; empty if
 * the rest belongs to the next subcommand
 * @param options its options
 * @param description what it does, in a line
 * @param action does it
 */
public record Subcommand(String name, List<String> aliases, Group group, List<String> parameters, String rest,
		List<Option> options, String description, Action action) {

	/**
	 * A subcommand without aliases and options.
	 * @param name its name
	 * @param group where it stands in the list of subcommands
	 * @param parameters the names of its arguments, separated by blanks; three points
	 * after the last one mean that it takes the rest of the line
	 * @param description what it does, in a line
	 * @param action does it
	 * @return the subcommand
	 */
	public static Subcommand of(String name, Group group, String parameters, String description, Action action) {
		List<String> names = parameters.isEmpty() ? List.of() : List.of(parameters.split(" "));
		boolean takesRest = parameters.endsWith("...");
		List<String> fixed = takesRest ? names.subList(0, names.size() - 1) : names;
		String rest = takesRest ? names.get(names.size() - 1).replace("...", "") : "";
		return new Subcommand(name, List.of(), group, fixed, rest, List.of(), description, action);
	}

	/**
	 * The same subcommand with aliases.
	 * @param names further names
	 * @return the subcommand
	 */
	public Subcommand alias(String... names) {
		return new Subcommand(this.name, List.of(names), this.group, this.parameters, this.rest, this.options,
				this.description, this.action);
	}

	/**
	 * The same subcommand with options.
	 * @param chosen the options
	 * @return the subcommand
	 */
	public Subcommand with(Option... chosen) {
		return new Subcommand(this.name, this.aliases, this.group, this.parameters, this.rest, List.of(chosen),
				this.description, this.action);
	}

	/** Where a subcommand stands in the list of subcommands. */
	public enum Group {

		/** Changes or shows the file. */
		PROFILES,
		/** Talks to running nodes. */
		NETWORK,
		/** Whatever else. */
		OTHERS

	}

	/** What a subcommand does. */
	@FunctionalInterface
	public interface Action {

		/**
		 * Does it.
		 * @param invocation the arguments
		 * @return how it ended
		 * @throws CommandException to end with an error
		 */
		ExitStatus run(Invocation invocation);

	}

}

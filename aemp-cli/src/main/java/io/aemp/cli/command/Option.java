package io.aemp.cli.command;

/** The options of the subcommands. */
public enum Option {

	/** How long to wait. */
	TIMEOUT("--timeout", "SECONDS", "Wait so long for an answer; 0 for ever."),
	/** Whether secrets are shown. */
	SHOW_SECRETS("--show-secrets", "", "Show secrets and keys."),
	/** Output for programs. */
	JSON("--json", "", "Write JSON."),
	/** Output for Graphviz. */
	DOT("--dot", "", "Write a graph for Graphviz."),
	/** Where the classes of a node are. */
	CLASS_PATH("--class-path", "PATH", "Jars and folders with services, separated as for java."),
	/** Explains a subcommand. */
	HELP("--help", "", "Show this help.");

	private final String label;

	private final String parameter;

	private final String description;

	Option(String label, String parameter, String description) {
		this.label = label;
		this.parameter = parameter;
		this.description = description;
	}

	/**
	 * How the user writes it.
	 * @return the name
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The name of its value.
	 * @return the name, empty if there is no value
	 */
	public String parameter() {
		return this.parameter;
	}

	/**
	 * What it does.
	 * @return a sentence
	 */
	public String description() {
		return this.description;
	}

}

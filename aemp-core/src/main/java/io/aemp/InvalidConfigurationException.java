package io.aemp;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a node is wrong. Says which, what the rule is and how to mend it, in parts
 * that a tool can show.
 */
public class InvalidConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String setting;

	private final String problem;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param setting the name of the setting, as a profile spells it ({@code binds}), or
	 * its group and name ({@code limits.max_mailbox})
	 * @param problem names the value and the rule that it breaks
	 * @param remedy what to do
	 */
	public InvalidConfigurationException(String setting, String problem, String remedy) {
		this(setting, problem, remedy, null);
	}

	/**
	 * Creates the exception.
	 * @param setting the name of the setting, as a profile spells it ({@code binds}), or
	 * its group and name ({@code limits.max_mailbox})
	 * @param problem names the value and the rule that it breaks
	 * @param remedy what to do
	 * @param cause what went wrong underneath
	 */
	public InvalidConfigurationException(String setting, String problem, String remedy, @Nullable Throwable cause) {
		super("Setting '" + setting + "': " + problem + " " + remedy, cause);
		this.setting = setting;
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * The name of the setting.
	 * @return the name, as a profile spells it, or its group and name
	 */
	public String setting() {
		return this.setting;
	}

	/**
	 * What is wrong.
	 * @return the value and the rule that it breaks
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * The way out.
	 * @return what to do
	 */
	public String remedy() {
		return this.remedy;
	}

}

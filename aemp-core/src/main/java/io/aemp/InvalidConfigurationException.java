package io.aemp;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a node is not valid. Setting, problem and remedy are separate parts, so
 * that a tool can show them. Points replace control characters that they quote.
 */
public class InvalidConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String setting;

	private final String problem;

	private final String remedy;

	private final @Nullable String origin;

	/**
	 * Creates the exception.
	 * @param setting the name of the setting, as a profile spells it ({@code binds}), or
	 * its group and name ({@code limits.max_mailbox})
	 * @param problem names the value and the rule that it breaks
	 * @param remedy how to correct the setting
	 */
	public InvalidConfigurationException(String setting, String problem, String remedy) {
		this(setting, problem, remedy, null);
	}

	/**
	 * Creates the exception.
	 * @param setting the name of the setting, as a profile spells it ({@code binds}), or
	 * its group and name ({@code limits.max_mailbox})
	 * @param problem names the value and the rule that it breaks
	 * @param remedy how to correct the setting
	 * @param cause the underlying exception
	 */
	public InvalidConfigurationException(String setting, String problem, String remedy, @Nullable Throwable cause) {
		this(setting, problem, remedy, null, cause);
	}

	private InvalidConfigurationException(String setting, String problem, String remedy, @Nullable String origin,
			@Nullable Throwable cause) {
		super(Values.printable("Setting '" + setting + "': " + problem
				+ ((origin != null) ? " It comes from " + origin + ". " : " ") + remedy), cause);
		this.setting = Values.printable(setting);
		this.problem = Values.printable(problem);
		this.remedy = Values.printable(remedy);
		this.origin = (origin != null) ? Values.printable(origin) : null;
	}

	/**
	 * The same error, with the origin of the setting.
	 * @param origin where the value was given, for people, such as the name of a file
	 * @return a new exception, with the same cause
	 */
	public InvalidConfigurationException withOrigin(String origin) {
		return new InvalidConfigurationException(this.setting, this.problem, this.remedy, origin, getCause());
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
	 * How to correct the setting.
	 * @return the remedy
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * Where the value was given.
	 * @return the place, for people; {@code null} if it is not known
	 */
	public @Nullable String origin() {
		return this.origin;
	}

}

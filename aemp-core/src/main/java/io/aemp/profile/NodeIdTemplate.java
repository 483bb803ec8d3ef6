package io.aemp.profile;

import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.aemp.InvalidConfigurationException;
import io.aemp.PortIds;
import io.aemp.Values;

/**
 * Expands templates of node IDs. {@code %n} becomes the host name, {@code %u} a random
 * text that makes the ID unique. A template that ends with {@code /} is expanded as if it
 * ended with {@code /%u}.
 */
public final class NodeIdTemplate {

	private static final String SETTING = ProfileKey.NODEID.label();

	private static final String REMEDY = "A node ID consists of letters, digits and _ - . : /, "
			+ "and may contain %n for the host name and %u for a random text.";

	private static final Pattern VARIABLE = Pattern.compile("%[nu]");

	private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final int UNIQUE_LENGTH = 20;

	/** So that a greeting has room for it. */
	private static final int LONGEST = 500;

	private final String hostName;

	private final RandomGenerator random;

	/**
	 * Creates an expander of templates.
	 * @param hostName the name of this host, see {@link HostName#current()}
	 * @param random chooses the random texts
	 */
	public NodeIdTemplate(String hostName, RandomGenerator random) {
		this.hostName = hostName;
		this.random = random;
	}

	/**
	 * Expands a template.
	 * @param template the node ID as configured
	 * @return the node ID
	 * @throws InvalidConfigurationException if the node ID is empty or contains an
	 * invalid character
	 */
	public String expand(String template) {
		String complete = template.endsWith("/") ? template + "%u" : template;
		String nodeId = VARIABLE.matcher(complete)
			.replaceAll(
					(variable) -> Matcher.quoteReplacement(variable.group().equals("%n") ? this.hostName : unique()));
		check(nodeId, nodeId, template);
		if (nodeId.length() > LONGEST) {
			throw new InvalidConfigurationException(SETTING, "'" + Values.display(nodeId.substring(0, UNIQUE_LENGTH))
					+ "...' has " + nodeId.length() + " characters.", "Give a node ID of at most " + LONGEST + ".");
		}
		return nodeId;
	}

	/** Checks a template as far as that is possible before it is expanded. */
	static String validate(String template) {
		check(VARIABLE.matcher(template).replaceAll("x"), template, template);
		return template;
	}

	private static void check(String characters, String nodeId, String template) {
		if (template.isEmpty()) {
			throw new InvalidConfigurationException(SETTING, "A node ID must not be empty.", REMEDY);
		}
		if (!PortIds.isNodeId(characters)) {
			String offending = characters.codePoints()
				.mapToObj(Character::toString)
				.filter((character) -> !PortIds.isNodeId(character))
				.distinct()
				.map((character) -> "'" + Values.display(character) + "'")
				.collect(Collectors.joining(", "));
			throw new InvalidConfigurationException(SETTING,
					"'" + Values.display(nodeId) + "' contains " + offending + ".", REMEDY);
		}
	}

	private String unique() {
		StringBuilder unique = new StringBuilder(UNIQUE_LENGTH);
		for (int i = 0; i < UNIQUE_LENGTH; i++) {
			unique.append(ALPHANUMERIC.charAt(this.random.nextInt(ALPHANUMERIC.length())));
		}
		return unique.toString();
	}

}

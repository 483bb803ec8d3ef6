package io.aemp.handshake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.aemp.InvalidConfigurationException;
import io.aemp.Values;

/**
 * The rules for what an application adds to the greeting. They keep a greeting far below
 * {@link Handshake#LINE_LIMIT}, and readable for every node.
 */
public final class ExtraKeys {

	/** The keys of the protocol, of this library and of Perl. */
	static final Set<String> RESERVED = Set.of("provider", "peeraddr", "tls", "mproto", "gproto", "arbiter", "portions",
			"replies", "heartbeat", "parts", "headers", Greeting.INSTANCE_KEY, Greeting.FOLLOWS_KEY, "dataconn",
			"dataconn_id");

	private static final String SETTING = "greeting";

	private static final int KEYS = 16;

	private static final int CHARACTERS = 1024;

	private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,31}");

	private static final Pattern VALUE = Pattern.compile("[ -~]{0,200}");

	private ExtraKeys() {
	}

	/**
	 * Checks keys and values.
	 * @param keys what an application adds
	 * @throws InvalidConfigurationException if a greeting could not contain it
	 */
	public static void check(Map<String, String> keys) {
		if (keys.size() > KEYS) {
			throw new InvalidConfigurationException(SETTING,
					"A greeting takes at most " + KEYS + " keys of an application, and these are " + keys.size() + ".",
					"Put the rest into the database.");
		}
		keys.forEach(ExtraKeys::check);
		int length = new Greeting("", "", List.of(), List.of(), keys).line().length();
		if (length > CHARACTERS) {
			throw new InvalidConfigurationException(SETTING, "The keys and values take " + length
					+ " characters, and a greeting has room for " + CHARACTERS + ".",
					"Shorten them, or put them into the database.");
		}
	}

	private static void check(String key, String value) {
		if (!KEY.matcher(key).matches()) {
			throw new InvalidConfigurationException(SETTING,
					"'" + Values.display(key) + "' is no key for a greeting: "
							+ "it must start with a letter and consist of up to 32 letters, digits, '_', '-' and '.'.",
					"Choose another name, 'rack' for example.");
		}
		if (RESERVED.contains(key)) {
			throw new InvalidConfigurationException(SETTING, "'" + key + "' is a key of the protocol.",
					"Choose another name, 'my_" + key + "' for example.");
		}
		if (!VALUE.matcher(value).matches()) {
			throw new InvalidConfigurationException(SETTING,
					"'" + Values.display(value) + "' is no value for the key '" + key + "' of a greeting: "
							+ "it must consist of up to 200 printable ASCII characters.",
					"Shorten or rewrite it, or put it into the database.");
		}
	}

}

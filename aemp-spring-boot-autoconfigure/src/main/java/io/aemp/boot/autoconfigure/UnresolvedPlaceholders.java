package io.aemp.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aemp.InvalidConfigurationException;
import io.aemp.Secret;

/**
 * Refuses settings in which a placeholder is left. Spring Boot hands over
 * {@code ${AEMP_SECRET}} as it is if there is no such variable; the secret of the network
 * would be a text that everybody can read in the configuration.
 */
final class UnresolvedPlaceholders {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:{}]+)[^{}]*}");

	private UnresolvedPlaceholders() {
	}

	/**
	 * Looks at the texts of settings.
	 * @param settings values by the names of settings
	 * @throws InvalidConfigurationException if a placeholder has no value
	 */
	static void refuse(Map<String, Object> settings) {
		settings.forEach((setting, value) -> {
			Collection<?> elements = (value instanceof Collection<?> collection) ? collection : List.of(value);
			elements.forEach((element) -> refuse(setting, text(element)));
		});
	}

	private static String text(Object element) {
		if (element instanceof Secret secret) {
			return new String(secret.bytes(), StandardCharsets.UTF_8);
		}
		return (element instanceof String text) ? text : "";
	}

	private static void refuse(String setting, String text) {
		find(setting, text).ifPresent((refused) -> {
			throw refused;
		});
	}

	/**
	 * Looks at one text.
	 * @param setting the name of the setting
	 * @param text its value
	 * @return what is wrong; empty if no placeholder is left
	 */
	static Optional<InvalidConfigurationException> find(String setting, String text) {
		Matcher placeholder = PLACEHOLDER.matcher(text);
		return placeholder.find() ? Optional.of(unresolved(setting, placeholder.group(1))) : Optional.empty();
	}

	private static InvalidConfigurationException unresolved(String setting, String name) {
		return new InvalidConfigurationException(setting, "the placeholder '${" + name + "}' has no value.",
				"Set the environment variable or the property '" + name + "', or name another one.");
	}

}

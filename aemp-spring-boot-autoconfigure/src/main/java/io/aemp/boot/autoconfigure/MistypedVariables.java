package io.aemp.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aemp.profile.NameSuggestion;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Environment variables and system properties that look like properties of aemp and are
 * none. Spring Boot refuses unknown properties everywhere but in these two places, where
 * others may have put them.
 */
final class MistypedVariables {

	private static final String PREFIX = "AEMP_";

	/** What a variable has besides names: numbers of elements. */
	private static final Pattern NUMBER = Pattern.compile("_[0-9]+(?=_|$)");

	private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]");

	/** A variable of another meaning differs more: {@code AEMP_SECRET_FILE}. */
	private static final int MOST_DIFFERENCES_IN_LENGTH = 2;

	private final ConfigurableEnvironment environment;

	MistypedVariables(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Finds them. Of the variables only those that resemble a property: Kubernetes, for
	 * example, sets some for a service that is called aemp.
	 */
	List<Found> find() {
		List<Found> found = new ArrayList<>();
		names(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
			.filter((name) -> name.startsWith(PropertyNames.ROOT + "."))
			.filter(ConfigurationPropertyName::isValid)
			.map(ConfigurationPropertyName::of)
			.filter((name) -> !PropertyNames.exists(name))
			.forEach((name) -> found.add(new Found("system property '" + name + "'", name.toString(),
					PropertyNames.meant(name).map(MistypedVariables::question).orElse(""))));
		names(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME).filter((name) -> name.startsWith(PREFIX))
			.forEach((name) -> meant(name)
				.ifPresent((meant) -> found.add(new Found("environment variable '" + name + "'",
						name.toLowerCase(Locale.ROOT).replace('_', '.'), question(meant)))));
		return found;
	}

	/** The property that a variable resembles, but does not set. */
	private static Optional<String> meant(String variable) {
		Map<String, String> known = PropertyNames.all()
			.stream()
			.collect(Collectors.toMap(MistypedVariables::plain, (name) -> name, (a, b) -> a, TreeMap::new));
		String plain = plain(NUMBER.matcher(variable.substring(PREFIX.length())).replaceAll(""));
		if (known.containsKey(plain) || plain.startsWith("profiles") || plain.startsWith("services")) {
			return Optional.empty();
		}
		return NameSuggestion.nearest(plain, known.keySet())
			.filter((near) -> near.charAt(0) == plain.charAt(0)
					&& Math.abs(near.length() - plain.length()) <= MOST_DIFFERENCES_IN_LENGTH)
			.map((near) -> PropertyNames.ROOT + "." + known.get(near));
	}

	private static String plain(String name) {
		return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
	}

	private Stream<String> names(String source) {
		return (this.environment.getPropertySources().get(source) instanceof EnumerablePropertySource<?> known)
				? Stream.of(known.getPropertyNames()).sorted() : Stream.empty();
	}

	private static String question(String name) {
		return ". Did you mean '" + name + "'?";
	}

	/**
	 * A variable without effect.
	 *
	 * @param origin what it is, and its name
	 * @param name the property that it would set
	 * @param suggestion what was probably meant; may be empty
	 */
	record Found(String origin, String name, String suggestion) {

	}

}

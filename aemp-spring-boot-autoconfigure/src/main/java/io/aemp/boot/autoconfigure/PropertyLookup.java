package io.aemp.boot.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.aemp.profile.HostName;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds the property that has set a setting: that of the chosen profile, of its parents,
 * or of the top level.
 */
final class PropertyLookup {

	/** Settings whose properties are not called as the setting in kebab case. */
	private static final Map<String, List<String>> NAMES = Map.of("nodeid", List.of("node-id"), "cert",
			List.of("cert", "ssl.bundle"));

	private final Environment environment;

	PropertyLookup(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The names that the property of a setting has at each level.
	 * @param setting the setting, as core names it: {@code binds} or
	 * {@code limits.max_mailbox}
	 * @return names without a prefix
	 */
	static List<String> names(String setting) {
		return NAMES.getOrDefault(setting, List.of(setting.replace('_', '-')));
	}

	/**
	 * Finds the property that has set a setting.
	 * @param setting the setting, as core names it
	 * @return the property that counts, or its first element; empty if there is none
	 */
	Optional<ConfigurationProperty> find(String setting) {
		return levels().flatMap((level) -> names(setting).stream().map((name) -> level + "." + name))
			.map((name) -> find(ConfigurationPropertyName.of(name)))
			.flatMap(Optional::stream)
			.findFirst();
	}

	/** The prefixes under which a setting is looked for. */
	private Stream<String> levels() {
		Set<String> profiles = new LinkedHashSet<>();
		String profile = this.environment.getProperty("aemp.profile");
		String next = StringUtils.hasText(profile) ? profile : HostName.current();
		while (next != null && isName(next) && profiles.add("aemp.profiles." + next)) {
			next = this.environment.getProperty("aemp.profiles." + next + ".parent");
		}
		return Stream.concat(profiles.stream(), Stream.of("aemp"));
	}

	/** Other names are written in brackets, and are not looked up. */
	private static boolean isName(String profile) {
		return ConfigurationPropertyName.isValid("aemp.profiles." + profile);
	}

	/**
	 * Finds a property.
	 * @param name its name
	 * @return the property, or the first one below that name; empty if there is none
	 */
	Optional<ConfigurationProperty> find(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = find(source, name);
			if (found != null) {
				return Optional.of(found);
			}
		}
		return Optional.empty();
	}

	private static @Nullable ConfigurationProperty find(ConfigurationPropertySource source,
			ConfigurationPropertyName name) {
		ConfigurationProperty found = source.getConfigurationProperty(name);
		if (found == null && source instanceof IterableConfigurationPropertySource elements) {
			return elements.stream()
				.filter(name::isAncestorOf)
				.findFirst()
				.map(source::getConfigurationProperty)
				.orElse(null);
		}
		return found;
	}

}

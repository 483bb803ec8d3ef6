package io.aemp.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Says in words where a property comes from. Shows no value. */
final class PropertyOrigin {

	private PropertyOrigin() {
	}

	/**
	 * Describes an origin.
	 * @param origin what Spring Boot knows of it
	 * @return a sentence that begins with a space; empty if nothing is known
	 */
	static String sentence(@Nullable Origin origin) {
		return (origin != null) ? " It comes from " + describe(origin) + "." : "";
	}

	static String describe(Origin origin) {
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return "the environment variable '" + variable.getProperty() + "'";
		}
		if (origin instanceof PropertySourceOrigin property) {
			if (property.getOrigin() != null && !(property.getOrigin() instanceof PropertySourceOrigin)) {
				return describe(property.getOrigin());
			}
			return switch (property.getPropertySource().getName()) {
				case CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME ->
					"the command line, '--" + property.getPropertyName() + "'";
				case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
					"the system property '" + property.getPropertyName() + "', '-D' on the command line";
				default -> "the property source '" + property.getPropertySource().getName() + "'";
			};
		}
		return origin.toString();
	}

}

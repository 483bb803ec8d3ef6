package io.aemp.boot.autoconfigure;

import java.util.List;

import io.aemp.InvalidConfigurationException;
import io.aemp.Service;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * A registered function to call after the start.
 *
 * @param function Name of the registered function.
 * @param arguments Arguments of the function.
 */
public record ServiceProperties(@Nullable String function, @DefaultValue List<String> arguments) {

	/**
	 * Converts the name alone, for a function without arguments.
	 * @param function name of the registered function
	 * @return the service
	 */
	public static ServiceProperties of(String function) {
		return new ServiceProperties(function, List.of());
	}

	Service toService() {
		if (!StringUtils.hasText(this.function)) {
			throw new InvalidConfigurationException("services", "One of them names no function.",
					"Give each service a 'function', with or without 'arguments', or write its name alone.");
		}
		return new Service(this.function, this.arguments);
	}

}

package io.aemp.boot.autoconfigure;

import java.util.List;

import io.aemp.Service;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A function to call after the start.
 *
 * @param function name of the registered function
 * @param arguments its arguments
 */
public record ServiceProperties(String function, @DefaultValue List<String> arguments) {

	/**
	 * A function without arguments, so that the name alone can be written.
	 * @param function name of the registered function
	 * @return the service
	 */
	public static ServiceProperties of(String function) {
		return new ServiceProperties(function, List.of());
	}

	Service toService() {
		return new Service(this.function, this.arguments);
	}

}

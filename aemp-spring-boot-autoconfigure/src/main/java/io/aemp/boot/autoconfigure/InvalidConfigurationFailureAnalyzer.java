package io.aemp.boot.autoconfigure;

import java.util.Map;

import io.aemp.InvalidConfigurationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names the property that is not valid, and the remedy. It goes before the analyzer of
 * Boot for all that cannot be bound, which shows values, also secret ones.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

	/** Settings whose property name is not the kebab case of the setting. */
	private static final Map<String, String> PROPERTIES = Map.of("nodeid", "node-id", "parent", "profiles.*.parent",
			"cert", "cert' or 'aemp.ssl.bundle");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
		BindException binding = findCause(rootFailure, BindException.class);
		String property = (binding != null) ? binding.getName().toString()
				: "aemp." + PROPERTIES.getOrDefault(cause.setting(), cause.setting().replace('_', '-'));
		return new FailureAnalysis("Property '" + property + "' is not valid: " + cause.problem(), cause.remedy(),
				cause);
	}

}

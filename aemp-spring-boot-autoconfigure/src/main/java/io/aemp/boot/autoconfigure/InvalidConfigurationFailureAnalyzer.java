package io.aemp.boot.autoconfigure;

import java.util.Map;

import io.aemp.InvalidConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the property that is not valid, and the remedy. */
final class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

	/** Settings whose property name is not the kebab case of the setting. */
	private static final Map<String, String> PROPERTIES = Map.of("nodeid", "node-id", "parent", "profiles.*.parent",
			"cert", "cert' or 'aemp.ssl.bundle");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
		String property = "aemp." + PROPERTIES.getOrDefault(cause.setting(), cause.setting().replace('_', '-'));
		return new FailureAnalysis("Property '" + property + "' is not valid: " + cause.problem(), cause.remedy(),
				cause);
	}

}

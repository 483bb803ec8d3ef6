package io.aemp.boot.autoconfigure;

import java.util.List;
import java.util.Optional;

import io.aemp.InvalidConfigurationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the property that is not valid, where it comes from, and the remedy. It goes
 * before the analyzer of Boot for all that cannot be bound, which shows values, also
 * secret ones.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

	private final PropertyLookup properties;

	InvalidConfigurationFailureAnalyzer(Environment environment) {
		this.properties = new PropertyLookup(environment);
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
		BindException binding = findCause(rootFailure, BindException.class);
		if (binding != null) {
			return analysis("'" + binding.getName() + "'", cause, PropertyOrigin.sentence(binding.getOrigin()));
		}
		Optional<ConfigurationProperty> property = this.properties.find(cause.setting());
		String origin = property.map((found) -> PropertyOrigin.sentence(found.getOrigin()))
			.orElse((cause.origin() != null) ? " It comes from " + cause.origin() + "." : "");
		return analysis(property.map(InvalidConfigurationFailureAnalyzer::name).orElseGet(() -> names(cause.setting())),
				cause, origin);
	}

	private static FailureAnalysis analysis(String property, InvalidConfigurationException cause, String origin) {
		return new FailureAnalysis("Property " + property + " is not valid: " + cause.problem() + origin,
				cause.remedy(), cause);
	}

	/** The name of a property, for an element of a list that of the list. */
	private static String name(ConfigurationProperty property) {
		String name = property.getName().toString();
		int element = name.indexOf('[');
		return "'" + ((element > 0) ? name.substring(0, element) : name) + "'";
	}

	private static String names(String setting) {
		List<String> names = setting.equals("parent") ? List.of("profiles.*.parent") : PropertyLookup.names(setting);
		return "'aemp." + String.join("' or 'aemp.", names) + "'";
	}

}

package io.aemp.boot.autoconfigure;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names unknown properties of aemp, what was probably meant, and those that exist. Unlike
 * the analysis of Spring Boot, it does not show values: one may be a mistyped secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationProperty> unknown = cause.getUnboundProperties()
			.stream()
			.filter((property) -> PropertyNames.ROOT.isAncestorOf(property.getName()))
			.toList();
		if (unknown.isEmpty()) {
			return null;
		}
		return new FailureAnalysis(join(unknown, UnknownPropertyFailureAnalyzer::problem),
				join(unknown, (property) -> remedy(property.getName())), cause);
	}

	private static String join(List<ConfigurationProperty> unknown, Function<ConfigurationProperty, String> text) {
		return unknown.stream().map(text).distinct().collect(Collectors.joining("\n"));
	}

	private static String problem(ConfigurationProperty property) {
		String origin = PropertyOrigin.sentence(property.getOrigin());
		return "Property '" + property.getName() + "' " + (PropertyNames.isElement(property.getName())
				? "is left over: an element before it is missing." : "does not exist.") + origin;
	}

	private static String remedy(ConfigurationPropertyName name) {
		if (PropertyNames.isElement(name)) {
			return "Number the elements of a list from 0 without a gap, all in one place: what has the highest"
					+ " precedence replaces the whole list.";
		}
		ConfigurationPropertyName group = PropertyNames.nearestGroup(name);
		String suggestion = PropertyNames.meant(name).map((meant) -> "Did you mean '" + meant + "'?\n").orElse("");
		return suggestion + "Correct the name; under '" + group + "' there are: "
				+ String.join(", ", PropertyNames.in(group));
	}

}

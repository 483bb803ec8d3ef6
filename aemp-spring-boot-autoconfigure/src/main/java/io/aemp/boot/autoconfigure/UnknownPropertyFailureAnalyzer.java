package io.aemp.boot.autoconfigure;

import java.beans.PropertyDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names properties of aemp that do not exist, and those that do. Unlike Spring Boot's own
 * analysis it does not show their values: one may be a mistyped secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("aemp");

	/** The profiles: {@code aemp.profiles.NAME.SETTING}. */
	private static final int PROFILE_DEPTH = 3;

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationProperty> unknown = cause.getUnboundProperties()
			.stream()
			.filter((property) -> PREFIX.isAncestorOf(property.getName()))
			.toList();
		if (unknown.isEmpty()) {
			return null;
		}
		String description = unknown.stream()
			.map((property) -> "Property '" + property.getName() + "' (" + property.getOrigin() + ") does not exist.")
			.collect(Collectors.joining("\n"));
		String action = unknown.stream()
			.map((property) -> property.getName().getParent())
			.distinct()
			.map((parent) -> "Correct the name; under '" + parent + "' there are: " + known(parent))
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(description, action, cause);
	}

	private static String known(ConfigurationPropertyName parent) {
		return Stream.of(BeanUtils.getPropertyDescriptors(typeOf(parent)))
			.map(PropertyDescriptor::getName)
			.filter((name) -> !name.equals("class"))
			.map((name) -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static Class<?> typeOf(ConfigurationPropertyName parent) {
		String last = parent.getLastElement(ConfigurationPropertyName.Form.UNIFORM);
		if (last.equals("limits")) {
			return AempProperties.Limits.class;
		}
		if (last.equals("ssl")) {
			return NodeProperties.Ssl.class;
		}
		return (parent.getNumberOfElements() == PROFILE_DEPTH) ? AempProperties.Profile.class : AempProperties.class;
	}

}

package io.aemp.boot.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names unknown properties of aemp, and those that exist. Unlike the analysis of Spring
 * Boot, it does not show values: one may be a mistyped secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("aemp");

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
			.map((property) -> nearestGroup(property.getName().getParent()))
			.distinct()
			.map((group) -> "Correct the name; under '" + group + "' there are: " + known(group))
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(description, action, cause);
	}

	private static String known(ConfigurationPropertyName group) {
		return properties(Objects.requireNonNull(typeOf(group))).keySet()
			.stream()
			.sorted()
			.collect(Collectors.joining(", "));
	}

	/**
	 * The nearest existing group: the name itself, or its longest prefix that is a group.
	 */
	private static ConfigurationPropertyName nearestGroup(ConfigurationPropertyName name) {
		ConfigurationPropertyName group = name;
		while (typeOf(group) == null) {
			group = group.getParent();
		}
		return group;
	}

	/**
	 * Finds the type that holds the properties of a group, from the root down;
	 * {@code null} if the name is not a group.
	 */
	private static @Nullable Class<?> typeOf(ConfigurationPropertyName name) {
		Class<?> type = AempProperties.class;
		for (int i = PREFIX.getNumberOfElements(); type != null && i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, ConfigurationPropertyName.Form.DASHED);
			type = properties(type).get(element);
			if (type == Map.class || element.equals("services")) {
				type = (type == Map.class) ? AempProperties.Profile.class : ServiceProperties.class;
				i++;
			}
		}
		return (type != null && type.getPackage() == AempProperties.class.getPackage()) ? type : null;
	}

	private static Map<String, Class<?>> properties(Class<?> type) {
		Map<String, Class<?>> properties = new HashMap<>();
		if (type.isRecord()) {
			Stream.of(type.getRecordComponents())
				.forEach((component) -> properties.put(DataObjectPropertyName.toDashedForm(component.getName()),
						component.getType()));
		}
		else {
			Stream.of(BeanUtils.getPropertyDescriptors(type))
				.filter((property) -> !property.getName().equals("class"))
				.forEach((property) -> properties.put(DataObjectPropertyName.toDashedForm(property.getName()),
						property.getPropertyType()));
		}
		return properties;
	}

}

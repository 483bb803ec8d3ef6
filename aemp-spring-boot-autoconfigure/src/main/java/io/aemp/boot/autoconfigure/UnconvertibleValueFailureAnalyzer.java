package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.aemp.Values;
import io.aemp.profile.NameSuggestion;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Tells of a value that is not of the type of its property: what is wanted, in words and
 * with an example. Only values of types that are no secret are shown.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class UnconvertibleValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final PropertyLookup properties;

	UnconvertibleValueFailureAnalyzer(Environment environment) {
		this.properties = new PropertyLookup(environment);
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		BindException innermost = innermost(cause);
		ConfigurationPropertyName name = innermost.getName();
		if (!PropertyNames.ROOT.isAncestorOf(name)) {
			return null;
		}
		String origin = this.properties.find(name)
			.map((property) -> PropertyOrigin.sentence(property.getOrigin()))
			.orElse("");
		Expectation expected = hasParts(name) ? group(name)
				: placeholder(innermost).orElseGet(() -> expectation(innermost));
		return new FailureAnalysis("Property '" + name + "' is not valid: " + expected.problem() + origin,
				expected.remedy(), cause);
	}

	private static boolean hasParts(ConfigurationPropertyName name) {
		return PropertyNames.isGroup(name)
				|| List.of(PropertyNames.PROFILES, PropertyNames.GREETING, PropertyNames.CLIENT).contains(name);
	}

	private static BindException innermost(BindException failure) {
		BindException innermost = failure;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			innermost = (cause instanceof BindException nested) ? nested : innermost;
		}
		return innermost;
	}

	private static Expectation group(ConfigurationPropertyName name) {
		if (name.equals(PropertyNames.GREETING)) {
			return new Expectation("it has no value of its own, only keys.", "Set '" + name + ".rack' for example.");
		}
		if (name.equals(PropertyNames.CLIENT)) {
			return new Expectation("it has no value of its own, only groups.",
					"Set '" + name + ".GROUP.family', where GROUP is that of @ImportAempClients.");
		}
		String parts = PropertyNames.isGroup(name) ? String.join("', '" + name + ".", PropertyNames.in(name))
				: "NAME.seeds' for example, where NAME is that of a profile; to choose one, set 'aemp.profile";
		return new Expectation("it has no value of its own, only parts.", "Set '" + name + "." + parts + "'.");
	}

	private static Optional<Expectation> placeholder(BindException failure) {
		return (failure.getProperty() == null) ? Optional.empty()
				: UnresolvedPlaceholders
					.find(failure.getName().toString(), String.valueOf(failure.getProperty().getValue()))
					.map((unresolved) -> new Expectation(unresolved.problem(), unresolved.remedy()));
	}

	private static Expectation expectation(BindException failure) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(failure.getTarget().getType().resolve(Object.class));
		String value = (failure.getProperty() != null) ? "'" + Values.display(failure.getProperty().getValue()) + "'"
				: "the value";
		if (type == Duration.class) {
			return new Expectation(value + " is no time.",
					"Write a number with a unit and no space between, for example"
							+ " 30s; units are ns, us, ms, s, m, h and d." + unitOf(failure));
		}
		if (type == DataSize.class) {
			return new Expectation(value + " is no size.",
					"Write a whole number with a unit, for example 16MB; units are"
							+ " B, KB, MB, GB and TB. Without a unit it is bytes.");
		}
		if (type == Boolean.class) {
			return new Expectation(value + " is neither true nor false.", "Write true or false.");
		}
		if (type == Integer.class) {
			return new Expectation(
					value + (value.matches("'[+-]?[0-9]+'")
							? " is out of range, which ends at " + Integer.MAX_VALUE + "." : " is no whole number."),
					"Write a whole number in digits, without a unit.");
		}
		if (type.isEnum()) {
			return choice(value, type);
		}
		return new Expectation(
				"the value cannot be used: "
						+ NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName() + ".",
				"Correct it as the description of the property says.");
	}

	private static String unitOf(BindException failure) {
		DurationUnit unit = failure.getTarget().getAnnotation(DurationUnit.class);
		return (unit != null) ? " Without a unit it is " + unit.value().toString().toLowerCase(Locale.ROOT) + "." : "";
	}

	private static Expectation choice(String value, Class<?> type) {
		List<String> known = Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT))
			.toList();
		Optional<String> meant = NameSuggestion.nearest(value.substring(1, value.length() - 1), known);
		return new Expectation(value + " is not known.", meant.map((name) -> "Did you mean '" + name + "'? ").orElse("")
				+ "Choose from " + String.join(", ", known) + ".");
	}

	/**
	 * What is wrong, and what is wanted.
	 *
	 * @param problem the value, and the rule that it breaks
	 * @param remedy what to write instead
	 */
	private record Expectation(String problem, String remedy) {

	}

}

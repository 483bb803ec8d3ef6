package io.aemp.boot.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Tells of a value that YAML does not take without quotes. Two that aemp often has are of
 * this kind: {@code *:4040} is the name of an alias, {@code %n/%u} begins as a directive.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class YamlFailureAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {

	private static final Pattern VALUE = Pattern.compile("(?:^|[:\\[,-])\\s*([*%][^\\s,\\]\"']*)");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
		if (cause.getProblemMark() == null) {
			return null;
		}
		for (String line : cause.getProblemMark().get_snippet(0, Integer.MAX_VALUE).split("\n")) {
			Matcher value = VALUE.matcher(line);
			if (value.find()) {
				return new FailureAnalysis("Line " + (cause.getProblemMark().getLine() + 1)
						+ " of a YAML file has the value " + value.group(1) + " without quotes, in which YAML gives '"
						+ value.group(1).charAt(0) + "' a meaning of its own.",
						"Write it in quotes: '" + value.group(1) + "'.", cause);
			}
		}
		return null;
	}

}

package io.aemp.boot.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aemp.Dispatcher;
import io.aemp.PortOptions;
import io.aemp.annotation.Restart;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.boot.handler.InvalidAnnotationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.StringUtils;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/** Reads the attributes of annotations. */
final class Annotations {

	private final AnnotationTexts texts;

	Annotations(AnnotationTexts texts) {
		this.texts = texts;
	}

	String text(String attribute) {
		return this.texts.text(attribute);
	}

	List<String> families(String place, String[] attribute) {
		List<String> families = new ArrayList<>();
		for (String family : attribute) {
			families.add(FamilyNames.require(place, text(family)));
		}
		return families;
	}

	/** The display name of a port. */
	String label(String attribute, String fallback) {
		String text = text(attribute);
		return StringUtils.hasText(text) ? text : fallback;
	}

	/** The value of a port in its families, {@code null} if it has none. */
	@Nullable Object familyValue(String attribute) {
		return attribute.isEmpty() ? null : this.texts.value(attribute);
	}

	/** The options of a port; checks the mailbox limit. */
	PortOptions options(String place, String label, Dispatcher dispatcher, int mailboxLimit) {
		if (mailboxLimit < 0) {
			throw new InvalidAnnotationException(place + " has the mailbox limit " + mailboxLimit + ".",
					"Give the number of messages that may wait, or 0 for the node's default.");
		}
		return new PortOptions(label, dispatcher, mailboxLimit);
	}

	/** Checks the limit of unfinished answers. */
	int unfinishedAnswersLimit(String place, int limit) {
		if (limit < 0) {
			throw new InvalidAnnotationException(place + " has 'unfinishedAnswersLimit = " + limit + "'.",
					"Give the number of answers that may be unfinished, 1 or more, or 0 for"
							+ " 'aemp.limits.max-unfinished-answers'.");
		}
		return limit;
	}

	/**
	 * What happens after the death of a port.
	 * @param prototype whether each request for its bean gives a new instance
	 */
	RestartRule restart(String place, Restart restart, boolean prototype) {
		if (restart.value() == Restart.Policy.NEW_INSTANCE && !prototype) {
			throw new InvalidAnnotationException(
					place + " has the restart policy NEW_INSTANCE, but there is one instance only of a bean that is"
							+ " not in prototype scope.",
					"Add @Scope(\"prototype\"), or use SAME_INSTANCE.");
		}
		return new RestartRule(restart.value(), backOff(place, restart), duration(place, restart.stableTime()));
	}

	/** The delays before a port is opened again; each is twice the one before. */
	private BackOff backOff(String place, Restart restart) {
		ExponentialBackOff backOff = new ExponentialBackOff(millis(place, restart.firstDelay()), 2);
		backOff.setMaxInterval(millis(place, restart.longestDelay()));
		return backOff;
	}

	private long millis(String place, String attribute) {
		return TimeUnit.MILLISECONDS.convert(duration(place, attribute));
	}

	private Duration duration(String place, String attribute) {
		String text = text(attribute);
		try {
			Duration duration = DurationStyle.detectAndParse(text);
			if (!duration.isNegative()) {
				return duration;
			}
		}
		catch (IllegalArgumentException ex) {
			// reported below, with the place
		}
		throw new InvalidAnnotationException(
				place + " has the restart time '" + text + "', which is not a duration of zero or more.",
				"Write a number with a unit, '100ms', '30s' or '1m' for example.");
	}

}

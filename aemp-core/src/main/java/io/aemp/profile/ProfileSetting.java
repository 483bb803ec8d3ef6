package io.aemp.profile;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.aemp.InvalidConfigurationException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * A setting and its origin. The value is read leniently: the command line tool of the
 * reference implementation writes numbers and booleans as text, and lists as text with
 * commas.
 *
 * @param key the key
 * @param value the value as given
 * @param origin where the value was given, for people
 * @param shared whether it stands in a document that other programs read too, so that
 * names which only they know are skipped
 */
record ProfileSetting(ProfileKey key, Object value, String origin, boolean shared) {

	private static final int NANO_DIGITS = 9;

	private static final BigDecimal NANOSECOND = BigDecimal.ONE.movePointLeft(NANO_DIGITS);

	private static final Duration LONGEST = Duration.ofDays(365);

	String text() {
		String text = text(this.value);
		if (text == null) {
			throw invalid("must be a text.", "Give one value, not a list or a map.");
		}
		return text;
	}

	boolean truth() {
		return switch (text().strip().toLowerCase(Locale.ROOT)) {
			case "true", "1" -> true;
			case "false", "0", "" -> false;
			default -> throw invalid("is no truth value.", "Give true, false, 1 or 0.");
		};
	}

	/** The value as a duration; numbers are seconds. */
	Duration duration() {
		Duration duration = (this.value instanceof Duration given) ? given : seconds();
		if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
			ProfileSetting readable = (this.value instanceof Duration)
					? new ProfileSetting(this.key, display(duration), this.origin, this.shared) : this;
			throw readable.invalid("is no time above 0 and up to a year.", "Give a number of seconds, for example 30.");
		}
		return duration;
	}

	private static String display(Duration duration) {
		boolean whole = duration.equals(duration.truncatedTo(ChronoUnit.SECONDS));
		return whole ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
	}

	private Duration seconds() {
		try {
			BigDecimal seconds = new BigDecimal(text().strip()).min(BigDecimal.valueOf(LONGEST.toSeconds() + 1));
			// an exponent can stand for more digits than there is time to compute
			return (seconds.compareTo(NANOSECOND) < 0) ? Duration.ZERO
					: Duration.ofNanos(seconds.movePointRight(NANO_DIGITS).longValue());
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw invalid("is no number of seconds.", "Give a number above 0, for example 2.5.");
		}
	}

	/**
	 * The value as a list of distinct texts without surrounding blanks; an empty text is
	 * an empty list.
	 */
	List<String> texts() {
		return elements().stream().map(this::element).distinct().toList();
	}

	private String element(@Nullable Object element) {
		String text = text(element);
		if (text == null || text.isBlank()) {
			throw invalid("must be a list of texts, but contains '" + Values.display(element) + "'.",
					"Give a list, or one text with commas between the elements.");
		}
		return text.strip();
	}

	/** The value as a list with elements of any type. */
	List<@Nullable Object> elements() {
		if (this.value instanceof Iterable<?> iterable) {
			List<@Nullable Object> elements = new ArrayList<>();
			iterable.forEach(elements::add);
			return elements;
		}
		String text = text(this.value);
		if (text == null) {
			throw invalid("must be a list.", "Give a list, or one text with commas between the elements.");
		}
		return text.isBlank() ? List.of() : new ArrayList<>(Stream.of(text.split(",", -1)).toList());
	}

	InvalidConfigurationException invalid(String problem, String remedy) {
		String subject = this.key.isConfidential() ? "The value" : "'" + Values.display(this.value) + "'";
		return new InvalidConfigurationException(this.key.label(), subject + " " + problem, remedy);
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value instanceof Boolean || value instanceof Enum<?>) ? value.toString() : Values.text(value);
	}

	@Override
	public String toString() {
		return this.key.label() + "=" + (this.key.isConfidential() ? "******" : Values.display(this.value));
	}

}

package io.aemp.boot.conversion;

import java.io.File;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.convert.PeriodStyle;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * The types whose values travel as text in their standard form: that of ISO 8601 for
 * dates and times, not that of the locale, as the conversion service would choose.
 */
final class TextForms {

	/** A longer text is none of these values; some parsers would take long to see it. */
	private static final int LONGEST = 200;

	private static final Pattern OCTETS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private static final Map<Class<?>, Form<?>> FORMS = new LinkedHashMap<>();

	static {
		add(UUID.class, UUID::fromString);
		add(Instant.class, Instant::parse);
		add(LocalDate.class, LocalDate::parse);
		add(LocalTime.class, LocalTime::parse);
		add(LocalDateTime.class, LocalDateTime::parse);
		add(OffsetDateTime.class, OffsetDateTime::parse);
		add(OffsetTime.class, OffsetTime::parse);
		add(ZonedDateTime.class, ZonedDateTime::parse);
		add(Year.class, Year::parse);
		add(YearMonth.class, YearMonth::parse);
		add(MonthDay.class, MonthDay::parse);
		add(Duration.class, DurationStyle::detectAndParse);
		add(Period.class, PeriodStyle::detectAndParse);
		add(ZoneOffset.class, ZoneOffset::of);
		add(ZoneId.class, ZoneId::of);
		add(DataSize.class, DataSize::parse);
		add(Currency.class, Currency::getInstance);
		add(Charset.class, Charset::forName);
		add(Locale.class, StringUtils::parseLocale, Locale::toLanguageTag);
		add(TimeZone.class, StringUtils::parseTimeZoneString, TimeZone::getID);
		add(Date.class, (text) -> Date.from(Instant.parse(text)), (date) -> Instant.ofEpochMilli(date.getTime()));
		add(InetAddress.class, TextForms::address, InetAddress::getHostAddress);
		addLong(URI.class, URI::create, URI::toString);
		addLong(URL.class, TextForms::url, URL::toExternalForm);
		addLong(Path.class, Path::of, Path::toString);
		addLong(File.class, File::new, File::getPath);
		addLong(Pattern.class, Pattern::compile, Pattern::pattern);
	}

	private TextForms() {
	}

	private static <T> void add(Class<T> type, Function<String, @Nullable T> reader) {
		add(type, reader, Object::toString);
	}

	private static <T> void add(Class<T> type, Function<String, @Nullable T> reader, Function<T, Object> writer) {
		FORMS.put(type, new Form<>(type, reader, writer, LONGEST));
	}

	private static <T> void addLong(Class<T> type, Function<String, @Nullable T> reader, Function<T, Object> writer) {
		FORMS.put(type, new Form<>(type, reader, writer, Integer.MAX_VALUE));
	}

	/** Reads literals only: to look a name up would block the port. */
	private static @Nullable InetAddress address(String text) {
		if (text.indexOf(':') < 0 && !OCTETS.matcher(text).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	private static URL url(String text) {
		try {
			return URI.create(text).toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Whether text can be read as a type.
	 * @param type the type
	 * @return whether there is a form for exactly this type
	 */
	static boolean has(Class<?> type) {
		return FORMS.containsKey(type);
	}

	static boolean contains(Class<?> type) {
		return FORMS.containsKey(type) || FORMS.keySet().stream().anyMatch((known) -> known.isAssignableFrom(type));
	}

	/**
	 * Reads a text.
	 * @param text the text
	 * @param type one of the types
	 * @return the value, or {@code null} if there is no form for the type
	 * @throws IllegalArgumentException if the text is no such value
	 */
	static @Nullable Object read(String text, Class<?> type) {
		Form<?> form = FORMS.get(type);
		return (form != null) ? form.read(text) : null;
	}

	/**
	 * Writes a value.
	 * @param value the value
	 * @return the text, or {@code null} if there is no form for the type of the value
	 */
	static @Nullable String write(Object value) {
		Form<?> exact = FORMS.get(value.getClass());
		if (exact != null) {
			return exact.write(value);
		}
		for (Form<?> form : FORMS.values()) {
			if (form.type.isInstance(value)) {
				return form.write(value);
			}
		}
		return null;
	}

	/**
	 * The form of a type.
	 *
	 * @param type the type
	 * @param reader makes a value of text, {@code null} if it is none
	 * @param writer makes text, or what has it as its string, of a value
	 * @param longest the longest text
	 * @param <T> the type
	 */
	private record Form<T>(Class<T> type, Function<String, @Nullable T> reader, Function<T, Object> writer,
			int longest) {

		T read(String text) {
			try {
				T value = (text.length() <= this.longest) ? this.reader.apply(text.strip()) : null;
				if (value != null) {
					return value;
				}
			}
			catch (RuntimeException ex) {
				throw new IllegalArgumentException("it is no " + this.type.getName(), ex);
			}
			throw new IllegalArgumentException("it is no " + this.type.getName());
		}

		String write(Object value) {
			return this.writer.apply(this.type.cast(value)).toString();
		}

	}

}

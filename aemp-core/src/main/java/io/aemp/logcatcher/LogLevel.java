package io.aemp.logcatcher;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The level of a log record, as AEMP numbers it: the lower the number, the more urgent
 * the record. As a limit, a level lets records of its own level and of all more urgent
 * levels pass.
 */
public enum LogLevel {

	/** As a limit: nothing passes. */
	OFF("off", Level.ERROR),
	/** The process ends because of it. */
	FATAL("fatal", Level.ERROR),
	/** Somebody has to act at once. */
	ALERT("alert", Level.ERROR),
	/** A critical condition. */
	CRITICAL("crit", Level.ERROR),
	/** An error. Records of Java with the level ERROR. */
	ERROR("error", Level.ERROR),
	/** A warning. */
	WARN("warn", Level.WARN),
	/** Normal, but worth attention. No record of Java has this level. */
	NOTE("note", Level.INFO),
	/** Information. */
	INFO("info", Level.INFO),
	/** For developers. */
	DEBUG("debug", Level.DEBUG),
	/** For developers, in great detail. As a limit: everything passes. */
	TRACE("trace", Level.TRACE);

	private final String wireName;

	private final Level slf4j;

	LogLevel(String wireName, Level slf4j) {
		this.wireName = wireName;
		this.slf4j = slf4j;
	}

	/**
	 * The number of this level on the wire.
	 * @return 0 for {@link #OFF}, 1 for {@link #FATAL}, up to 9 for {@link #TRACE}
	 */
	public int number() {
		return ordinal();
	}

	/**
	 * Whether a record of this level passes a limit.
	 * @param limit the limit
	 * @return whether its number is not above that of the limit
	 */
	public boolean passes(LogLevel limit) {
		return number() <= limit.number();
	}

	/**
	 * The level at which slf4j logs a record of this level.
	 * @return the closest level that Java has
	 */
	public Level toSlf4j() {
		return this.slf4j;
	}

	/**
	 * The level of a record that was logged by slf4j.
	 * @param level the level of slf4j
	 * @return the level of the same name
	 */
	public static LogLevel of(Level level) {
		return valueOf(level.name());
	}

	/**
	 * Reads a limit as AEMP writes it: a number from 0 to 9, whose fraction is cut, or a
	 * name in any case. {@code all} is {@link #TRACE}.
	 * @param value a number or a text
	 * @return the level
	 * @throws IllegalArgumentException if it is neither
	 */
	public static LogLevel parse(@Nullable Object value) {
		String text = Values.text(value);
		if (text != null) {
			String name = text.strip().toLowerCase(Locale.ROOT);
			if (name.matches("[0-9](\\.[0-9]{1,30})?")) {
				return values()[name.charAt(0) - '0'];
			}
			if (name.equals("all")) {
				return TRACE;
			}
			for (LogLevel level : values()) {
				if (level.wireName.equals(name) || level.name().toLowerCase(Locale.ROOT).equals(name)) {
					return level;
				}
			}
		}
		throw new IllegalArgumentException(Values.display(value) + " is not a log level: give a number from 0 to 9, or "
				+ Arrays.stream(values()).map((level) -> level.wireName).collect(Collectors.joining(", ")) + " or all");
	}

	/** The level of a record from elsewhere, the closest one if there is none. */
	static LogLevel ofRecord(long number) {
		return values()[(int) Math.max(FATAL.number(), Math.min(TRACE.number(), number))];
	}

}

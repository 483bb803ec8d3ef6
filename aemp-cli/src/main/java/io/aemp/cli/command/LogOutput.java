package io.aemp.cli.command;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The log of this process on stderr, in the form of the reference. The variable
 * {@code AE_VERBOSE} says what is shown: a number or the name of a level.
 */
public final class LogOutput extends Handler {

	/** The level that shows warnings and errors. */
	public static final int WARN = 5;

	private static final String VARIABLE = "AE_VERBOSE";

	/** The levels of the reference by number; Java has fewer. */
	private static final List<String> NAMES = List.of("off", "fatal", "alert", "crit", "error", "warn", "note", "info",
			"debug", "trace");

	private static final List<Level> LEVELS = List.of(Level.OFF, Level.OFF, Level.OFF, Level.OFF, Level.SEVERE,
			Level.WARNING, Level.WARNING, Level.INFO, Level.FINE, Level.FINEST);

	/** Kept, since its level is forgotten with it. */
	private static final Logger packets = Logger.getLogger("io.aemp.trace");

	private final PrintStream stream;

	private final DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS xx")
		.withZone(ZoneId.systemDefault());

	private final SimpleFormatter text = new SimpleFormatter();

	private LogOutput(PrintStream stream) {
		this.stream = stream;
	}

	/**
	 * Sends the log of the whole process to a console. The packet trace is shown at any
	 * level, if the console wants it.
	 * @param console the console
	 * @param preset the number of the level if the variable is not set
	 */
	public static void install(Console console, int preset) {
		LogManager.getLogManager().reset();
		Logger root = Logger.getLogger("");
		root.setLevel(LEVELS.get(level(console.environment().getOrDefault(VARIABLE, ""), preset)));
		if (root.getLevel() != Level.OFF || console.tracesPackets()) {
			root.addHandler(new LogOutput(console.err()));
		}
		packets.setLevel(console.tracesPackets() ? Level.INFO : Level.OFF);
	}

	/**
	 * Whether packets are shown.
	 * @return whether a node of this process should trace its packets
	 */
	public static boolean showsPackets() {
		return packets.isLoggable(Level.INFO);
	}

	private static int level(String text, int preset) {
		String name = text.strip().toLowerCase(Locale.ROOT);
		if (name.matches("[0-9]")) {
			return Integer.parseInt(name);
		}
		return name.equals("all") ? NAMES.size() - 1 : NAMES.contains(name) ? NAMES.indexOf(name) : preset;
	}

	@Override
	public void publish(LogRecord record) {
		if (isLoggable(record)) {
			String logged = this.text.formatMessage(record)
					+ ((record.getThrown() != null) ? ": " + record.getThrown() : "");
			this.stream.println(this.time.format(record.getInstant()) + " " + name(record.getLevel()) + " "
					+ record.getLoggerName() + ": " + logged.strip().replaceAll("\\R", "\n+ "));
		}
	}

	private static String name(Level level) {
		int number = 0;
		while (number < LEVELS.size() - 1 && LEVELS.get(number).intValue() > level.intValue()) {
			number++;
		}
		return NAMES.get(number);
	}

	@Override
	public void flush() {
		this.stream.flush();
	}

	@Override
	public void close() {
		flush();
	}

}

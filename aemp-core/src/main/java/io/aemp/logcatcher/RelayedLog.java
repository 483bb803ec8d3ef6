package io.aemp.logcatcher;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs records of other nodes by slf4j. Logging libraries keep each logger for ever, so
 * other nodes can make a limited number of them only.
 */
final class RelayedLog implements Consumer<CaughtRecord> {

	private static final int LOGGERS = 1000;

	private static final Logger common = LoggerFactory.getLogger(LogCatcher.class);

	private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

	@Override
	public void accept(CaughtRecord caught) {
		LogRecord entry = caught.entry();
		Logger logger = logger(entry.logger());
		String name = (logger != null) ? "" : entry.logger() + ": ";
		((logger != null) ? logger : common).atLevel(entry.level().toSlf4j()).log(name + caught.text());
	}

	/** The logger of this name, or none if there are too many. */
	private @Nullable Logger logger(String name) {
		Logger known = this.loggers.get(name);
		if (known != null || this.loggers.size() >= LOGGERS) {
			return known;
		}
		return this.loggers.computeIfAbsent(name, LoggerFactory::getLogger);
	}

}

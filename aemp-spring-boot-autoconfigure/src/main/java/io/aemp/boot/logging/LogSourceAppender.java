package io.aemp.boot.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;

/**
 * Hands over what Logback logs to a source. Any thread logs; none waits here, and a
 * record that nobody wants costs a look at a level.
 */
final class LogSourceAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private final LogSource source;

	private final LogLimit limit;

	LogSourceAppender(LogSource source, LogLimit limit) {
		this.source = source;
		this.limit = limit;
		setName("aemp-log-source");
	}

	@Override
	protected void append(ILoggingEvent event) {
		LogLevel level = level(event.getLevel());
		if (this.source.isWanted(level) && this.limit.permits(level)) {
			this.source.log(new LogRecord(event.getInstant(), event.getLoggerName(), level, text(event)));
		}
	}

	private static LogLevel level(Level level) {
		return switch (level.toInt()) {
			case Level.ERROR_INT -> LogLevel.ERROR;
			case Level.WARN_INT -> LogLevel.WARN;
			case Level.INFO_INT -> LogLevel.INFO;
			case Level.DEBUG_INT -> LogLevel.DEBUG;
			default -> LogLevel.TRACE;
		};
	}

	private static String text(ILoggingEvent event) {
		String stackTrace = ThrowableProxyUtil.asString(event.getThrowableProxy());
		String message = String.valueOf(event.getFormattedMessage());
		return stackTrace.isEmpty() ? message : message + "\n" + stackTrace;
	}

}

package io.aemp.boot.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.aemp.logcatcher.LogSource;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Adds an appender to Logback's root logger while the context runs. It is there first and
 * leaves last, so that other nodes see the start and the end of the application.
 */
public final class LogbackSource implements SmartLifecycle {

	private static final org.slf4j.Logger logger = LoggerFactory.getLogger(LogbackSource.class);

	private final LogSourceAppender appender;

	/**
	 * Creates the appender.
	 * @param source receives what is logged
	 * @param limit what it may receive at most
	 */
	public LogbackSource(LogSource source, LogLimit limit) {
		this.appender = new LogSourceAppender(source, limit);
	}

	@Override
	public void start() {
		ILoggerFactory factory = LoggerFactory.getILoggerFactory();
		if (factory instanceof LoggerContext context) {
			this.appender.setContext(context);
			this.appender.start();
			root(context).addAppender(this.appender);
		}
		else {
			logger
				.warn("Other nodes receive nothing of this log: 'aemp.log-source.enabled' is set, but slf4j logs by {}"
						+ " instead of Logback. Write an appender for it that hands its records to the bean of type {}",
						factory.getClass().getName(), LogSource.class.getName());
		}
	}

	private static Logger root(LoggerContext context) {
		return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	@Override
	public void stop() {
		if (this.appender.isStarted()) {
			root((LoggerContext) this.appender.getContext()).detachAppender(this.appender);
			this.appender.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.appender.isStarted();
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}

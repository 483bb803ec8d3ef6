package io.aemp.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a logger and those below it write while a test runs. A field of the test, with
 * {@code @RegisterExtension}. Any thread may log.
 */
public final class CapturedLog implements BeforeEachCallback, AfterEachCallback {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final @Nullable Level level;

	/**
	 * Captures a logger.
	 * @param logger the name of the logger
	 */
	public CapturedLog(String logger) {
		this(logger, null);
	}

	/**
	 * Captures a logger at a level of its own.
	 * @param logger the name of the logger
	 * @param level the level while a test runs; {@code null} for the configured one
	 */
	public CapturedLog(String logger, @Nullable Level level) {
		this.logger = (Logger) LoggerFactory.getLogger(logger);
		this.level = level;
		this.appender.list = new CopyOnWriteArrayList<>();
	}

	/**
	 * Captures the logger of a class.
	 * @param type the class
	 */
	public CapturedLog(Class<?> type) {
		this(type.getName());
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.appender.list.clear();
		this.appender.start();
		this.logger.addAppender(this.appender);
		if (this.level != null) {
			this.logger.setLevel(this.level);
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.logger.detachAppender(this.appender);
		if (this.level != null) {
			// as configured
			this.logger.setLevel(null);
		}
		this.appender.stop();
	}

	/**
	 * The lines so far.
	 * @return the messages, without those of exceptions
	 */
	public List<String> lines() {
		return this.appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	/**
	 * The warnings and errors so far.
	 * @param part what the lines contain
	 * @return the messages of level WARN or above that contain the text
	 */
	public List<String> warnings(String part) {
		return this.appender.list.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.map(ILoggingEvent::getFormattedMessage)
			.filter((line) -> line.contains(part))
			.toList();
	}

}

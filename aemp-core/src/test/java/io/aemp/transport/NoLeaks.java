package io.aemp.transport;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Fails if buffers were not given back. */
final class NoLeaks implements BeforeAllCallback, AfterAllCallback {

	private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

	@Override
	public void beforeAll(ExtensionContext context) {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
		this.reports.start();
		((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(this.reports);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		// leaks are found by the garbage collector, and told at the next allocation
		for (int i = 0; i < 3; i++) {
			System.gc();
			ByteBufAllocator.DEFAULT.directBuffer().release();
		}
		((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).detachAppender(this.reports);
		assertThat(List.copyOf(this.reports.list)).isEmpty();
	}

}

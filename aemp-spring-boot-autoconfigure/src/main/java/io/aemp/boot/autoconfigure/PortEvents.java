package io.aemp.boot.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.boot.event.MessageFailedEvent;
import io.aemp.boot.event.PortDiedEvent;
import io.aemp.dispatch.NodeThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes deaths of ports and failures of messages, one after the other, on a thread
 * that may block. They come from threads that must not. The thread starts with the first
 * event.
 */
final class PortEvents {

	private static final Logger logger = LoggerFactory.getLogger(PortEvents.class);

	/** Failures beyond this number are left out while others wait. */
	private static final int MOST_FAILURES = 1000;

	private final ApplicationEventPublisher publisher;

	private final ClosingContext context;

	private final ExecutorService executor;

	private final AtomicInteger failures = new AtomicInteger();

	PortEvents(ApplicationEventPublisher publisher, ClosingContext context) {
		this.publisher = publisher;
		this.context = context;
		this.executor = Executors.newSingleThreadExecutor(new NodeThreadFactory("aemp-events-"));
	}

	void died(PortDiedEvent event) {
		execute(() -> publish(event));
	}

	void failed(MessageFailedEvent event) {
		if (this.failures.incrementAndGet() > MOST_FAILURES) {
			this.failures.decrementAndGet();
			return;
		}
		execute(() -> {
			this.failures.decrementAndGet();
			publish(event);
		});
	}

	private void execute(Runnable publication) {
		if (!this.context.isClosing()) {
			this.executor.execute(publication);
		}
	}

	private void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException | Error ex) {
			logger.error("A listener of the application failed to handle {}", event, ex);
		}
	}

	void close() {
		this.executor.shutdown();
	}

}

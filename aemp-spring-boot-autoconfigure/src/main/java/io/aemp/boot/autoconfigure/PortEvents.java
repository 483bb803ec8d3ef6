package io.aemp.boot.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.boot.event.MessageFailedEvent;
import io.aemp.boot.event.PortDiedEvent;
import io.aemp.dispatch.NodeThreadFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes deaths of ports and failures of messages, one after the other, on a thread
 * that may block. They come from threads that must not. The thread starts with the first
 * event.
 */
final class PortEvents {

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
		publish(() -> this.publisher.publishEvent(event));
	}

	void failed(MessageFailedEvent event) {
		if (this.failures.incrementAndGet() > MOST_FAILURES) {
			this.failures.decrementAndGet();
			return;
		}
		publish(() -> {
			this.failures.decrementAndGet();
			this.publisher.publishEvent(event);
		});
	}

	private void publish(Runnable publication) {
		if (!this.context.isClosing()) {
			this.executor.execute(publication);
		}
	}

	void close() {
		this.executor.shutdown();
	}

}

package io.aemp.boot.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.aemp.boot.event.PortDiedEvent;
import io.aemp.dispatch.NodeThreadFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes deaths of ports, one after the other, on a thread that may block. The node
 * reports them on threads that must not. The thread starts with the first event.
 */
final class PortEvents implements Consumer<PortDiedEvent> {

	private final ApplicationEventPublisher publisher;

	private final ClosingContext context;

	private final Consumer<PortEvents> onClose;

	private final ExecutorService executor;

	PortEvents(ApplicationEventPublisher publisher, ClosingContext context, Consumer<PortEvents> onClose) {
		this.publisher = publisher;
		this.context = context;
		this.onClose = onClose;
		this.executor = Executors.newSingleThreadExecutor(new NodeThreadFactory("aemp-events-"));
	}

	@Override
	public void accept(PortDiedEvent event) {
		if (!this.context.isClosing()) {
			this.executor.execute(() -> this.publisher.publishEvent(event));
		}
	}

	void close() {
		this.onClose.accept(this);
		this.executor.shutdown();
	}

}

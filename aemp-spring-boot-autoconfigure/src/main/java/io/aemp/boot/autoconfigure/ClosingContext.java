package io.aemp.boot.autoconfigure;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Tells whether the application context is closing, or is only stopped and may start
 * again.
 */
final class ClosingContext implements ApplicationListener<ContextClosedEvent> {

	private final ApplicationContext context;

	private volatile boolean closing;

	ClosingContext(ApplicationContext context) {
		this.context = context;
	}

	boolean isClosing() {
		return this.closing;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.closing = true;
		}
	}

}

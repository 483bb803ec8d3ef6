package io.aemp.boot.autoconfigure;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

import io.aemp.dispatch.NodeThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * Ends the process in an orderly way, once. It cannot start itself again; the status
 * tells whatever supervises it that this is wanted.
 */
final class ExitingRestart implements ApplicationRestart {

	/** A failure that goes away by trying again, in the words of {@code sysexits.h}. */
	static final int STATUS = 75;

	private static final Logger logger = LoggerFactory.getLogger(ExitingRestart.class);

	/** No daemons: the process must not end with another status when the others end. */
	private final ThreadFactory threads = new NodeThreadFactory("aemp-restart-", false);

	private final AtomicBoolean begun = new AtomicBoolean();

	private final ApplicationContext context;

	private final IntConsumer exit;

	ExitingRestart(ApplicationContext context, IntConsumer exit) {
		this.context = context;
		this.exit = exit;
	}

	@Override
	public void restart() {
		if (this.begun.compareAndSet(false, true)) {
			logger.info("Another node asked for a restart: this application ends with status {}", STATUS);
			this.threads.newThread(() -> this.exit.accept(SpringApplication.exit(this.context, () -> STATUS))).start();
		}
	}

}

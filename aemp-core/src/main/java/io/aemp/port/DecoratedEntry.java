package io.aemp.port;

import java.util.Objects;
import java.util.function.UnaryOperator;

import io.aemp.Message;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** An entry that runs within what the decorator of the node puts around it. */
final class DecoratedEntry extends MailboxEntry {

	private final MailboxEntry entry;

	private final Runnable decorated;

	/** What the entry threw. Only the consumer accesses it. */
	private @Nullable Throwable failure;

	/** Decorates an entry, on the calling thread. */
	DecoratedEntry(LocalPort port, MailboxEntry entry, UnaryOperator<Runnable> decorator) {
		this.entry = entry;
		this.decorated = Objects.requireNonNull(decorator.apply(() -> run(port)),
				"The task decorator has returned null; to change nothing, return the task that it was given");
	}

	private void run(LocalPort port) {
		try {
			this.entry.process(port);
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
			// as for any other task, the decorator sees it
			throw ex;
		}
		catch (Exception ex) {
			this.failure = ex;
		}
	}

	@Override
	@Nullable Message message() {
		return this.entry.message();
	}

	@Override
	boolean waitsWhilePaused() {
		return this.entry.waitsWhilePaused();
	}

	@Override
	void process(LocalPort port) throws Exception {
		try {
			this.decorated.run();
		}
		catch (RuntimeException | Error ex) {
			if (this.failure == null) {
				throw ex;
			}
		}
		// not what the decorator has made of it, which may be nothing at all
		if (this.failure instanceof Error error) {
			throw error;
		}
		if (this.failure instanceof Exception exception) {
			throw exception;
		}
	}

	@Override
	void discard(LocalPort port, Reason reason) {
		this.entry.discard(port, reason);
	}

}

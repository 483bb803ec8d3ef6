package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.aemp.Guard;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** The death of a port, and what hangs on it until then. */
abstract class PortLifecycle extends Mailbox implements Context {

	private static final VarHandle ATTACHMENTS;

	static {
		try {
			ATTACHMENTS = MethodHandles.lookup().findVarHandle(PortLifecycle.class, "attachments", Attachments.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** Most ports have none. */
	private volatile @Nullable Attachments attachments;

	/** Lets an entry go that will never take effect. */
	abstract void discard(Object entry, Reason reason);

	/** Takes the port out of its table, before anybody hears of its death. */
	abstract void leave();

	/** Tells of the death, after monitors have been triggered. */
	abstract void buried(Reason reason, @Nullable Throwable cause, boolean witnessed);

	/** Runs a task on threads that may wait. Returns whether it will run. */
	abstract boolean executeElsewhere(Runnable task);

	@Override
	public final void own(Guard guard) {
		attachments().own(guard);
	}

	@Override
	public final void disown(Guard guard) {
		Attachments attachments = this.attachments;
		if (attachments != null) {
			attachments.disown(guard);
		}
	}

	final void add(Monitor monitor) {
		attachments().add(monitor);
	}

	final void remove(Monitor monitor) {
		Attachments attachments = this.attachments;
		if (attachments != null) {
			attachments.remove(monitor);
		}
	}

	final int monitorCount() {
		Attachments attachments = this.attachments;
		return (attachments != null) ? attachments.monitorCount() : 0;
	}

	private Attachments attachments() {
		Attachments attachments = this.attachments;
		if (attachments != null) {
			return attachments;
		}
		Attachments created = new Attachments();
		Attachments before = (Attachments) ATTACHMENTS.compareAndExchange(this, null, created);
		return (before != null) ? before : created;
	}

	final void condemn(Throwable exception) {
		condemn(Reason.of(exception), exception);
	}

	/**
	 * Lets the port die when the signal at hand is done; the first reason counts. For the
	 * consumer.
	 */
	final void condemn(Reason reason, @Nullable Throwable cause) {
		attachments().condemn(new Death(reason, cause));
	}

	/** Why the port is to die, if it is. For the consumer. */
	final @Nullable Death sentence() {
		Attachments attachments = this.attachments;
		return (attachments != null) ? attachments.sentence() : null;
	}

	/**
	 * Lets the port die at once if nothing waits or runs in it. Any thread.
	 * @return whether it was so
	 */
	final boolean dieIfIdle(Reason reason) {
		if (!closeIfIdle()) {
			return false;
		}
		leave();
		end(reason, null);
		return true;
	}

	final void die(Death death) {
		UndeliveredEntries remains = close();
		if (remains != null) {
			bury(death, remains);
		}
	}

	/**
	 * Lets the port die at once, though its callback may be busy, or hang for ever: what
	 * waits is dropped, monitors fire, and when the callback returns nothing more runs.
	 * Any thread.
	 */
	final void overflow(String message) {
		UndeliveredEntries remains = close();
		if (remains != null) {
			Death death = new Death(Reason.of(Reason.MAILBOX_OVERFLOW, message), null);
			// what depends on the death may be code of the application's
			if (!executeElsewhere(() -> bury(death, remains))) {
				bury(death, remains);
			}
		}
	}

	@Override
	final void discard(Object entry) {
		discard(entry, Reason.of(Reason.MAILBOX_OVERFLOW, "the port was given up"));
	}

	/** All consequences of a death; for the one thread that has closed the mailbox. */
	private void bury(Death death, UndeliveredEntries remains) {
		leave();
		remains.discard((entry) -> discard(entry, death.reason()));
		end(death.reason(), death.cause());
	}

	private void end(Reason reason, @Nullable Throwable cause) {
		boolean nothing = reason.isNormal() && ATTACHMENTS.compareAndSet(this, null, Attachments.OF_THE_DEAD);
		buried(reason, cause, !nothing && attachments().end(reason));
	}

}

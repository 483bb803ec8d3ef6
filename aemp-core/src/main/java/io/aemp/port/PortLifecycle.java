package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.aemp.Guard;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** The death of a port, and the guards and monitors attached to it until then. */
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

	/** {@code null} for most ports, which have no guards or monitors. */
	private volatile @Nullable Attachments attachments;

	/** Discards an entry that will never be processed. */
	abstract void discard(Object entry, Reason reason);

	/**
	 * Removes the port from its table before monitors and observers learn of its death.
	 */
	abstract void leave();

	/** Reports the death after the monitors were triggered. */
	abstract void reportDeath(Reason reason, @Nullable Throwable cause, boolean witnessed);

	/** Runs a task on threads that may block. Returns whether it will run. */
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

	final void dieAfterEntry(Throwable exception) {
		dieAfterEntry(Reason.of(exception), exception);
	}

	/**
	 * Lets the port die after the current mailbox entry. The first reason counts. Only
	 * the consumer calls this.
	 */
	final void dieAfterEntry(Reason reason, @Nullable Throwable cause) {
		attachments().dieAfterEntry(new Death(reason, cause));
	}

	/** The pending death, {@code null} if there is none. Only the consumer calls this. */
	final @Nullable Death pendingDeath() {
		Attachments attachments = this.attachments;
		return (attachments != null) ? attachments.pendingDeath() : null;
	}

	/**
	 * Lets the port die at once if no callback runs, and no entry waits except for the
	 * end of a pause. Any thread may call this.
	 * @return whether the port died
	 */
	final boolean dieIfIdle(Reason reason) {
		UndeliveredEntries undelivered = closeIfIdle();
		if (undelivered == null) {
			return false;
		}
		completeDeath(reason, null, undelivered);
		return true;
	}

	final void die(Death death) {
		UndeliveredEntries undelivered = close();
		if (undelivered != null) {
			completeDeath(death.reason(), death.cause(), undelivered);
		}
	}

	final void overflow(String message) {
		dieAtOnce(Reason.of(Reason.MAILBOX_OVERFLOW, message));
	}

	/**
	 * Lets the port die at once, even if its callback runs or hangs. Waiting entries are
	 * dropped and monitors fire. After the callback returns, the port runs nothing more.
	 * Any thread may call this.
	 */
	public final void dieAtOnce(Reason reason) {
		UndeliveredEntries undelivered = close();
		if (undelivered != null) {
			// monitor actions and guards may be application code
			if (!executeElsewhere(() -> completeDeath(reason, null, undelivered))) {
				completeDeath(reason, null, undelivered);
			}
		}
	}

	@Override
	final void discard(Object entry) {
		// the reason was told to those who wait by the thread that closed the mailbox
		discard(entry, Reason.of(Reason.NO_SUCH_PORT, "the port is dead"));
	}

	/** Completes a death. Only the thread that closed the mailbox calls this. */
	private void completeDeath(Reason reason, @Nullable Throwable cause, UndeliveredEntries undelivered) {
		leave();
		undelivered.discard((entry) -> discard(entry, reason));
		end(reason, cause);
	}

	private void end(Reason reason, @Nullable Throwable cause) {
		boolean nothing = reason.isNormal() && ATTACHMENTS.compareAndSet(this, null, Attachments.DIED_NORMALLY);
		reportDeath(reason, cause, !nothing && attachments().end(reason));
	}

}

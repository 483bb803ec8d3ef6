package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.PortInfo;
import io.aemp.Reason;
import io.aemp.dispatch.TimerWheel;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for its answer. To others its ID is that of a port: the first message
 * is the answer, a kill is an error answer, and monitors tell when the call is over. It
 * has no mailbox and no thread: whoever ends the call runs what follows. Any thread may
 * call all methods.
 */
public abstract non-sealed class CallSlot extends TimerWheel.Limit implements Destination {

	private static final VarHandle OVER;

	private static final VarHandle ATTACHMENTS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			OVER = lookup.findVarHandle(CallSlot.class, "over", boolean.class);
			ATTACHMENTS = lookup.findVarHandle(CallSlot.class, "attachments", Attachments.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final PortTable table;

	private final String id;

	private volatile boolean over;

	/** {@code null} for most calls: nobody monitors them. */
	private volatile @Nullable Attachments attachments;

	/**
	 * Creates a call that is not in the table yet.
	 * @param table the ports of the node
	 * @throws IllegalStateException if the node is closed
	 */
	protected CallSlot(PortTable table) {
		this.table = table;
		this.id = table.newReplyId();
	}

	@Override
	public final String id() {
		return this.id;
	}

	/**
	 * Whether the call has ended.
	 * @return whether it was answered, has failed, or was given up
	 */
	protected final boolean isOver() {
		return this.over;
	}

	/** The call ends with its answer. The thread that has the answer runs this. */
	protected abstract void answered(Message answer);

	/** The call ends because somebody kills its port. */
	protected abstract void killed(Reason reason);

	/** The call ends in whatever way, before its outcome is told. */
	protected abstract void ended();

	/**
	 * Ends the call. The first end counts.
	 * @param reason what monitors of the call are told
	 * @return whether the call was not over yet; the caller tells the outcome
	 */
	protected final boolean end(Reason reason) {
		if (!OVER.compareAndSet(this, false, true)) {
			return false;
		}
		this.table.remove(this);
		ended();
		boolean nothing = reason.isNormal() && ATTACHMENTS.compareAndSet(this, null, Attachments.DIED_NORMALLY);
		if (!nothing) {
			attachments().end(reason);
		}
		this.table.removed();
		return true;
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

	@Override
	public final void deliver(Message message) {
		if (end(Reason.NORMAL)) {
			answered(message);
		}
	}

	@Override
	public final void deliverOwn(Message message) {
		deliver(message);
	}

	@Override
	public final void receiveHere(Message message) {
		deliver(message);
	}

	@Override
	public final void kill(Reason reason) {
		if (end(reason)) {
			killed(reason);
		}
	}

	@Override
	public final void dieHere(Reason reason) {
		kill(reason);
	}

	@Override
	public final void dieAtOnce(Reason reason) {
		kill(reason);
	}

	@Override
	public final boolean monitor(Monitor monitor) {
		if (this.over) {
			return false;
		}
		attachments().add(monitor);
		return true;
	}

	@Override
	public final void unmonitor(Monitor monitor) {
		Attachments attachments = this.attachments;
		if (attachments != null) {
			attachments.remove(monitor);
		}
	}

	/** Runs a callback of a monitor at once, unless the call is over. */
	@Override
	public final boolean tryExecute(Runnable callback) {
		if (this.over) {
			return false;
		}
		callback.run();
		return true;
	}

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

	@Override
	public final long waiting(ReceiveWindow window) {
		return 0;
	}

	@Override
	public final long received() {
		return 0;
	}

	@Override
	public final PortInfo info() {
		Attachments attachments = this.attachments;
		return new PortInfo(this.id, "reply", Set.of(), true, false, 0, 0,
				(attachments != null) ? attachments.monitorCount() : 0);
	}

	@Override
	public final String toString() {
		return this.id;
	}

}

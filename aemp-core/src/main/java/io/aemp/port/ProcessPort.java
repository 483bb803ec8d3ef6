package io.aemp.port;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.aemp.Dispatcher;
import io.aemp.Functions.InitFunction;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.Receiver;
import io.aemp.dispatch.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The port of a process. One thread does all that the port does: it is the consumer of
 * the mailbox while the code of the process runs, and stops being the consumer only while
 * it {@linkplain #await waits}. So for the rest of the kernel, the code of a process is
 * one callback that takes long, and runs other callbacks of its port while it waits.
 */
public final class ProcessPort extends LocalPort {

	/** A timeout that never elapses. */
	public static final long FOREVER = Long.MAX_VALUE;

	private final ProcessBacklog backlog = new ProcessBacklog();

	/** Guards {@link #told}, so that nobody interrupts the thread after that. */
	private final Object interruption = new Object();

	/** The thread of the process, {@code null} before it starts. */
	private volatile @Nullable Thread thread;

	/** Whether the thread is to be the consumer again. */
	private volatile boolean scheduled;

	/** Why the process is to end. The first kill counts. */
	private volatile @Nullable Reason killed;

	/** Whether the code of the process knows that it must end, or has ended. */
	private boolean told;

	/** The message that is handed to the process. Only its thread uses it. */
	private @Nullable Message received;

	/** Whether the thread waits, or runs a callback meanwhile. */
	private boolean waiting;

	/** Whether the code of the process has waited. */
	private boolean begun;

	ProcessPort(PortTable table, String id, PortOptions options) {
		super(table, id, options.dispatcher(Dispatcher.BLOCKING), table.runtime().processes());
		keepIn(this.backlog);
		setReceiver(null, (message) -> this.received = message);
		// entries wait for the init function, and for the thread that runs it
		tryAcquire();
	}

	/**
	 * Checks the options of a process.
	 * @param options the options
	 * @return the options
	 * @throws IllegalArgumentException if they name a dispatcher that a process cannot
	 * have
	 */
	public static PortOptions checked(PortOptions options) {
		Dispatcher.Kind kind = options.dispatcher().kind();
		if (kind == Dispatcher.Kind.EVENT_LOOP || kind == Dispatcher.Kind.CUSTOM) {
			throw new IllegalArgumentException("A process cannot have dispatcher " + kind
					+ ": it runs on a thread of its own; leave the dispatcher out");
		}
		return options;
	}

	@Override
	void spawn(InitFunction function, Message arguments, String node) {
		super.spawn(function, arguments, node);
		try {
			runtime().processes().execute(this);
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			dieAtOnce(Reason.of(ex));
		}
	}

	@Override
	public void run() {
		this.thread = Thread.currentThread();
		do {
			this.scheduled = false;
			super.run();
		}
		while (this.scheduled && !isClosed());
		// the code of a port that died before its thread began was told nothing, and what
		// the thread does next is not to be interrupted
		tell();
	}

	@Override
	void schedule() {
		this.scheduled = true;
		LockSupport.unpark(this.thread);
	}

	@Override
	void initialise(InitFunction function, Message arguments) {
		Throwable failure = null;
		try {
			function.init(this, arguments);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		tell();
		if (!isClosed()) {
			end(failure);
		}
	}

	private void end(@Nullable Throwable failure) {
		Reason killed = this.killed;
		if (killed != null) {
			dieAfterEntry(killed, null);
		}
		else if (failure != null) {
			dieAfterEntry(failure);
		}
		else {
			dieAfterEntry(Reason.NORMAL, null);
		}
		Death death = pendingDeath();
		if (death != null && !this.begun) {
			initFailed(death.reason());
		}
	}

	/**
	 * Kills the process. Its thread learns that in the order of its messages, and is
	 * interrupted at once if it waits for anything else. The port dies when its code has
	 * ended, so that nothing leaves it afterwards.
	 */
	@Override
	public void kill(Reason reason) {
		if (isCurrent()) {
			dieAfterEntry(reason, null);
			return;
		}
		announceKill();
		synchronized (this.interruption) {
			this.killed = (this.killed != null) ? this.killed : reason;
		}
		if (offer(new MailboxEntries.Kill(reason)) > 0) {
			interrupt();
		}
	}

	/** The port is dead though its code may run: it overflows, or its node is closed. */
	@Override
	void leave() {
		super.leave();
		interrupt();
	}

	private void interrupt() {
		synchronized (this.interruption) {
			Thread thread = this.thread;
			if (!this.told && thread != null) {
				thread.interrupt();
			}
		}
	}

	/** Returns whether the code of the process knew already that it must end. */
	private boolean tell() {
		synchronized (this.interruption) {
			boolean before = this.told;
			this.told = true;
			Thread.interrupted();
			return before;
		}
	}

	@Override
	Port change(@Nullable String tag, @Nullable Receiver receiver) {
		throw new IllegalStateException("Port " + id() + " is a process, which has no receivers: "
				+ "its code takes messages with Process.receive; open another port for a receiver");
	}

	@Override
	void changePause(boolean paused) {
		throw new IllegalStateException("Port " + id()
				+ " is a process, which cannot be paused or resumed: it takes messages when its code receives");
	}

	/**
	 * Checks that the calling thread may wait in this process.
	 * @throws IllegalStateException if it is another thread or in a callback, or the
	 * process has ended
	 */
	public void requireWaiter() {
		if (Thread.currentThread() != this.thread || !isCurrent()) {
			throw new IllegalStateException("Only the code of process " + id()
					+ " can wait and receive, on its own thread" + ", and this is " + Thread.currentThread()
					+ (isClosed() ? "; the process has ended" : "") + "; send the process a message instead");
		}
		if (this.waiting) {
			throw new IllegalStateException("Process " + id() + " waits already, and this is a callback or a condition "
					+ "that it runs meanwhile; let it note what to do, and wait when it has returned");
		}
	}

	/**
	 * Waits in the process until a message comes or something else is over. Callbacks of
	 * the port run meanwhile. Only the code of the process calls this.
	 * @param selection the messages to wait for
	 * @param over the other end of the wait
	 * @param nanos how long to wait; {@link #FOREVER} for no limit
	 * @return the message, {@code null} if there is none
	 * @throws InterruptedException if the process must end, or its thread is interrupted
	 */
	public @Nullable Message await(Selection selection, BooleanSupplier over, long nanos) throws InterruptedException {
		this.begun = true;
		this.waiting = true;
		this.backlog.select(selection);
		try {
			Message message = await(over, new Deadline(runtime().timers(), nanos));
			if (this.killed != null) {
				// what the process does until it comes to the kill must not wait
				Thread.currentThread().interrupt();
			}
			return message;
		}
		finally {
			this.backlog.select(Selection.NONE);
			this.waiting = false;
		}
	}

	private @Nullable Message await(BooleanSupplier over, Deadline deadline) throws InterruptedException {
		if (isInterrupted()) {
			throw interrupted();
		}
		int looks = 0;
		while (true) {
			throwIfEnded();
			Object entry = take();
			if (entry != null) {
				handle(entry);
				MailboxChain.setNext(entry, null);
			}
			Message message = this.received;
			if (message != null || over.getAsBoolean()) {
				this.received = null;
				return message;
			}
			if (entry == null) {
				settle();
				// the first look may be one at messages that waited already
				if (++looks > 1 && deadline.isOver() || release() && !park(deadline)) {
					throwIfEnded();
					return null;
				}
			}
		}
	}

	/**
	 * Parks the thread, which is not the consumer, until it has something to do.
	 * @return {@code false} if the time is over; the thread is the consumer again in
	 * either case
	 */
	private boolean park(Deadline deadline) throws InterruptedException {
		while (!this.scheduled && !isClosed()) {
			boolean interrupted = isInterrupted();
			if (!interrupted && !deadline.isOver()) {
				deadline.park(this);
			}
			else if (tryAcquire()) {
				if (interrupted) {
					throw interrupted();
				}
				return false;
			}
			else {
				// another thread processes an entry for a moment, or has made one wait
				Thread.yield();
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
			}
		}
		this.scheduled = false;
		return true;
	}

	/** Whether somebody interrupts the thread who does not kill the process. */
	private boolean isInterrupted() {
		return Thread.interrupted() && this.killed == null;
	}

	private InterruptedException interrupted() {
		return new InterruptedException("The thread of process " + id() + " was interrupted");
	}

	private void throwIfEnded() throws InterruptedException {
		Death death = pendingDeath();
		if (death == null && !isClosed()) {
			return;
		}
		String message = "Process " + id() + ((death != null) ? " must end: " + death.reason() : " is dead");
		if (tell()) {
			throw new ProcessEndError(message);
		}
		throw new InterruptedException(message);
	}

	/** Ends the code of a process that goes on to wait after it was interrupted. */
	private static final class ProcessEndError extends Error {

		private static final long serialVersionUID = 1L;

		ProcessEndError(String message) {
			super(message);
		}

	}

	/** The end of a wait. */
	private record Deadline(Timers timers, long start, long nanos) {

		Deadline(Timers timers, long nanos) {
			this(timers, timers.nanoTime(), nanos);
		}

		boolean isOver() {
			return left() <= 0;
		}

		void park(Object blocker) {
			if (this.nanos == FOREVER) {
				LockSupport.park(blocker);
			}
			else {
				LockSupport.parkNanos(blocker, left());
			}
		}

		private long left() {
			return (this.nanos == FOREVER) ? FOREVER : this.nanos - (this.timers.nanoTime() - this.start);
		}

	}

}

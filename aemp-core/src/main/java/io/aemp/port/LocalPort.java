package io.aemp.port;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.aemp.Functions.InitFunction;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * A port. Its fields belong to whoever consumes its mailbox, if they are not volatile or
 * final; other threads put signals into the mailbox.
 */
public final class LocalPort extends Mailbox implements Port, Context, Runnable {

	private final PortTable table;

	private final String id;

	private final String label;

	private final Executor dispatcher;

	private final int mailboxLimit;

	private Receivers receivers = Receivers.NONE;

	private @Nullable Set<Monitor> watchers;

	private volatile @Nullable Belongings belongings;

	private long received;

	/** Set when the port is to die as soon as the signal at hand is done. */
	private @Nullable Death death;

	/** Whether a kill waits in the mailbox: who comes now comes after it. */
	private volatile boolean killed;

	private volatile boolean overflowed;

	LocalPort(PortTable table, String id, PortOptions options) {
		this.table = table;
		this.id = id;
		this.label = options.label();
		this.dispatcher = table.runtime().executor(options.dispatcher());
		this.mailboxLimit = (options.mailboxLimit() > 0) ? options.mailboxLimit() : table.runtime().mailboxLimit();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Port receive(Receiver receiver) {
		Objects.requireNonNull(receiver, "A default receiver cannot be removed; kill the port instead");
		return change(new Signals.Receive(null, receiver));
	}

	@Override
	public Port receive(String tag, @Nullable Receiver receiver) {
		return change(new Signals.Receive(tag, receiver));
	}

	private Port change(Signals.Receive change) {
		if (isCurrent()) {
			change.process(this);
		}
		else {
			perform(change);
		}
		return this;
	}

	void setReceiver(@Nullable String tag, @Nullable Receiver receiver) {
		this.receivers = this.receivers.with(tag, receiver);
	}

	@Override
	public void kill(@Nullable Object... reason) {
		kill(Reason.of(reason));
	}

	/**
	 * Kills this port, see {@link Port#kill}.
	 * @param reason why
	 */
	public void kill(Reason reason) {
		if (isCurrent()) {
			condemn(reason, null);
		}
		else {
			this.killed = true;
			perform(new Signals.Kill(reason));
		}
	}

	/**
	 * Hands a message over.
	 * @param message the message
	 */
	void deliver(Message message) {
		if (!this.killed) {
			put(new Signals.Delivery(message));
		}
	}

	/**
	 * Puts in what has no limit of its own. What comes after an overflow is not kept: the
	 * port is going to die.
	 * @return whether the port is neither dead nor about to die
	 */
	private boolean put(Signal signal) {
		if (this.overflowed) {
			return false;
		}
		int waiting = offer(signal);
		if (waiting > this.mailboxLimit) {
			this.overflowed = true;
		}
		return waiting > 0;
	}

	/**
	 * Registers a monitor. Returns {@code false} if the port is dead or as good as dead.
	 */
	boolean watch(Monitor monitor) {
		return !this.killed && perform(new Signals.Watch(monitor));
	}

	void unwatch(Monitor monitor) {
		perform(new Signals.Unwatch(monitor));
	}

	/** Makes the init function the first thing that happens in this port. */
	void spawn(InitFunction function, Message arguments) {
		offer(new Signals.Init(function, arguments));
	}

	@Override
	public CompletableFuture<@Nullable Void> runInContext(Runnable task) {
		return this.<@Nullable Void>callInContext(() -> {
			task.run();
			return null;
		});
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> callInContext(Callable<T> task) {
		Signals.Computation<T> computation = new Signals.Computation<>(task);
		if (isCurrent()) {
			computation.process(this);
		}
		else if (!put(computation)) {
			computation.discard(this, Reason.of(Reason.NO_SUCH_PORT, "the port is dead"));
		}
		return computation.result();
	}

	@Override
	public boolean execute(Runnable callback) {
		return offer(new Signals.Callback(callback)) > 0;
	}

	@Override
	public void own(Guard guard) {
		Belongings belongings = this.belongings;
		if (belongings == null) {
			synchronized (this) {
				belongings = this.belongings;
				if (belongings == null) {
					belongings = new Belongings();
					this.belongings = belongings;
				}
			}
		}
		belongings.add(guard);
		if (isClosed()) {
			belongings.close();
		}
	}

	@Override
	public void disown(Guard guard) {
		Belongings belongings = this.belongings;
		if (belongings != null) {
			belongings.remove(guard);
		}
	}

	/** Consumes the mailbox for a while. Only the dispatcher calls this. */
	@Override
	public void run() {
		LocalPort previous = this.table.runtime().enter(this);
		boolean more;
		try {
			more = drain();
		}
		finally {
			this.table.runtime().leave(previous);
		}
		if (more) {
			schedule();
		}
	}

	@Override
	void schedule() {
		try {
			this.dispatcher.execute(this);
		}
		catch (RejectedExecutionException ex) {
			// a port never hangs because an executor of the application's is full or shut
			// down
			this.table.runtime().executeAnyway(this);
		}
	}

	@Override
	void process(Signal signal) {
		if (this.overflowed) {
			condemn(Reason.of(Reason.MAILBOX_OVERFLOW, "more than " + this.mailboxLimit + " messages wait"), null);
			die(signal);
			return;
		}
		try {
			signal.process(this);
		}
		catch (Throwable ex) {
			condemn(ex);
		}
		if (this.death != null) {
			die(null);
		}
	}

	/** Hands a message to its receiver. Runs in this port. */
	void dispatch(Message message) throws Exception {
		this.received++;
		if (!this.receivers.receive(message)) {
			condemn(Reasons.unhandledMessage(message), null);
		}
	}

	void initialise(InitFunction function, Message arguments) {
		try {
			function.init(this, arguments);
			if (this.receivers.isEmpty() && this.death == null) {
				condemn(Reasons.noSuchPort(this.id), null);
			}
		}
		catch (Throwable ex) {
			condemn(ex);
		}
		if (this.death != null) {
			this.table.stillborn(this.id, this.death.reason());
		}
	}

	void condemn(Throwable exception) {
		condemn(Reason.of(exception), exception);
	}

	/** Lets the port die when the signal at hand is done; the first reason counts. */
	void condemn(Reason reason, @Nullable Throwable cause) {
		if (this.death == null) {
			this.death = new Death(reason, cause);
		}
	}

	private void die(@Nullable Signal atHand) {
		Death death = Objects.requireNonNull(this.death);
		Signal rest = close();
		this.table.remove(this);
		if (atHand != null) {
			atHand.discard(this, death.reason());
		}
		for (Signal signal = rest; signal != null; signal = signal.next) {
			signal.discard(this, death.reason());
		}
		Set<Monitor> watchers = this.watchers;
		boolean witnessed = watchers != null
				&& watchers.stream().anyMatch((monitor) -> monitor.isWitness() && monitor.isArmed());
		Belongings belongings = this.belongings;
		if (belongings != null) {
			belongings.close();
		}
		if (watchers != null) {
			watchers.forEach((monitor) -> monitor.trigger(death.reason()));
		}
		this.table.buried(this.id, death, witnessed);
	}

	/** The monitors on this port. The consumer's own. */
	Set<Monitor> watchers() {
		if (this.watchers == null) {
			this.watchers = new LinkedHashSet<>();
		}
		return this.watchers;
	}

	PortInfo info() {
		Receivers receivers = this.receivers;
		Set<Monitor> watchers = this.watchers;
		return new PortInfo(this.id, this.label, receivers.tags(), receivers.hasDefault(), waiting(), this.received,
				(watchers != null) ? watchers.size() : 0);
	}

	private boolean isCurrent() {
		return this.table.runtime().currentPort() == this;
	}

	@Override
	public String toString() {
		return this.id;
	}

	/**
	 * Why a port is to die.
	 *
	 * @param reason what monitors are told
	 * @param cause the exception, for the log
	 */
	record Death(Reason reason, @Nullable Throwable cause) {

	}

}

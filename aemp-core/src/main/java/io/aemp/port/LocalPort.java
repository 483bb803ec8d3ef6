package io.aemp.port;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.aemp.Functions.InitFunction;
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
public final class LocalPort extends PortLifecycle implements Port, Runnable {

	/** What comes at once must be few for the mailbox. */
	private static final int FEW = 16;

	private final PortTable table;

	private final String id;

	private final PortOptions options;

	private final Executor dispatcher;

	/** See {@link Receivers}. */
	private @Nullable Object receivers;

	private @Nullable PendingCredit takings;

	private long received;

	/** Whether the entry at hand comes from the node that {@link #takings} names. */
	private boolean foreign;

	/** Whether a kill waits in the mailbox: who comes now comes after it. */
	private volatile boolean killed;

	LocalPort(PortTable table, String id, PortOptions options) {
		this.table = table;
		this.id = id;
		this.options = options;
		this.dispatcher = table.runtime().executor(options.dispatcher());
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Port receive(Receiver receiver) {
		Objects.requireNonNull(receiver, "A default receiver cannot be removed; kill the port instead");
		return change(null, receiver);
	}

	@Override
	public Port receive(String tag, @Nullable Receiver receiver) {
		return change(tag, receiver);
	}

	private Port change(@Nullable String tag, @Nullable Receiver receiver) {
		// an idle port is in no callback
		if (tryAcquire()) {
			try {
				setReceiver(tag, receiver);
			}
			finally {
				giveBack();
			}
		}
		else if (isCurrent()) {
			setReceiver(tag, receiver);
		}
		else {
			perform(new MailboxEntries.Receive(tag, receiver));
		}
		return this;
	}

	void setReceiver(@Nullable String tag, @Nullable Receiver receiver) {
		this.receivers = Receivers.with(this.receivers, tag, receiver);
	}

	@Override
	public void kill(Reason reason) {
		if (dieIfIdle(reason)) {
			return;
		}
		if (isCurrent()) {
			condemn(reason, null);
		}
		else {
			this.killed = true;
			perform(new MailboxEntries.Kill(reason));
		}
	}

	/**
	 * Hands a message over.
	 * @param message the message
	 */
	public void deliver(Message message) {
		if (!this.killed) {
			put(MailboxChain.entry(message), 1);
		}
	}

	/**
	 * Hands a message over that nobody else has; it belongs to the port from now on.
	 * @param message the message
	 */
	public void deliverOwn(Message message) {
		if (!this.killed) {
			put(MailboxChain.ownEntry(message), 1);
		}
	}

	/**
	 * Hands over what came over a connection, and what nobody else has.
	 * @return whether it waits now, on the account of the connection
	 */
	boolean deliver(MailboxEntries.Arrival arrival) {
		return !this.killed && put(arrival, arrival.count());
	}

	/** How many messages may come at once: what they count is settled for all of them. */
	int mostAtOnce() {
		return switch (this.options.dispatcher().kind()) {
			case POOL, EVENT_LOOP -> Math.max(1, mailboxLimit() / FEW);
			// what a callback that waits has taken must not keep its connection waiting
			case BLOCKING, CUSTOM -> 1;
		};
	}

	/**
	 * Puts in what has no limit of its own. If it is too much, the port dies at once.
	 * @return whether the mailbox was open
	 */
	private boolean put(Object entry, int count) {
		int waiting = offer(entry, count);
		int limit = mailboxLimit();
		if (waiting > limit) {
			overflow("more than " + limit + " messages wait");
		}
		return waiting > 0;
	}

	private int mailboxLimit() {
		int limit = this.options.mailboxLimit();
		return (limit > 0) ? limit : this.table.runtime().mailboxLimit();
	}

	/**
	 * Registers a monitor. Returns {@code false} if the port is dead or as good as dead.
	 */
	boolean monitor(Monitor monitor) {
		return !this.killed && perform(new MailboxEntries.AddMonitor(monitor));
	}

	void unmonitor(Monitor monitor) {
		perform(new MailboxEntries.RemoveMonitor(monitor));
	}

	/** Makes the init function the first thing that happens in this port. */
	void spawn(InitFunction function, Message arguments, String node) {
		offer(new MailboxEntries.Init(function, arguments, node));
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
		MailboxEntries.Computation<T> computation = new MailboxEntries.Computation<>(task);
		if (isCurrent()) {
			computation.process(this);
		}
		else if (!put(computation, 1)) {
			computation.discard(this, Reason.of(Reason.NO_SUCH_PORT, "the port is dead"));
		}
		return computation.result();
	}

	@Override
	public void execute(Runnable task) {
		Objects.requireNonNull(task, "There is no task");
		if (this.killed || !put(new MailboxEntries.Callback(task), 1)) {
			throw new RejectedExecutionException(
					"Port " + this.id + " is dead and runs no more tasks; monitor it to know, and open another one");
		}
	}

	@Override
	public boolean tryExecute(Runnable callback) {
		return offer(new MailboxEntries.Callback(callback)) > 0;
	}

	/** Counts bytes of a connection that have left the mailbox. For the consumer. */
	void take(ReceiveWindow inflow, int bytes) {
		this.foreign = true;
		takings().add(inflow, bytes);
	}

	/** Notes that the entry at hand comes from a node. For the consumer. */
	void comeFrom(String node) {
		this.foreign = !node.equals(this.table.runtime().nodeId());
		if (this.foreign) {
			takings().comeFrom(node);
		}
	}

	/**
	 * The node from which the message at hand comes. For callbacks of this port.
	 * @return the node ID; this node's for what does not come from another one
	 */
	public String sourceNode() {
		return this.foreign ? takings().source() : this.table.runtime().nodeId();
	}

	private PendingCredit takings() {
		PendingCredit takings = this.takings;
		if (takings == null) {
			takings = PendingCredit.of(this.options.dispatcher());
			this.takings = takings;
		}
		return takings;
	}

	@Override
	void settle() {
		PendingCredit takings = this.takings;
		if (takings != null) {
			takings.settle();
		}
	}

	/** Consumes the mailbox for a while. Only the dispatcher calls this. */
	@Override
	public void run() {
		PortRuntime.Here here = this.table.runtime().here();
		LocalPort previous = here.enter(this);
		boolean more;
		try {
			more = drain();
		}
		finally {
			here.leave(previous);
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
	void process(Object entry) {
		this.foreign = MailboxChain.isFollower(entry);
		try {
			if (entry instanceof Message message) {
				dispatch(message, MailboxChain.isOwn(message));
			}
			else {
				((MailboxEntry) entry).process(this);
			}
		}
		catch (Throwable ex) {
			condemn(ex);
		}
		Death death = sentence();
		if (death != null) {
			die(death);
		}
	}

	@Override
	void discard(Object entry, Reason reason) {
		if (entry instanceof MailboxEntry signal) {
			signal.discard(this, reason);
		}
	}

	@Override
	void leave() {
		this.table.remove(this);
	}

	@Override
	void buried(Reason reason, @Nullable Throwable cause, boolean witnessed) {
		this.table.buried(this.id, reason, cause, witnessed);
	}

	@Override
	boolean executeElsewhere(Runnable task) {
		return this.table.runtime().executeAnyway(task);
	}

	/**
	 * Hands a message to its receiver. Runs in this port.
	 * @param own whether nobody else has the message
	 */
	void dispatch(Message message, boolean own) throws Exception {
		this.received++;
		if (!Receivers.receive(this.receivers, message, own)) {
			condemn(ProtocolReasons.unhandledMessage(message), null);
		}
	}

	void initialise(InitFunction function, Message arguments) {
		try {
			function.init(this, arguments);
			if (Receivers.isEmpty(this.receivers) && sentence() == null) {
				condemn(ProtocolReasons.noSuchPort(this.id), null);
			}
		}
		catch (Throwable ex) {
			condemn(ex);
		}
		Death death = sentence();
		if (death != null) {
			this.table.stillborn(this.id, death.reason());
		}
	}

	PortInfo info() {
		Object receivers = this.receivers;
		return new PortInfo(this.id, this.options.label(), Receivers.tags(receivers), Receivers.hasDefault(receivers),
				waiting(), this.received, monitorCount());
	}

	private boolean isCurrent() {
		return this.table.runtime().currentPort() == this;
	}

	@Override
	public String toString() {
		return this.id;
	}

}

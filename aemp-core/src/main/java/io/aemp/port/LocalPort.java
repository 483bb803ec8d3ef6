package io.aemp.port;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;

import io.aemp.Dispatcher;
import io.aemp.Functions.InitFunction;
import io.aemp.Message;
import io.aemp.Port;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * A port of this node. Only the thread that drains the mailbox accesses fields that are
 * neither final nor volatile. All other threads put entries into the mailbox.
 */
public sealed class LocalPort extends PortLifecycle implements Destination, Port, Runnable
		permits AdaptivePort, ProcessPort {

	/** A batch of messages takes at most this fraction (1/16) of the mailbox limit. */
	private static final int BATCH_FRACTION = 16;

	private final PortTable table;

	private final String id;

	private final PortOptions options;

	private final Executor dispatcher;

	/** What {@link Receivers} returns. */
	private @Nullable Object receivers;

	private @Nullable PendingCredit credit;

	private long received;

	/** Whether the current entry comes from the node that {@link #credit} names. */
	private boolean foreign;

	/**
	 * Whether a kill waits in the mailbox. Messages added later are dropped, and monitors
	 * added later fire at once.
	 */
	private volatile boolean killed;

	LocalPort(PortTable table, String id, PortOptions options) {
		this(table, id, options, table.runtime().executor(options.dispatcher()));
	}

	LocalPort(PortTable table, String id, PortOptions options, Executor dispatcher) {
		this.table = table;
		this.id = id;
		this.options = options;
		this.dispatcher = dispatcher;
	}

	/** Creates a port that does what its dispatcher says. */
	static LocalPort create(PortTable table, String id, PortOptions options) {
		return (options.dispatcher().kind() == Dispatcher.Kind.ADAPTIVE) ? new AdaptivePort(table, id, options)
				: new LocalPort(table, id, options);
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
		return change(
				Objects.requireNonNull(tag, "The tag must not be null; for all other messages, use receive(Receiver)"),
				receiver);
	}

	Port change(@Nullable String tag, @Nullable Receiver receiver) {
		// an idle port runs no callback
		if (tryAcquireEmpty()) {
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
	public void pause() {
		changePause(true);
	}

	@Override
	public void resume() {
		changePause(false);
	}

	void changePause(boolean paused) {
		if (isCurrent()) {
			setPaused(paused);
		}
		else {
			perform(new MailboxEntries.Pause(paused));
		}
	}

	@Override
	public void kill(Reason reason) {
		Objects.requireNonNull(reason, "The reason must not be null; a normal death is Reason.NORMAL");
		if (dieIfIdle(reason)) {
			return;
		}
		if (isCurrent()) {
			dieAfterEntry(reason, null);
		}
		else {
			announceKill();
			perform(new MailboxEntries.Kill(reason));
		}
	}

	final void announceKill() {
		this.killed = true;
	}

	/**
	 * Puts a message into the mailbox. Drops it if the port is dead or about to die. Any
	 * thread may call this; the port receives messages of one thread in order.
	 * @param message the message
	 */
	@Override
	public void deliver(Message message) {
		if (!this.killed) {
			UnaryOperator<Runnable> decorator = this.table.runtime().decorator();
			put((decorator != null) ? decorated(decorator, message, false) : MailboxChain.entry(message), 1);
		}
	}

	/**
	 * Puts a message that only the caller holds into the mailbox. Ownership passes to the
	 * port. Drops it if the port is dead or about to die. Any thread may call this.
	 * @param message the message
	 */
	@Override
	public void deliverOwn(Message message) {
		if (!this.killed) {
			UnaryOperator<Runnable> decorator = this.table.runtime().decorator();
			put((decorator != null) ? decorated(decorator, message, true) : MailboxChain.ownEntry(message), 1);
		}
	}

	private DecoratedEntry decorated(UnaryOperator<Runnable> decorator, Message message, boolean own) {
		return new DecoratedEntry(this, new MailboxEntries.Reception(message, own), decorator);
	}

	/** Decorates an entry on the thread that makes it, if the node has a decorator. */
	private MailboxEntry decorated(MailboxEntry entry) {
		UnaryOperator<Runnable> decorator = this.table.runtime().decorator();
		return (decorator != null) ? new DecoratedEntry(this, entry, decorator) : entry;
	}

	/**
	 * Puts a batch from a connection into the mailbox. Ownership passes to the port.
	 * @return whether the batch waits in the mailbox and its bytes count in the receive
	 * window
	 */
	boolean deliver(MailboxEntries.Arrival arrival) {
		return !this.killed && put(arrival, arrival.count());
	}

	/**
	 * The most messages in one batch. The port returns the credit of a batch as a whole.
	 */
	int batchLimit() {
		return switch (this.options.dispatcher().kind()) {
			case POOL, EVENT_LOOP -> Math.max(1, mailboxLimit() / BATCH_FRACTION);
			// a blocking callback must not hold credit that its connection waits for
			case ADAPTIVE, BLOCKING, CUSTOM -> 1;
		};
	}

	/**
	 * Puts an entry into the mailbox. If the mailbox limit is exceeded, the port dies at
	 * once.
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

	/** Returns {@code false} if the port is dead or about to die. */
	@Override
	public boolean monitor(Monitor monitor) {
		return !this.killed && perform(new MailboxEntries.AddMonitor(monitor));
	}

	@Override
	public void unmonitor(Monitor monitor) {
		perform(new MailboxEntries.RemoveMonitor(monitor));
	}

	/** Makes the init function the first entry of the mailbox. */
	void spawn(InitFunction function, Message arguments, String node) {
		offer(decorated(new MailboxEntries.Init(function, arguments, node)));
	}

	@Override
	public CompletableFuture<@Nullable Void> runInContext(Runnable task) {
		requireTask(task);
		return this.<@Nullable Void>callInContext(() -> {
			task.run();
			return null;
		});
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> callInContext(Callable<T> task) {
		requireTask(task);
		MailboxEntries.Computation<T> computation = new MailboxEntries.Computation<>(task);
		if (isCurrent()) {
			computation.process(this);
		}
		else if (!put(decorated(computation), 1)) {
			computation.discard(this, Reason.of(Reason.NO_SUCH_PORT, "the port is dead"));
		}
		return computation.result();
	}

	@Override
	public void execute(Runnable task) {
		requireTask(task);
		if (this.killed || !put(decorated(new MailboxEntries.Callback(task)), 1)) {
			throw new RejectedExecutionException("Port " + this.id
					+ " is dead and runs no more tasks; monitor it to learn of its death, and open another port");
		}
	}

	private static void requireTask(Object task) {
		Objects.requireNonNull(task, "The task must not be null");
	}

	@Override
	public boolean tryExecute(Runnable callback) {
		return offer(decorated(new MailboxEntries.Callback(callback))) > 0;
	}

	/** Returns credit for bytes that left the mailbox. Only the consumer calls this. */
	void take(ReceiveWindow window, int bytes) {
		this.foreign = true;
		credit().add(window, bytes);
	}

	/** Records which node sent the current entry. Only the consumer calls this. */
	void comeFrom(String node) {
		this.foreign = !node.equals(this.table.runtime().nodeId());
		if (this.foreign) {
			credit().comeFrom(node);
		}
	}

	/**
	 * The node that sent the current message. Only callbacks of this port may call this.
	 * @return the node ID; this node's own ID if the message is local
	 */
	public String sourceNode() {
		return this.foreign ? credit().source() : this.table.runtime().nodeId();
	}

	private PendingCredit credit() {
		PendingCredit credit = this.credit;
		if (credit == null) {
			credit = PendingCredit.of(this.options.dispatcher());
			this.credit = credit;
		}
		return credit;
	}

	@Override
	void settle() {
		PendingCredit credit = this.credit;
		if (credit != null) {
			credit.settle();
		}
	}

	/** Drains the mailbox for one turn. Only the dispatcher calls this. */
	@Override
	public void run() {
		PortRuntime runtime = this.table.runtime();
		PortRuntime.Here here = runtime.here();
		LocalPort previous = here.enter(this);
		ClassLoader loader = runtime.enterApplication();
		boolean more;
		try {
			more = drain();
		}
		finally {
			runtime.leaveApplication(loader);
			here.leave(previous);
		}
		if (more) {
			schedule();
		}
	}

	@Override
	void schedule() {
		schedule(this.dispatcher);
	}

	final void schedule(Executor dispatcher) {
		try {
			dispatcher.execute(this);
		}
		catch (RejectedExecutionException ex) {
			// a port must not hang because an executor of the application is full or shut
			// down
			this.table.runtime().executeAnyway(this);
		}
	}

	@Override
	void process(Object entry) {
		handle(entry);
		Death death = pendingDeath();
		if (death != null) {
			die(death);
		}
	}

	/** Processes an entry, except for a death that it leads to. */
	final void handle(Object entry) {
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
			dieAfterEntry(ex);
		}
	}

	@Override
	void discard(Object entry, Reason reason) {
		if (entry instanceof MailboxEntry mailboxEntry) {
			mailboxEntry.discard(this, reason);
		}
	}

	@Override
	void leave() {
		this.table.remove(this);
	}

	@Override
	void reportDeath(Reason reason, @Nullable Throwable cause, boolean witnessed) {
		this.table.reportDeath(this.id, reason, cause, witnessed);
	}

	@Override
	boolean executeElsewhere(Runnable task) {
		return this.table.runtime().executeAnyway(task);
	}

	/**
	 * Passes a message to its receiver. One that nothing was put around where it was sent
	 * comes from another node. Only the consumer calls this.
	 * @param own whether only the port holds the message
	 */
	void dispatch(Message message, boolean own) throws Exception {
		UnaryOperator<Runnable> decorator = this.table.runtime().decorator();
		if (decorator != null) {
			decorated(decorator, message, own).process(this);
		}
		else {
			receive(message, own);
		}
	}

	@Override
	public void receiveHere(Message message) {
		try {
			dispatch(message, true);
		}
		catch (Exception ex) {
			dieAfterEntry(ex);
		}
	}

	@Override
	public void dieHere(Reason reason) {
		dieAfterEntry(reason, null);
	}

	void receive(Message message, boolean own) throws Exception {
		this.received++;
		if (!Receivers.receive(this.receivers, message, own)) {
			dieAfterEntry(ProtocolReasons.unhandledMessage(message), null);
		}
	}

	void initialise(InitFunction function, Message arguments) {
		try {
			function.init(this, arguments);
			if (Receivers.isEmpty(this.receivers) && pendingDeath() == null) {
				dieAfterEntry(ProtocolReasons.noSuchPort(this.id), null);
			}
		}
		catch (Throwable ex) {
			dieAfterEntry(ex);
		}
		Death death = pendingDeath();
		if (death != null) {
			initFailed(death.reason());
		}
	}

	@Override
	public PortInfo info() {
		Object receivers = this.receivers;
		return new PortInfo(this.id, this.options.label(), Receivers.tags(receivers), Receivers.hasDefault(receivers),
				isPaused(), waiting(), this.received, monitorCount());
	}

	/** A look from any thread, which may lag behind. */
	@Override
	public final long received() {
		return this.received;
	}

	final PortRuntime runtime() {
		return this.table.runtime();
	}

	final void initFailed(Reason reason) {
		this.table.initFailed(this.id, reason);
	}

	final boolean isCurrent() {
		return this.table.runtime().currentPort() == this;
	}

	@Override
	public String toString() {
		return this.id;
	}

}

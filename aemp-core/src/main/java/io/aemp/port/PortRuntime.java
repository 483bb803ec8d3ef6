package io.aemp.port;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;

import io.aemp.Dispatcher;
import io.aemp.NodeObserver;
import io.aemp.dispatch.TaskWatch;
import io.aemp.dispatch.Timers;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all ports of a node share: the node ID, executors, timers, the observer of deaths,
 * and the current context of each thread. All methods are thread-safe.
 */
public final class PortRuntime {

	private static final Logger logger = LoggerFactory.getLogger(PortRuntime.class);

	private final ThreadLocal<Here> here = ThreadLocal.withInitial(Here::new);

	private final String nodeId;

	private final Dispatchers dispatchers;

	private final Timers timers;

	private final NodeObserver observer;

	private final int mailboxLimit;

	private final LimitedLog failures;

	private final Context outside = new OutsideContext(this, Dispatcher.BLOCKING);

	private final Context atHand = new OutsideContext(this, Dispatcher.ADAPTIVE);

	/** The class loader of the application that creates the node. */
	private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

	/**
	 * Creates the runtime of a node.
	 * @param nodeId the ID of the node
	 * @param dispatchers supplies the executors
	 * @param timers supplies the time
	 * @param observer is notified of port deaths; must not throw
	 * @param mailboxLimit the most messages that wait for a port without a limit of its
	 * own
	 */
	public PortRuntime(String nodeId, Dispatchers dispatchers, Timers timers, NodeObserver observer, int mailboxLimit) {
		this.nodeId = nodeId;
		this.dispatchers = dispatchers;
		this.timers = timers;
		this.observer = observer;
		this.mailboxLimit = mailboxLimit;
		this.failures = new LimitedLog(timers::nanoTime);
	}

	/**
	 * The ID of the node.
	 * @return the node ID
	 */
	public String nodeId() {
		return this.nodeId;
	}

	/**
	 * The timers and clocks of the node.
	 * @return the timers
	 */
	public Timers timers() {
		return this.timers;
	}

	/**
	 * The port whose callback the calling thread runs.
	 * @return the port, {@code null} outside ports
	 */
	public @Nullable LocalPort currentPort() {
		return here().port;
	}

	/**
	 * The context of the calling thread.
	 * @return the current port, or the outside context
	 */
	public Context currentContext() {
		LocalPort port = here().port;
		return (port != null) ? port : this.outside;
	}

	/**
	 * The context of all code outside ports.
	 * @return the outside context
	 */
	public Context outside() {
		return this.outside;
	}

	Here here() {
		return this.here.get();
	}

	/**
	 * Runs a task in the outside context on the calling thread, which may be in a
	 * callback of a port.
	 * @param task the task
	 */
	public void runOutside(Runnable task) {
		Here here = here();
		LocalPort previous = here.enter(null);
		try {
			task.run();
		}
		finally {
			here.leave(previous);
		}
	}

	/**
	 * Runs a task in the outside context, on a thread that is at hand. The task may
	 * block, but rarely does.
	 * @param task the task
	 * @return whether the task will run; {@code false} if the node is closed
	 */
	public boolean executeOutside(Runnable task) {
		return this.atHand.tryExecute(task);
	}

	/**
	 * Gives the calling thread, which may be of anybody's making, the context class
	 * loader of the application.
	 * @return what to pass to {@link #leaveApplication}
	 */
	@Nullable ClassLoader enterApplication() {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		if (before != this.loader) {
			thread.setContextClassLoader(this.loader);
		}
		return before;
	}

	void leaveApplication(@Nullable ClassLoader before) {
		Thread thread = Thread.currentThread();
		if (thread.getContextClassLoader() != before) {
			thread.setContextClassLoader(before);
		}
	}

	/** What is put around entries that run application code, {@code null} for nothing. */
	@Nullable UnaryOperator<Runnable> decorator() {
		return this.dispatchers.decorator();
	}

	/**
	 * The executor for ports with a given dispatcher.
	 * @param dispatcher the dispatcher of the ports
	 * @return an executor that never runs a task in the calling thread
	 */
	public Executor executor(Dispatcher dispatcher) {
		return this.dispatchers.executor(dispatcher);
	}

	/**
	 * The executor for processes.
	 * @return an executor with a thread for each task
	 */
	Executor processes() {
		return this.dispatchers.processes();
	}

	/**
	 * The executor for long tasks, such as encoding large messages.
	 * @return an executor that never runs a task in the calling thread, nor on an event
	 * loop
	 */
	public Executor background() {
		return this.dispatchers.background();
	}

	/** Begins a turn whose callbacks may wait, on the calling thread. */
	TaskWatch watch() {
		return this.dispatchers.watch();
	}

	/** The clock that measures how long callbacks take. */
	long callbackClock() {
		return this.dispatchers.callbackClock();
	}

	/**
	 * Runs a task on the threads that may block, even if the executor of the port rejects
	 * it.
	 * @param task the task
	 * @return whether the task will run; {@code false} if the node is closed
	 */
	boolean executeAnyway(Runnable task) {
		return execute(Dispatcher.BLOCKING, task);
	}

	/** Runs a task. Returns whether it will run. */
	boolean execute(Dispatcher dispatcher, Runnable task) {
		try {
			this.dispatchers.executor(dispatcher).execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Rejected a callback: the node is closed", ex);
			return false;
		}
	}

	/** Logs that a callback outside ports has failed. */
	void failedOutside(Throwable failure) {
		this.failures.log((more) -> logger.error("A callback outside ports failed{}", more, failure));
	}

	NodeObserver observer() {
		return this.observer;
	}

	int mailboxLimit() {
		return this.mailboxLimit;
	}

	/** Supplies the executors of ports. */
	@FunctionalInterface
	public interface Dispatchers {

		/**
		 * The executor of one port.
		 * @param dispatcher the dispatcher of the port
		 * @return an executor that never runs a task in the calling thread
		 */
		Executor executor(Dispatcher dispatcher);

		/**
		 * The executor for processes.
		 * @return an executor with a thread for each task
		 */
		default Executor processes() {
			return executor(Dispatcher.BLOCKING);
		}

		/**
		 * The executor for long tasks, which must not run on event loops.
		 * @return an executor that never runs a task in the calling thread
		 */
		default Executor background() {
			return executor(Dispatcher.POOL);
		}

		/**
		 * Begins a turn whose callbacks may wait, on the calling thread.
		 * @return the watch, which the turn must end
		 */
		default TaskWatch watch() {
			return TaskWatch.NONE;
		}

		/**
		 * The clock that measures how long callbacks take. By default it stands still, so
		 * no callback takes long.
		 * @return a time in nanoseconds, of arbitrary origin
		 */
		default long callbackClock() {
			return 0;
		}

		/**
		 * What is put around each message and task of ports.
		 * @return a function that is applied where a message is sent, {@code null} for
		 * nothing
		 */
		default @Nullable UnaryOperator<Runnable> decorator() {
			return null;
		}

	}

	/** The port whose callback one thread runs. */
	static final class Here {

		private @Nullable LocalPort port;

		@Nullable LocalPort enter(@Nullable LocalPort port) {
			LocalPort previous = this.port;
			this.port = port;
			return previous;
		}

		void leave(@Nullable LocalPort previous) {
			this.port = previous;
		}

	}

}

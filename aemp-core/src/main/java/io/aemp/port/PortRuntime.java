package io.aemp.port;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.aemp.Dispatcher;
import io.aemp.Guard;
import io.aemp.NodeObserver;
import io.aemp.dispatch.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all ports of a node share, and what comes in from outside: the node ID, threads,
 * timers, who is told of deaths, and which context a thread is in.
 */
public final class PortRuntime {

	private static final Logger logger = LoggerFactory.getLogger(PortRuntime.class);

	private final ThreadLocal<Here> here = ThreadLocal.withInitial(Here::new);

	private final String nodeId;

	private final Dispatchers dispatchers;

	private final Timers timers;

	private final NodeObserver observer;

	private final int mailboxLimit;

	private final Context outside = new Outside();

	/**
	 * Creates the runtime of a node.
	 * @param nodeId the ID of the node
	 * @param dispatchers gives threads
	 * @param timers gives time
	 * @param observer is told of deaths; must not throw
	 * @param mailboxLimit how many messages may wait for a port that sets no limit itself
	 */
	public PortRuntime(String nodeId, Dispatchers dispatchers, Timers timers, NodeObserver observer, int mailboxLimit) {
		this.nodeId = nodeId;
		this.dispatchers = dispatchers;
		this.timers = timers;
		this.observer = observer;
		this.mailboxLimit = mailboxLimit;
	}

	/**
	 * The ID of the node.
	 * @return the node ID
	 */
	public String nodeId() {
		return this.nodeId;
	}

	/**
	 * Time, from outside.
	 * @return the timers
	 */
	public Timers timers() {
		return this.timers;
	}

	/**
	 * The port in whose callback the calling thread is.
	 * @return the port, {@code null} outside
	 */
	public @Nullable LocalPort currentPort() {
		return here().port;
	}

	/**
	 * The context of the calling thread.
	 * @return the current port, or the outside
	 */
	public Context currentContext() {
		LocalPort port = here().port;
		return (port != null) ? port : this.outside;
	}

	/**
	 * The context of all that is in no port.
	 * @return the outside
	 */
	public Context outside() {
		return this.outside;
	}

	Here here() {
		return this.here.get();
	}

	/**
	 * Does something outside all ports, though on a thread that may be in one.
	 * @param task what to do
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
	 * The executor of ports.
	 * @param dispatcher what they ask for
	 * @return an executor that never runs a task in the calling thread
	 */
	public Executor executor(Dispatcher dispatcher) {
		return this.dispatchers.executor(dispatcher);
	}

	/**
	 * Threads for what may take long, such as encoding large messages.
	 * @return an executor that never runs a task in the calling thread, nor on an event
	 * loop
	 */
	public Executor background() {
		return this.dispatchers.background();
	}

	/**
	 * Runs a task on the threads that may wait: also what the executor of a port refuses.
	 * @param task the task
	 * @return whether it will run; not when the node is closed
	 */
	boolean executeAnyway(Runnable task) {
		try {
			this.dispatchers.executor(Dispatcher.BLOCKING).execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			logger.debug("A callback came after the end of the node", ex);
			return false;
		}
	}

	NodeObserver observer() {
		return this.observer;
	}

	int mailboxLimit() {
		return this.mailboxLimit;
	}

	/** Gives threads to ports. */
	@FunctionalInterface
	public interface Dispatchers {

		/**
		 * The executor of one port.
		 * @param dispatcher what the port asks for
		 * @return an executor that never runs a task in the calling thread
		 */
		Executor executor(Dispatcher dispatcher);

		/**
		 * Threads for what may take long, and is not for event loops.
		 * @return an executor that never runs a task in the calling thread
		 */
		default Executor background() {
			return executor(Dispatcher.POOL);
		}

	}

	/** In which port one thread is. */
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

	/** Callbacks outside ports run on threads that may wait. */
	private final class Outside implements Context {

		@Override
		public boolean tryExecute(Runnable callback) {
			return executeAnyway(() -> {
				try {
					callback.run();
				}
				catch (RuntimeException | Error ex) {
					logger.error("A callback outside ports failed", ex);
				}
			});
		}

		@Override
		public void own(Guard guard) {
		}

		@Override
		public void disown(Guard guard) {
		}

		@Override
		public String toString() {
			return "outside of ports";
		}

	}

}

package io.aemp.annotation;

/**
 * The threads that run the methods of a bean's port. With each of them, methods of one
 * port never overlap.
 */
public enum PortDispatcher {

	/**
	 * The bean {@code applicationTaskExecutor}, if the application defines it; otherwise
	 * {@link #ADAPTIVE}. Methods may block.
	 */
	DEFAULT,

	/**
	 * The threads of {@link #POOL} while the methods are quick, and those of
	 * {@link #BLOCKING} while they take long. Methods may block. A thread local that a
	 * method sets and does not remove may be seen by methods of other beans.
	 */
	ADAPTIVE,

	/**
	 * The bean {@code applicationTaskExecutor}, if it runs virtual threads or is defined
	 * by the application; otherwise {@link #BLOCKING}. Methods may block.
	 */
	TASK_EXECUTOR,

	/** A small work-stealing pool of the node. Methods must not block for long. */
	POOL,

	/** Threads of the node that may block. */
	BLOCKING,

	/** The event loop threads, which serve the sockets. Methods must never block. */
	EVENT_LOOP

}

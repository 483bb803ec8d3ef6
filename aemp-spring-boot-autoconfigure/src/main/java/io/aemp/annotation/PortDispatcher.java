package io.aemp.annotation;

/**
 * The threads that run the methods of a bean's port. With each of them, methods of one
 * port never overlap.
 */
public enum PortDispatcher {

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

package io.aemp.annotation;

/**
 * Which threads run the methods of a bean's port. Whatever is chosen, methods of one port
 * never overlap.
 */
public enum PortDispatcher {

	/**
	 * The task executor of the application, if it runs virtual threads or is one of the
	 * application's own, otherwise {@link #BLOCKING}. Methods may block.
	 */
	TASK_EXECUTOR,

	/** A small work-stealing pool of the node's. Methods must not block for long. */
	POOL,

	/** Threads of the node's that may wait. */
	BLOCKING,

	/** The threads that serve the sockets. Methods must never block. */
	EVENT_LOOP

}

package io.aemp;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Which threads run the callbacks of a port. With any dispatcher, callbacks of one port
 * never overlap.
 *
 * @param kind the kind of threads
 * @param executor the executor of a custom dispatcher, otherwise {@code null}
 */
public record Dispatcher(Kind kind, @Nullable Executor executor) {

	/** A small work-stealing pool, for callbacks that do not block. The default. */
	public static final Dispatcher POOL = new Dispatcher(Kind.POOL, null);

	/**
	 * The threads of {@link #POOL}, for callbacks that may block now and then. A port
	 * whose callbacks take long moves to the threads of {@link #BLOCKING}, and returns
	 * when they have been quick for a while. What waits behind a callback that blocks is
	 * taken over by other threads within a millisecond or two. Thread locals that a
	 * callback sets and does not remove may be seen by callbacks of other ports.
	 */
	public static final Dispatcher ADAPTIVE = new Dispatcher(Kind.ADAPTIVE, null);

	/**
	 * Threads that may block: virtual threads if the JDK has them, otherwise a pool that
	 * grows up to a limit.
	 */
	public static final Dispatcher BLOCKING = new Dispatcher(Kind.BLOCKING, null);

	/**
	 * The threads that serve the sockets. The fastest way, for callbacks that never
	 * block.
	 */
	public static final Dispatcher EVENT_LOOP = new Dispatcher(Kind.EVENT_LOOP, null);

	/**
	 * Runs callbacks on an executor of the application. What the executor rejects, or
	 * fails to take, runs on a thread of the node. It must not drop what it takes: the
	 * port would receive nothing more.
	 * @param executor the executor; it must not run tasks in the calling thread
	 * @return the dispatcher
	 */
	public static Dispatcher of(Executor executor) {
		return new Dispatcher(Kind.CUSTOM, executor);
	}

	/** The kinds of dispatchers. */
	public enum Kind {

		/** See {@link Dispatcher#POOL}. */
		POOL,
		/** See {@link Dispatcher#ADAPTIVE}. */
		ADAPTIVE,
		/** See {@link Dispatcher#BLOCKING}. */
		BLOCKING,
		/** See {@link Dispatcher#EVENT_LOOP}. */
		EVENT_LOOP,
		/** See {@link Dispatcher#of(Executor)}. */
		CUSTOM

	}

}

package io.aemp.dispatch;

/**
 * Tasks that event loop threads run between two polls of their sockets. An event loop
 * thread handles the messages that it has just read, so no other thread has to wake up.
 */
public interface LoopTasks {

	/**
	 * Registers the calling thread, which must be an event loop thread.
	 * @return the tasks of this thread
	 */
	Share join();

	/** The tasks of one event loop thread. */
	interface Share {

		/**
		 * Whether a task is queued. Any thread may call this.
		 * @return whether to call {@link #work}
		 */
		boolean isDue();

		/**
		 * Runs queued tasks for a moment. One task may take long; then a standby thread
		 * serves the sockets. Only the event loop thread calls this.
		 */
		void work();

		/**
		 * Moves the queued tasks to other threads, because the event loop thread is stuck
		 * in {@link #work}. Any thread may call this.
		 */
		void giveUp();

		/**
		 * The event loop thread has returned from {@link #work} after {@link #giveUp}.
		 */
		void comeBack();

		/** Unregisters the event loop thread, which ends. */
		void leave();

	}

}

package io.aemp.dispatch;

/**
 * What threads of event loops do beside their sockets: they handle what they have just
 * read, so that no other thread has to be woken for it.
 */
public interface LoopTasks {

	/**
	 * The calling thread, that of an event loop, takes part from now on.
	 * @return its share of the work
	 */
	Share join();

	/** What one of the threads does. */
	interface Share {

		/**
		 * Whether there is something to do; any thread.
		 * @return whether {@link #work} is to be called
		 */
		boolean isDue();

		/**
		 * Does what there is, for a moment. It may take long all the same; then others
		 * look after the sockets.
		 */
		void work();

		/**
		 * The thread does not come back from its work: others do what is left; any
		 * thread.
		 */
		void giveUp();

		/** The thread has come back, after {@link #giveUp}. */
		void comeBack();

		/** The thread ends. */
		void leave();

	}

}

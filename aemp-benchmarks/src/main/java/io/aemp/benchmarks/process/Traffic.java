package io.aemp.benchmarks.process;

import java.io.IOException;

/** What runs beside something that is measured, from the same thread each time. */
interface Traffic extends AutoCloseable {

	/**
	 * Sends for some time, and returns when the way is free again.
	 * @param millis how long
	 * @throws IOException if a stream fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	void run(long millis) throws IOException, InterruptedException;

	/** How many bytes were sent until now. */
	long bytes();

	/**
	 * The other side has taken so many messages.
	 * @param count messages
	 */
	default void acknowledged(long count) {
		throw new IllegalStateException("Nothing was to be acknowledged");
	}

	/**
	 * Ends it, and checks that all has arrived.
	 * @throws IOException if a stream fails
	 */
	@Override
	default void close() throws IOException {
		// nothing is left
	}

}

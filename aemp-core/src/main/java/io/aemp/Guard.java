package io.aemp;

/**
 * Ends something that was started: a monitor, a timer, a database entry. Closing is
 * idempotent, never blocks, never throws, and may happen on any thread. Garbage
 * collection of a guard ends nothing.
 */
@FunctionalInterface
public interface Guard extends AutoCloseable {

	@Override
	void close();

}

package io.aemp;

/**
 * Ends something that was started: a monitor, a timer, a database entry. Closing is
 * idempotent, never blocks, never throws, and may happen on any thread. What a guard
 * watches over does not end when the guard is garbage collected.
 */
@FunctionalInterface
public interface Guard extends AutoCloseable {

	@Override
	void close();

}

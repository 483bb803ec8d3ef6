package io.aemp.benchmarks.process;

import java.util.function.IntConsumer;

/**
 * A system inside one process. Something that takes messages is called a port here,
 * whatever the system calls it.
 */
public interface LocalSystem extends AutoCloseable {

	/**
	 * Opens a port.
	 * @param receiver takes the integers of its messages, one after the other; may send
	 * to other ports
	 * @return sends a message to the port (a tag and an integer), from any thread;
	 * returns at once
	 */
	IntConsumer open(IntConsumer receiver);

	/**
	 * Opens the smallest port that the system has: one shared receiver that does nothing.
	 * @return what a user keeps to send to it: a port ID, an actor's reference
	 */
	Object openIdle();

	/**
	 * Opens a port with two receivers, by tag.
	 * @return what a user keeps to send to it
	 */
	default Object openTagged() {
		throw new NotApplicableException("no tags");
	}

	/**
	 * Kills a port; returns at once.
	 * @param reference from {@link #openIdle}
	 */
	void kill(Object reference);

	/**
	 * Kills a port and tells when it is dead.
	 * @param reference from {@link #openIdle}
	 * @param action runs on any thread afterwards
	 */
	default void kill(Object reference, Runnable action) {
		monitor(reference, action);
		kill(reference);
	}

	/**
	 * Monitors a port, by the system's own way of death notices.
	 * @param reference from {@link #openIdle}
	 * @param action runs when it is dead, inside a port that watches; may kill others
	 */
	default void monitor(Object reference, Runnable action) {
		throw new NotApplicableException("no monitors");
	}

	@Override
	void close();

}

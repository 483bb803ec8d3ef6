package io.aemp.boot.autoconfigure;

/**
 * Restarts this application when an operator asks for it by {@code aemp restart}, if
 * {@code aemp.operator-requests.restart} is set. Without a bean of this type, the context
 * is closed and the process exits with status 75: whatever supervises the process starts
 * it again.
 */
@FunctionalInterface
public interface ApplicationRestart {

	/**
	 * Begins the restart. A thread of the node calls it, and the answer to the operator
	 * leaves after it has returned: so it must not wait for the restart.
	 */
	void restart();

}

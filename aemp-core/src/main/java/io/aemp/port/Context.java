package io.aemp.port;

import io.aemp.Guard;

/**
 * Where callbacks run and messages come from: a port, or the outside of all ports. Two
 * calls come from the same context if they give the same object.
 */
public interface Context {

	/**
	 * Runs a callback in this context: in a port in its turn, never overlapping with
	 * others of the port; outside on a thread that may wait. What it throws kills the
	 * port, or is logged.
	 * @param callback the callback
	 * @return whether it will run; not if the port is dead
	 */
	boolean tryExecute(Runnable callback);

	/**
	 * Closes a guard when this context ends, for what dies with its port.
	 * @param guard the guard; closed at once if the port is dead
	 */
	void own(Guard guard);

	/**
	 * Forgets a guard.
	 * @param guard the guard
	 */
	void disown(Guard guard);

}

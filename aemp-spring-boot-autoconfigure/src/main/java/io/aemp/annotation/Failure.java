package io.aemp.annotation;

/**
 * What happens when a {@link Receive @Receive} method cannot process a message: it throws
 * an exception, the elements of the message do not fit it, no method receives the tag, or
 * the result cannot travel. An {@link Error} kills the port in any case, and so does an
 * exception in anything else that runs in the port.
 */
public enum Failure {

	/**
	 * The one who asked is told, by an error answer: the reply port is killed with the
	 * reason. The port lives. A failure of a message without a reply port is logged.
	 */
	ANSWER,

	/** The failure kills the port, as an exception in any callback does. */
	KILL

}

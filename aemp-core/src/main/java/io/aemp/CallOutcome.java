package io.aemp;

/** How a call ended, see {@link Node#call}. */
public enum CallOutcome {

	/** The answer arrived. */
	ANSWERED,

	/** The port answered with an error: it killed the reply port. */
	ERROR_ANSWER,

	/** The port died, was dead, or the connection to its node was lost. */
	PORT_DIED,

	/** The time limit was over. */
	TIMED_OUT,

	/** The caller gave up the call. */
	GIVEN_UP

}

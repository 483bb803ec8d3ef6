package io.aemp.annotation;

/**
 * What a message does whose elements do not fit the parameters of its method, by number
 * or by type.
 */
public enum ConversionFailure {

	/** It kills the port, as any exception in a callback does. */
	KILL,

	/** It is logged and dropped. */
	LOG

}

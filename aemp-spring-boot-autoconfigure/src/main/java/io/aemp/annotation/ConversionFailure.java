package io.aemp.annotation;

/**
 * What happens to a message whose elements do not match the parameters of its method in
 * number or type.
 */
public enum ConversionFailure {

	/** The message kills the port, as any exception in a callback does. */
	KILL,

	/** The message is logged and dropped. */
	LOG

}

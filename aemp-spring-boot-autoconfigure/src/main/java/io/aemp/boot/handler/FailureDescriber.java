package io.aemp.boot.handler;

/**
 * Decides what others are told of an exception. A bean of this type replaces the default,
 * {@link #MESSAGE}.
 */
@FunctionalInterface
public interface FailureDescriber {

	/** Tells the message of the exception, or its class if it has none. */
	FailureDescriber MESSAGE = (failure) -> io.aemp.Reason.of(failure).text();

	/** Tells the class of the exception only. */
	FailureDescriber CLASS = (failure) -> failure.getClass().getName();

	/** Tells nothing. */
	FailureDescriber NOTHING = (failure) -> "";

	/**
	 * Describes an exception.
	 * @param failure what a method has thrown
	 * @return the text of the reason; empty to tell nothing but {@code die}
	 */
	String describe(Throwable failure);

}

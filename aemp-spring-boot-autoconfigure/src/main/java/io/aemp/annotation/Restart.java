package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When and how the port of a bean is opened again after its death. The delay doubles with
 * each death from the first to the longest, and starts over once a port has lived for the
 * stable time. A normal kill from this node is final, and so is any death while the
 * application context closes.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Restart {

	/**
	 * Whether to open the port again, and with which instance of the bean.
	 * @return the policy
	 */
	Policy value() default Policy.SAME_INSTANCE;

	/**
	 * The delay after the first death.
	 * @return a duration, {@code 100ms} for example
	 */
	String firstDelay() default "100ms";

	/**
	 * The longest delay.
	 * @return a duration
	 */
	String longestDelay() default "30s";

	/**
	 * How long a port must have lived for earlier deaths to be forgotten.
	 * @return a duration
	 */
	String stableTime() default "1m";

	/** The ways to go on after a death. */
	enum Policy {

		/** With the same instance, after its {@link Reset @Reset} methods were called. */
		SAME_INSTANCE,

		/** With a new instance; for beans in prototype scope. */
		NEW_INSTANCE,

		/** Not at all. */
		NEVER

	}

}

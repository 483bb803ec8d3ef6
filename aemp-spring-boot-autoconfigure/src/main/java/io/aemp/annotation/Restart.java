package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When and how the port of a bean is opened again after its death: after the first death
 * at once. After the second one it waits for the first delay, which doubles with each
 * further death up to the longest delay. All that starts over after a port has lived for
 * the stable time. A normal kill from this node is final, and so is any death while the
 * application context closes.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Restart {

	/**
	 * Whether to open the port again, and with which instance of the bean:
	 * {@link Policy#NEW_INSTANCE NEW_INSTANCE} is for beans in prototype scope, and after
	 * {@link Policy#NEVER NEVER} the port stays dead.
	 * @return the policy
	 */
	Policy value() default Policy.SAME_INSTANCE;

	/**
	 * The delay after the second death in a row.
	 * @return a duration, {@code 100ms} for example
	 */
	String firstDelay() default "100ms";

	/**
	 * The upper bound of the delay.
	 * @return a duration, {@code 30s} for example
	 */
	String longestDelay() default "30s";

	/**
	 * How long a port must live to reset the delay.
	 * @return a duration, {@code 1m} for example
	 */
	String stableTime() default "1m";

	/** How to go on after a death. */
	enum Policy {

		/**
		 * Open the port again with the same instance, after its {@link Reset @Reset}
		 * methods ran.
		 */
		SAME_INSTANCE,

		/** Open the port again with a new instance; for beans in prototype scope. */
		NEW_INSTANCE,

		/** Do not open the port again. */
		NEVER

	}

}

package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of any bean an init function for {@code spawn}. It runs in the context
 * of the new port. It needs a parameter of type {@link io.aemp.Port}, which gets that
 * port; the other parameters are bound to the init data, as described for
 * {@link Receive @Receive}. It must set a receiver, otherwise the port is not created. An
 * exception kills the port.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface InitFunction {

	/**
	 * The name of the init function, for {@link io.aemp.Node#spawn}.
	 * @return the name
	 */
	String value();

	/**
	 * The display name of the ports.
	 * @return the label; empty for the name of the init function
	 */
	String label() default "";

	/**
	 * The threads that run the callbacks of the port.
	 * @return the kind of threads
	 */
	PortDispatcher dispatcher() default PortDispatcher.DEFAULT;

}

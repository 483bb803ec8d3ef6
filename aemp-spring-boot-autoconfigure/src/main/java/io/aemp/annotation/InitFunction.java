package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of any bean an init function for {@code spawn}. It is called in the
 * context of the new port, which a parameter of type {@link io.aemp.Port} gets; the other
 * parameters are bound to the init data, as {@link Receive @Receive} says. It must set a
 * receiver, or the port does not come into being. An exception kills the port.
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
	 * The name of the ports for people.
	 * @return the label; empty for the name of the init function
	 */
	String label() default "";

	/**
	 * Which threads run the callbacks of the port.
	 * @return the kind of threads
	 */
	PortDispatcher dispatcher() default PortDispatcher.TASK_EXECUTOR;

}

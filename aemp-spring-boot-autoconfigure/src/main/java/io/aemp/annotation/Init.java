package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a port's bean that is called inside the new port, before its first
 * message and before it is registered in its families: to set up monitors and timers, for
 * example. An exception kills the port.
 * <p>
 * In an {@link AempPort @AempPort} it is called each time the port is opened, and may
 * have parameters of type {@link io.aemp.Port} and {@link io.aemp.Node}. In a
 * {@link SpawnablePort @SpawnablePort} its other parameters are bound to the init data,
 * as {@link Receive @Receive} says.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Init {

}

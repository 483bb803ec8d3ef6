package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter of a {@link Receive @Receive} method takes the ID of a port as data: that
 * port is not the reply port, and no failure kills it. Anything that has not the form of
 * a port ID is refused. On a parameter that takes all remaining elements it holds for
 * each of them.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface PortId {

}

package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Passes the ID of the node that sent the message or the request to a {@code String}
 * parameter of a {@link Receive @Receive}, {@link Init @Init} or
 * {@link InitFunction @InitFunction} method, see {@link io.aemp.Node#sourceNode}. The
 * parameter takes no element.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SourceNode {

}

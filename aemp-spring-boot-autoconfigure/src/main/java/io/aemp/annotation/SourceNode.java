package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Passes the ID of the node that sent the message or the request, or has opened the data
 * connection, to a {@code String} parameter of a {@link Receive @Receive},
 * {@link Init @Init}, {@link InitFunction @InitFunction},
 * {@link AempProcess @AempProcess} or
 * {@link DataConnectionHandler @DataConnectionHandler} method, see
 * {@link io.aemp.Node#sourceNode}. The parameter takes no element.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SourceNode {

}

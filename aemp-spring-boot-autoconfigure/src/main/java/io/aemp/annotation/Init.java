package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a port's bean that runs inside the new port before its first
 * message and before it is registered in its families, for example to set monitors and
 * timers. An exception kills the port.
 * <p>
 * For an {@link AempPort @AempPort} it runs each time the port is opened, and may have
 * parameters of type {@link io.aemp.Port} and {@link io.aemp.Node}. For a
 * {@link SpawnablePort @SpawnablePort}, the other parameters are bound to the init data,
 * as described for {@link Receive @Receive}.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Init {

}

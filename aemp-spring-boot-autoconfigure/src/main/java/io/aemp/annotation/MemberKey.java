package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter of an {@link AempExchange @AempExchange} method chooses the member of the
 * family, in a group whose choice is {@code by-key}: calls with equal keys go to the same
 * member as long as it is there. It is an element of the message as any other parameter.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface MemberKey {

}

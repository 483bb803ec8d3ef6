package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter of a {@link Receive @Receive} method, a {@code String}, takes the ID of
 * the reply port: the method answers itself, now or later, and so it returns nothing. As
 * the last parameter it takes the last element of the message. A failure of the method
 * kills that port.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ReplyTo {

}

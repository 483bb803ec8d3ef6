package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that turns an exception of a {@link Receive @Receive} method into an
 * answer: what it returns is sent to the reply port, and the port lives. The method is in
 * the bean of the port, or, for all beans, in one annotated with {@link AempAdvice}. The
 * one whose type is closest to the exception is called, and the bean's own before others.
 * <p>
 * Its parameters are the exception, and as wanted an {@link io.aemp.Port}, which is the
 * port of the bean, and a {@code ReceivedMessage}. What it throws counts as the exception
 * of the receiving method.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AempExceptionHandler {

	/**
	 * The types of exceptions that the method handles.
	 * @return the types; none for the type of its parameter
	 */
	Class<? extends Exception>[] value() default {};

}

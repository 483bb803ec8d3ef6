package io.aemp.boot.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if a property that is true or false is true. Unlike Boot's own condition, it
 * reads the value as the properties themselves do: {@code on} and {@code yes} are true,
 * and what is neither true nor false fails the start.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnSwitchCondition.class)
@interface ConditionalOnSwitch {

	/** The name of the property. */
	String value();

	/** Whether the condition matches if the property is not set. */
	boolean matchIfMissing() default false;

}

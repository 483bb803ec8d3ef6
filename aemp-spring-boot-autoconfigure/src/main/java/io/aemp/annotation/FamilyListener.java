package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.aemp.FamilyChange;
import org.springframework.context.event.EventListener;

/**
 * An event listener for the changes of some families, which are monitored because they
 * are named here. The method takes a {@link FamilyChange}, as the callback of
 * {@link io.aemp.Database#monitor} does. It runs outside ports.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@EventListener(FamilyChange.class)
public @interface FamilyListener {

	/**
	 * The families, each a name or a text with <code>${...}</code> placeholders.
	 * @return names of families
	 */
	String[] value();

}

package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.aemp.FamilyChange;
import org.springframework.context.event.EventListener;

/**
 * An event listener for changes of the named families. The node monitors these families.
 * The method has one parameter of type {@link FamilyChange}, or none. It gets the same
 * changes as the callback of {@link io.aemp.Database#monitor}. It runs outside ports, on
 * threads that may block.
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

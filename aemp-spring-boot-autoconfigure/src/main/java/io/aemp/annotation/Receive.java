package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Receives messages in the port of a bean: those whose first element is the tag, or
 * without a tag all that no other method takes.
 * <p>
 * <b>Parameters</b> are bound to the elements in order, after the tag if there is one,
 * and converted to the declared types: text, numbers, truth values, bytes
 * ({@code byte[]}), enums, records, collections, maps, {@code Optional}, {@code Object}
 * for the value as it is, and everything the conversion service of the application knows.
 * Bytes become text as Latin-1. A {@code boolean} may have travelled as boolean, as 1, 0
 * or as empty text; other texts are refused, {@code "false"} too. The last parameter may
 * be an array declared with {@code ...}, which takes all elements that are left.
 * <ul>
 * <li>A parameter of type {@link io.aemp.Message} takes all elements from its place to
 * the end; it must be the last one. As the only one it is the whole message after the
 * tag.</li>
 * <li>A {@code List} as the only parameter of a method is the list of all elements;
 * otherwise it is bound to one element that is a list.</li>
 * <li>A parameter of type {@link io.aemp.Port} is the bean's own port, one of type
 * {@link io.aemp.Node} the node, and a {@code String} annotated with
 * {@link SourceNode @SourceNode} the ID of the node that the message comes from; they
 * take no element.</li>
 * <li>Every element must find a parameter and every parameter an element, with one
 * exception: a last element that is a port ID may be left over by a method that returns
 * something. A missing element is an error also for a nullable parameter, but not for an
 * {@code Optional} one.</li>
 * </ul>
 * <b>The result</b> is sent to the last element of the message, if that is a port ID and
 * no parameter has taken it: a {@link io.aemp.Message} as it is, a
 * {@link java.util.concurrent.CompletionStage} when it is complete, anything else as a
 * message of one element. Records become maps. {@code void} sends nothing.
 * <p>
 * An exception kills the port with {@code die, MESSAGE}.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Receive {

	/**
	 * The tags that the method takes messages of; several give it each of these.
	 * @return the tags; none for the default receiver, whose first parameter is bound to
	 * the first element
	 */
	String[] value() default {};

}

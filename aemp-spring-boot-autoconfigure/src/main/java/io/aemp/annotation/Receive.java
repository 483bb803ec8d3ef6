package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a port's bean receive messages: those whose first element is the tag,
 * or, without a tag, all messages that no other method receives.
 * <p>
 * <b>Parameters</b> are bound to the elements in order, after the tag if there is one,
 * and converted to the declared types: text, numbers, {@code boolean}, {@code byte[]},
 * enums, records, collections, maps, {@code Optional}, {@code Object} for the value as it
 * is, and every type that the conversion service of the application supports. Bytes
 * become text as Latin-1. A {@code boolean} may have been sent as a boolean, as 1, as 0
 * or as empty text; other texts are refused, also {@code "false"}. The last parameter may
 * be an array declared with {@code ...}, which takes all remaining elements.
 * <ul>
 * <li>A parameter of type {@link io.aemp.Message} takes all remaining elements; it must
 * be the last parameter that is bound to elements. As the only one it is the whole
 * message after the tag.</li>
 * <li>A {@code List} as the only bound parameter is the list of all elements; otherwise
 * it is bound to one element that is a list.</li>
 * <li>A parameter of type {@link io.aemp.Port} is the port of the bean, one of type
 * {@link io.aemp.Node} the node, and a {@code String} annotated with
 * {@link SourceNode @SourceNode} the ID of the node that sent the message. They take no
 * element.</li>
 * <li>The numbers of elements and parameters must match, with one exception: if the
 * method returns something, the last element may be an unbound port ID. A missing element
 * is an error for a nullable parameter too, but not for an {@code Optional} one.</li>
 * </ul>
 * <b>The result</b> is sent to the last element of the message, if that is a port ID and
 * not bound to a parameter: a {@link io.aemp.Message} as it is, a
 * {@link java.util.concurrent.CompletionStage} when it completes, anything else as a
 * message of one element. Records become maps, for a port of this node too. {@code void}
 * sends nothing.
 * <p>
 * An exception kills the port with {@code die, MESSAGE}.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Receive {

	/**
	 * The tags of the messages that the method receives, one or several.
	 * @return the tags; none for the default receiver, whose first parameter is bound to
	 * the first element
	 */
	String[] value() default {};

}

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
 * enums, records, collections, arrays, streams, maps, {@code Optional} and its siblings,
 * {@code java.time}, {@code UUID} and others in their standard text form, {@code Object}
 * for the value as it is, every type that the conversion service of the application knows
 * as text, and all other classes by its {@code JsonMapper}. Results have the same types.
 * Bytes become text as Latin-1. A {@code boolean} may have been sent as a boolean, as 1,
 * as 0 or as empty text; other texts are refused, also {@code "false"}. The last
 * parameter may be an array declared with {@code ...}, which takes all remaining
 * elements.
 * <ul>
 * <li>A parameter of type {@link io.aemp.Message} takes all remaining elements; it must
 * be the last parameter that is bound to elements. As the only one it is the whole
 * message after the tag.</li>
 * <li>A {@code List} as the only bound parameter is the list that was sent, if the
 * message has exactly one element for it and that is a list; otherwise it is the list of
 * all elements. Beside other bound parameters it takes one element that is a list, as any
 * other collection or an array always does.</li>
 * <li>A parameter of type {@link io.aemp.Port} is the port of the bean, one of type
 * {@link io.aemp.Node} the node, and a {@code String} annotated with
 * {@link SourceNode @SourceNode} the ID of the node that sent the message. They take no
 * element.</li>
 * <li>A parameter annotated with {@link PortId @PortId} takes the ID of a port as data,
 * one annotated with {@link ReplyTo @ReplyTo} the ID of the reply port.</li>
 * <li>Surplus elements are ignored, so that a sender may be newer than its receiver,
 * unless {@link #strict()} says otherwise. A missing element is an error, but not for a
 * parameter that is an {@code Optional} or {@code @Nullable}.</li>
 * </ul>
 * <b>The reply port</b> is fixed for each method. For a method that returns something it
 * is the last element of the message, if that has the form of a port ID and is not bound
 * to a parameter annotated with {@link PortId @PortId}. It is taken off before anything
 * is bound, so new elements go before it. For a method that returns nothing it is the
 * last element, if that has the form of a port ID and is the only one that no parameter
 * takes.
 * <p>
 * <b>The result</b> is sent to the reply port, in the same form whether that is on this
 * node or on another one: a {@link io.aemp.Message} as it is, a
 * {@link java.util.concurrent.CompletionStage} when it completes, anything else as a
 * message of one element. A {@code Flux} or what else Spring knows as several values is a
 * list, or a stream for those who ask for one. A method that returns nothing is
 * acknowledged with the element 1, see {@link #acknowledge()}.
 * <p>
 * <b>A failure</b> kills the reply port: with {@code die} and a text for an exception,
 * {@code bad_message} if the elements do not fit or no method receives the tag, and
 * {@code bad_result} if the result cannot travel. With {@link Failure#KILL} it kills the
 * port instead.
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

	/**
	 * Which versions of the messages the method receives: <code>2</code> for that one,
	 * <code>2+</code> for that one and all later ones that no other method receives. A
	 * message says its version at the end of its tag, <code>price;v=2</code>; one that
	 * says none has version 1, the lowest one. Versions are whole numbers.
	 * @return the versions; empty for version 1
	 */
	String version() default "";

	/**
	 * Whether a call of a method that returns nothing is acknowledged: once the method
	 * has returned, the reply port gets one element, 1.
	 * @return whether it is; of no effect for a method that returns something
	 */
	boolean acknowledge() default true;

	/**
	 * Whether a message with surplus elements is refused, and a missing element is an
	 * error for a nullable parameter too.
	 * @return whether it is
	 */
	boolean strict() default false;

}

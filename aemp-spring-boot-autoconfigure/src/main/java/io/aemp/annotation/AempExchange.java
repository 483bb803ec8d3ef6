package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * A method of an interface stands for a message with a tag: who calls it sends the
 * message, and who implements it in an {@link AempPort @AempPort} class receives it.
 *
 * <pre class="code">
 * interface OrderService {
 *
 *     &#64;AempExchange("price")
 *     Money price(String article);
 *
 *     &#64;AempExchange("note")
 *     void note(Order order);
 *
 * }
 * </pre>
 *
 * {@link io.aemp.boot.client.ImportAempClients @ImportAempClients} makes a client of the
 * interface, as a bean. Its methods send the tag and their arguments, one element each,
 * in the forms that {@link Receive @Receive} describes, to a port of the family of their
 * group, or to the one that an argument annotated with {@link ToPort @ToPort} names.
 * <ul>
 * <li>{@code void}: the message is sent, and nobody answers.</li>
 * <li>A {@link java.util.concurrent.CompletionStage},
 * {@link java.util.concurrent.CompletableFuture} or {@code Mono} completes with the
 * answer. One of {@link Void} completes when the member has acknowledged the message. The
 * call of a {@code Mono} begins with each subscription.</li>
 * <li>A {@code Flux} or {@code Publisher} is a stream of answers, which begins with each
 * subscription. The member sends as many as the subscriber asks for.</li>
 * <li>Any other type: the method waits for the answer. Threads that the node needs must
 * not wait, and are refused: event loops, ports with {@link io.aemp.Dispatcher#POOL
 * Dispatcher.POOL}, observers.</li>
 * </ul>
 * <b>A failure</b> is an {@link io.aemp.ErrorAnswerException} if the member has answered
 * with an error, and a {@link io.aemp.boot.client.ClientCallException} otherwise. A call
 * fails as soon as the member dies, and is not repeated unless it is
 * {@link #idempotent()}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Receive
public @interface AempExchange {

	/**
	 * The tag of the message.
	 * @return the tag
	 */
	@AliasFor(annotation = Receive.class, attribute = "value")
	String value();

	/**
	 * The version of the message, <code>2</code> for example. It travels at the end of
	 * the tag, <code>price;v=2</code>. A call that a member refuses with
	 * {@code bad_message}, because it does not know the version, goes on with another
	 * member.
	 * @return the version; empty for version 1, whose tag says no version
	 */
	@AliasFor(annotation = Receive.class, attribute = "version")
	String version() default "";

	/**
	 * The lowest version as which the same message may be sent, if no member knows a
	 * higher one. Only for a method that gets an answer.
	 * @return the version; empty for the {@link #version()}
	 */
	String lowestVersion() default "";

	/**
	 * Whether the message may be processed twice without harm. If the member dies, does
	 * not exist or its connection is lost before it has answered, the call goes on with
	 * another member, within the time limit of the group. An answer, also one with an
	 * error, always ends the call, and the first element of a stream ends the search for
	 * a member.
	 * @return whether the call may be repeated
	 */
	boolean idempotent() default false;

	/**
	 * How long to wait for one member before the call goes on with another one,
	 * <code>500ms</code> for example. The last one that is left to try has all the time
	 * that there is. Only for a method that is {@link #idempotent()}.
	 * @return the time; empty for no limit but that of the group
	 */
	String attemptTimeout() default "";

}

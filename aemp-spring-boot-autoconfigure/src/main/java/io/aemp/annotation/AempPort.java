package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Makes a bean a port. Messages go to its {@link Receive @Receive} methods, one at a
 * time, so its fields need no locks.
 *
 * <pre class="code">
 * &#64;AempPort(families = "greeters")
 * class Greeter {
 *
 *     &#64;Receive("greet")
 *     String greet(String name) {
 *         return "Hello, " + name;
 *     }
 *
 * }
 * </pre>
 *
 * The port is opened, and registered in its families, after all singletons exist. A
 * message that a method cannot process does not kill it, see {@link #failure()}. After a
 * death (an exception in anything else, or a kill from another node), it is opened again
 * as {@link #restart()} defines, with a new port ID. A bean in prototype scope has one
 * port too; with {@link Restart.Policy#NEW_INSTANCE}, each opening gets a new instance.
 * For many ports of one class see {@link SpawnablePort @SpawnablePort}.
 * <p>
 * Attributes that are text may contain <code>${...}</code> placeholders and
 * <code>#{...}</code> expressions.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface AempPort {

	/**
	 * The name of the bean, see {@link Component#value()}.
	 * @return the bean name; empty for the default name
	 */
	@AliasFor(annotation = Component.class, attribute = "value")
	String name() default "";

	/**
	 * The display name of the port; tools show it beside the port ID.
	 * @return the label; empty for the name of the bean
	 */
	String label() default "";

	/**
	 * The families of the database in which the port is registered while it lives.
	 * @return names of families
	 */
	String[] families() default {};

	/**
	 * The value with which the port is registered in its families. A <code>#{...}</code>
	 * expression may give a value that is not text.
	 * @return the value; empty for none
	 */
	String familyValue() default "";

	/**
	 * The threads that run the methods of the bean.
	 * @return the kind of threads
	 */
	PortDispatcher dispatcher() default PortDispatcher.DEFAULT;

	/**
	 * The number of ports. Several ports share the work of a bean without state: all are
	 * in all {@link #families()} of the bean. The methods of one port never overlap, but
	 * those of different ports do, so the fields of the bean need the usual care. An
	 * {@link Init @Init} method is called for each port; a {@link Reset @Reset} method is
	 * refused. A bean in prototype scope has an instance for each port, which only this
	 * port uses.
	 * @return the number, 1 or more
	 */
	int ports() default 1;

	/**
	 * What happens after the death of the port.
	 * @return whether, when and how it is opened again
	 */
	Restart restart() default @Restart;

	/**
	 * What happens when a method cannot process a message.
	 * @return whether the one who asked is told, or the port dies
	 */
	Failure failure() default Failure.ANSWER;

	/**
	 * Whether calls of methods that return nothing are acknowledged, see
	 * {@link Receive#acknowledge}.
	 * @return whether they are, unless the method says otherwise
	 */
	boolean acknowledge() default true;

	/**
	 * Whether messages with surplus elements are refused by all methods, see
	 * {@link Receive#strict}.
	 * @return whether they are
	 */
	boolean strict() default false;

	/**
	 * The number of messages that may wait. With more, the port dies with
	 * {@code mailbox_overflow}.
	 * @return the limit; 0 for the default of the node
	 */
	int mailboxLimit() default 0;

	/**
	 * The number of answers that may be unfinished at the same time, because methods have
	 * returned a {@link java.util.concurrent.CompletionStage} or a {@code Mono} that
	 * completes later. With so many, the {@linkplain io.aemp.Port#pause() port is paused}
	 * until one of them completes: messages wait, and slow their senders down. Each port
	 * of the bean has a limit of its own.
	 * @return the limit, 1 or more; 0 for {@code aemp.limits.max-unfinished-answers}
	 */
	int unfinishedAnswersLimit() default 0;

}

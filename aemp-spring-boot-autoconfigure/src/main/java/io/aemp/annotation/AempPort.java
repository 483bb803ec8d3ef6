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
 * time, so that its fields need no locks.
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
 * The port is opened when all singletons exist, and registered in its families then. A
 * port that dies, of an exception or because another node killed it, is opened again as
 * {@link #restart()} says, with a new port ID. A bean in prototype scope gives one port
 * as well, with one instance for each opening if it is restarted with
 * {@link Restart.Policy#NEW_INSTANCE}; for many ports of one class see
 * {@link SpawnablePort @SpawnablePort}.
 * <p>
 * Texts may contain <code>${...}</code> placeholders and <code>#{...}</code> expressions.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface AempPort {

	/**
	 * The name of the bean, see {@link Component#value()}.
	 * @return the bean name; empty for the usual one
	 */
	@AliasFor(annotation = Component.class, attribute = "value")
	String name() default "";

	/**
	 * The name of the port for people, shown by tools beside its ID.
	 * @return the label; empty for the name of the bean
	 */
	String label() default "";

	/**
	 * The families of the database to register the port in, while it lives.
	 * @return names of families
	 */
	String[] families() default {};

	/**
	 * The value with which the port is registered in its families. A <code>#{...}</code>
	 * expression may give a value that is no text.
	 * @return the value; empty for none
	 */
	String familyValue() default "";

	/**
	 * Which threads run the methods of the bean.
	 * @return the kind of threads
	 */
	PortDispatcher dispatcher() default PortDispatcher.TASK_EXECUTOR;

	/**
	 * What happens after the port died.
	 * @return when and how it is opened again
	 */
	Restart restart() default @Restart;

	/**
	 * What a message does whose elements do not fit the parameters of its method.
	 * @return what to do
	 */
	ConversionFailure conversionFailure() default ConversionFailure.KILL;

	/**
	 * How many messages may wait before the port dies with {@code mailbox_overflow}.
	 * @return the limit; 0 for the node's default
	 */
	int mailboxLimit() default 0;

}

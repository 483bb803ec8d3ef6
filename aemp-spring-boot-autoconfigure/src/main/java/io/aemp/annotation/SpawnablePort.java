package io.aemp.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Makes a class of prototype beans an init function: each {@code spawn} with its name
 * creates an instance and its port. The init data goes to the {@link Init @Init} method,
 * messages go to the {@link Receive @Receive} methods. A spawned port is not restarted.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public @interface SpawnablePort {

	/**
	 * The name of the init function, for {@link io.aemp.Node#spawn}. It is the bean name
	 * too.
	 * @return the name
	 */
	@AliasFor(annotation = Component.class)
	String value();

	/**
	 * The display name of the ports.
	 * @return the label; empty for the name of the init function
	 */
	String label() default "";

	/**
	 * The threads that run the methods of the bean, also its {@link Init @Init} method.
	 * @return the kind of threads
	 */
	PortDispatcher dispatcher() default PortDispatcher.DEFAULT;

	/**
	 * What happens when a method cannot process a message.
	 * @return whether the one who asked is told, or the port dies
	 */
	Failure failure() default Failure.KILL;

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
	 * The number of answers that may be unfinished at the same time, see
	 * {@link AempPort#unfinishedAnswersLimit()}.
	 * @return the limit, 1 or more; 0 for {@code aemp.limits.max-unfinished-answers}
	 */
	int unfinishedAnswersLimit() default 0;

}

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
 * Makes a class of prototype beans an init function: each {@code spawn} of its name
 * creates an instance, which becomes the new port. The init data goes to its
 * {@link Init @Init} method, messages go to its {@link Receive @Receive} methods. A
 * spawned port is not restarted.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public @interface SpawnablePort {

	/**
	 * The name of the init function, for {@link io.aemp.Node#spawn}; also that of the
	 * bean.
	 * @return the name
	 */
	@AliasFor(annotation = Component.class)
	String value();

	/**
	 * The name of the ports for people.
	 * @return the label; empty for the name of the init function
	 */
	String label() default "";

	/**
	 * Which threads run the methods of the bean, its {@link Init @Init} method too.
	 * @return the kind of threads
	 */
	PortDispatcher dispatcher() default PortDispatcher.TASK_EXECUTOR;

	/**
	 * What a message does whose elements do not fit the parameters of its method.
	 * @return what to do
	 */
	ConversionFailure conversionFailure() default ConversionFailure.KILL;

	/**
	 * How many messages may wait before a port dies with {@code mailbox_overflow}.
	 * @return the limit; 0 for the node's default
	 */
	int mailboxLimit() default 0;

}

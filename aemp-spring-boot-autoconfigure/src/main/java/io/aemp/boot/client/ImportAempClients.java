package io.aemp.boot.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.aemp.annotation.AempExchange;
import org.springframework.context.annotation.Import;

/**
 * Makes clients of interfaces with {@link AempExchange @AempExchange} methods. Each
 * interface becomes a bean with the name {@code GROUP#INTERFACE}, where the interface has
 * its full name.
 *
 * <pre class="code">
 * &#64;SpringBootApplication
 * &#64;ImportAempClients(group = "orders", types = OrderService.class)
 * class Shop {
 *
 * }
 * </pre>
 *
 * The properties {@code aemp.client.GROUP.*} say to whom the clients of a group send, and
 * how long they wait. A child context without an auto-configuration of its own has
 * clients too, with the properties of its parent. Where there is no node, in a context
 * with {@code aemp.enabled=false} or in the test of another slice, there are no clients.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(ImportAempClients.Container.class)
@Import(ClientRegistrar.class)
public @interface ImportAempClients {

	/**
	 * The group of the clients, to which properties and a family belong.
	 * @return the name of the group
	 */
	String group();

	/**
	 * The interfaces.
	 * @return interfaces with {@link AempExchange @AempExchange} methods
	 */
	Class<?>[] types() default {};

	/**
	 * Packages that are searched, with those below, for interfaces with
	 * {@link AempExchange @AempExchange} methods.
	 * @return names of packages
	 */
	String[] basePackages() default {};

	/** Holds several annotations of one class. */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@Import(ClientRegistrar.class)
	@interface Container {

		/**
		 * The annotations.
		 * @return the annotations, in order
		 */
		ImportAempClients[] value();

	}

}

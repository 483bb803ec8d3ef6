package io.aemp.boot.port;

import java.util.Optional;

import io.aemp.Port;

/**
 * The ports of beans. There is one bean of this type in an application.
 */
public interface AempPorts {

	/**
	 * The port of a bean, whose ID changes with each restart.
	 * @param bean the bean or its proxy
	 * @return its present port
	 * @throws IllegalArgumentException if the bean is no port
	 * @throws IllegalStateException if the port is not open now: not yet, between a death
	 * and its restart, or for ever
	 */
	Port portOf(Object bean);

	/**
	 * The port of a bean, if it is open.
	 * @param beanName the name of the bean
	 * @return its present port, empty if the bean is no port or its port is not open now
	 */
	Optional<Port> find(String beanName);

}

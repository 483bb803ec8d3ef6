package io.aemp.boot.port;

import java.util.Optional;

import io.aemp.Port;

/**
 * Finds the ports of beans. An application has one bean of this type.
 */
public interface AempPorts {

	/**
	 * The current port of a bean. Its ID changes with each restart.
	 * @param bean the bean or its proxy
	 * @return its current port
	 * @throws IllegalArgumentException if the bean has no port of its own
	 * @throws IllegalStateException if the port is not open: not yet, between a death and
	 * its restart, or after its last death
	 */
	Port portOf(Object bean);

	/**
	 * The current port of a bean, if it is open.
	 * @param beanName the name of the bean
	 * @return its current port; empty if the bean has no port, or its port is not open
	 */
	Optional<Port> find(String beanName);

}

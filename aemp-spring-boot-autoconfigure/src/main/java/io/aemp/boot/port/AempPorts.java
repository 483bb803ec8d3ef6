package io.aemp.boot.port;

import java.util.List;
import java.util.Optional;

import io.aemp.Port;

/**
 * Finds the ports of beans, which are those of {@link io.aemp.annotation.AempPort}, and
 * behind them the {@linkplain io.aemp.annotation.AempProcess processes} that start with
 * the application. An application has one bean of this type. Any thread may call the
 * methods.
 */
public interface AempPorts {

	/**
	 * The current port of a bean. Its ID changes with each restart. If the bean has
	 * several ports, this is one of those that are open.
	 * @param bean the bean or its proxy
	 * @return its current port
	 * @throws IllegalArgumentException if the bean has no port of its own
	 * @throws IllegalStateException if the port is not open: not yet, between a death and
	 * its restart, or after its last death
	 */
	Port portOf(Object bean);

	/**
	 * The current ports of a bean, see {@link io.aemp.annotation.AempPort#ports()}.
	 * @param bean the bean or its proxy
	 * @return those that are open
	 * @throws IllegalArgumentException if the bean has no port of its own
	 */
	List<Port> portsOf(Object bean);

	/**
	 * The current port of a bean, if it is open. If the bean has several ports, this is
	 * one of those that are open.
	 * @param beanName the name of the bean
	 * @return its current port; empty if the bean has no port, or its port is not open
	 */
	Optional<Port> find(String beanName);

	/**
	 * The current ports of a bean.
	 * @param beanName the name of the bean
	 * @return those that are open; empty if the bean has no port
	 */
	List<Port> findAll(String beanName);

}

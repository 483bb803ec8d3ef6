package io.aemp.boot.port;

import java.util.function.Supplier;

import io.aemp.Node;
import io.aemp.PortOptions;

/** Opens ports of one bean. */
@FunctionalInterface
interface PortOpener {

	/**
	 * Opens a port.
	 * @param node the node
	 * @param options the options of the port
	 * @param bean supplies the bean
	 * @return the port, which has not begun yet
	 */
	OpenedPort open(Node node, PortOptions options, Supplier<Object> bean);

}

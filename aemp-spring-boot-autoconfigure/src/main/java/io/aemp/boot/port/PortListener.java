package io.aemp.boot.port;

import io.aemp.boot.event.PortDiedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Is told what becomes of ports. Threads of the node call it, so it must not block.
 */
@FunctionalInterface
public interface PortListener {

	/**
	 * The port of a bean died, or any other port for a reason that is not normal.
	 * @param event the death
	 * @param label the label of the port of a bean, {@code null} for other ports
	 */
	void died(PortDiedEvent event, @Nullable String label);

	/**
	 * The port of a bean was opened again after a death.
	 * @param port the ID of the new port
	 * @param label its label
	 */
	default void reopened(String port, String label) {
	}

}

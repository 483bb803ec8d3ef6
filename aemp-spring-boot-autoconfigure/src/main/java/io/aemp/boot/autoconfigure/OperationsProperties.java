package io.aemp.boot.autoconfigure;

import io.aemp.InvalidConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the actuator endpoints offer to operators.
 *
 * @param maxEvents How many of the last events the endpoint 'aempevents' knows, of each
 * subject: the network, ports, messages that failed, and faults of others. From 1 to
 * 100000.
 * @param changes Whether the endpoints change the node when they are asked to: kill a
 * port, send to one, end a connection, replace the seeds, limit what other nodes receive
 * of the log, take the node out of service. Whoever reaches the endpoints can do that
 * then.
 * @param inspection Whether other nodes may see what the endpoints of this node show:
 * ports, families, peers, events, hops of messages that are followed. A bean of type
 * ExecutionPolicy decides who may ask.
 * @param log Whether the page shows what the nodes of the network log. Whoever reaches
 * the page can ask them for it then.
 */
public record OperationsProperties(@DefaultValue("1000") int maxEvents, @DefaultValue("false") boolean changes,
		@DefaultValue("false") boolean inspection, @DefaultValue("false") boolean log) {

	static final OperationsProperties DEFAULTS = new OperationsProperties(1000, false, false, false);

	private static final int MOST_EVENTS = 100_000;

	/** Refuses values that are out of range, whether or not there is an endpoint. */
	void check() {
		if (this.maxEvents < 1 || this.maxEvents > MOST_EVENTS) {
			throw new InvalidConfigurationException("operations.max_events", this.maxEvents + " is out of range.",
					"Give a number from 1 to " + MOST_EVENTS + ".");
		}
	}

}

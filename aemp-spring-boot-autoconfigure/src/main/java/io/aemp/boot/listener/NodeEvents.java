package io.aemp.boot.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.boot.port.MockedNode;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes each {@link io.aemp.FamilyChange} and {@link io.aemp.PeerEvent} as an
 * application event, outside ports, on threads that may block. The events of one family
 * are in order, and so are those about peers.
 */
public final class NodeEvents {

	private final Node node;

	private final ApplicationEventPublisher publisher;

	private final FamilyListenerFactory listeners;

	private final Collection<String> families;

	private final List<Guard> monitors = new ArrayList<>();

	/**
	 * Creates the source of events.
	 * @param node the node to monitor
	 * @param publisher takes the events
	 * @param listeners name families to monitor
	 * @param families further families to monitor
	 */
	public NodeEvents(Node node, ApplicationEventPublisher publisher, FamilyListenerFactory listeners,
			Collection<String> families) {
		this.node = node;
		this.publisher = publisher;
		this.listeners = listeners;
		this.families = families;
	}

	/** Starts the monitors, unless they run already, or the node is a mock. */
	public synchronized void start() {
		if (!this.monitors.isEmpty() || MockedNode.is(this.node)) {
			return;
		}
		this.monitors.add(this.node.network().monitor(this.publisher::publishEvent));
		Set<String> monitored = new LinkedHashSet<>(this.families);
		monitored.addAll(this.listeners.families());
		for (String family : monitored) {
			this.monitors.add(this.node.database().monitor(family, this.publisher::publishEvent));
		}
	}

	/** Stops the monitors. */
	public synchronized void stop() {
		this.monitors.forEach(Guard::close);
		this.monitors.clear();
	}

}

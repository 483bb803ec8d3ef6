package io.aemp.boot.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.aemp.Guard;
import io.aemp.Node;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens to families and peers: each {@link io.aemp.FamilyChange} and
 * {@link io.aemp.PeerEvent} as it is. Events come outside ports, on threads that may
 * wait; those of one family, and those about peers, in order.
 */
public final class NodeEvents {

	private final Node node;

	private final ApplicationEventPublisher publisher;

	private final FamilyListenerFactory listeners;

	private final Collection<String> families;

	private final List<Guard> monitors = new ArrayList<>();

	/**
	 * Creates the source of events.
	 * @param node where things happen
	 * @param publisher takes the events
	 * @param listeners know of families to monitor
	 * @param families more families to monitor
	 */
	public NodeEvents(Node node, ApplicationEventPublisher publisher, FamilyListenerFactory listeners,
			Collection<String> families) {
		this.node = node;
		this.publisher = publisher;
		this.listeners = listeners;
		this.families = families;
	}

	/** Begins to monitor. */
	public synchronized void start() {
		if (!this.monitors.isEmpty()) {
			return;
		}
		this.monitors.add(this.node.network().monitor(this.publisher::publishEvent));
		Set<String> monitored = new LinkedHashSet<>(this.families);
		monitored.addAll(this.listeners.families());
		for (String family : monitored) {
			this.monitors.add(this.node.database().monitor(family, this.publisher::publishEvent));
		}
	}

	/** Stops monitoring. */
	public synchronized void stop() {
		this.monitors.forEach(Guard::close);
		this.monitors.clear();
	}

}

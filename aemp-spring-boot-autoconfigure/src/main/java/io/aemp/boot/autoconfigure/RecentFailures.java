package io.aemp.boot.autoconfigure;

import io.aemp.boot.actuate.RecentEvents;
import io.aemp.boot.event.MessageFailedEvent;
import io.aemp.boot.port.PortDeaths;
import org.springframework.context.event.EventListener;

/** Adds the messages that could not be processed to the recent events. */
final class RecentFailures {

	private final PortDeaths ports;

	private final RecentEvents events;

	RecentFailures(PortDeaths ports, RecentEvents events) {
		this.ports = ports;
		this.events = events;
	}

	@EventListener
	void failed(MessageFailedEvent event) {
		this.events.failed(event, this.ports.labelOf(event.port()));
	}

}

package io.aemp.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.link.Link;
import io.aemp.outbound.OrderingKey;
import io.aemp.outbound.SendQueue;
import io.aemp.port.Monitor;
import io.aemp.port.PortTable;

/**
 * The monitors that a peer has put on ports of this node over one connection, and which
 * end with it: one for each port, however often the peer asks. They are put and taken
 * away on the thread of the link; ports die on any.
 */
final class InboundMonitors {

	private final Map<String, Monitor> monitors = new ConcurrentHashMap<>();

	private final PortTable ports;

	private final SendQueue outbound;

	private final Link link;

	private final int most;

	private final Framing.PacketLimits limits;

	private volatile boolean ended;

	/**
	 * Creates the monitors of a connection.
	 * @param ports the ports of this node
	 * @param outbound takes what the peer is told
	 * @param link the connection
	 * @param most how many ports the peer may monitor
	 * @param limits what a reason must keep to
	 */
	InboundMonitors(PortTable ports, SendQueue outbound, Link link, int most, Framing.PacketLimits limits) {
		this.ports = ports;
		this.outbound = outbound;
		this.link = link;
		this.most = most;
		this.limits = limits;
	}

	/** The peer monitors a port. */
	void monitor(String port) {
		if (this.monitors.size() >= this.most && !this.monitors.containsKey(port)) {
			// to leave out a monitor would be a hole
			this.link.close("it monitors more than " + this.most + " ports");
			return;
		}
		Monitor monitor = new Monitor(this.ports.runtime().outside(), null, true, (reason) -> died(port, reason));
		if (this.monitors.putIfAbsent(port, monitor) == null) {
			this.ports.monitor(port, monitor);
			if (this.ended) {
				unmonitor(port);
			}
		}
	}

	private void died(String port, Reason reason) {
		this.monitors.remove(port);
		Reason sendable = SendableReasons.sendable(reason, this.limits);
		try {
			this.outbound.append(OrderingKey.death(port), Message.of("kil0", port).append(sendable.elements().toArray()));
		}
		catch (UnsendableValueException ex) {
			// the peer has to learn of the death in some way
			this.link.close("a reason cannot be sent: " + ex.getMessage());
		}
	}

	/** The peer is not interested in a port any more. */
	void unmonitor(String port) {
		Guard monitor = this.monitors.remove(port);
		if (monitor != null) {
			monitor.close();
		}
	}

	/** The connection is lost, on the control executor. */
	void end() {
		this.ended = true;
		this.monitors.values().forEach(Guard::close);
		this.monitors.clear();
	}

}

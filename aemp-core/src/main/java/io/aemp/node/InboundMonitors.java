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
 * The monitors that a peer has registered on ports of this node over one connection.
 * There is one per port, however often the peer asks, and all end with the connection.
 * The thread of the link adds and removes them; ports die on any thread.
 */
final class InboundMonitors {

	private final Map<String, Monitor> monitors = new ConcurrentHashMap<>();

	private final PortTable ports;

	private final SendQueue queue;

	private final Link link;

	private final int most;

	private final Framing.PacketLimits limits;

	private volatile boolean ended;

	/**
	 * Creates the monitors of a connection.
	 * @param ports the ports of this node
	 * @param queue takes the packets for the peer
	 * @param link the connection
	 * @param most how many ports the peer may monitor
	 * @param limits the limits of a reason
	 */
	InboundMonitors(PortTable ports, SendQueue queue, Link link, int most, Framing.PacketLimits limits) {
		this.ports = ports;
		this.queue = queue;
		this.link = link;
		this.most = most;
		this.limits = limits;
	}

	/** The peer monitors a port. */
	void monitor(String port) {
		if (this.monitors.size() >= this.most && !this.monitors.containsKey(port)) {
			// without the monitor, the peer would miss a death
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
			this.queue.append(OrderingKey.death(port), Message.of("kil0", port).append(sendable.elements().toArray()));
		}
		catch (UnsendableValueException ex) {
			// the loss of the connection tells the peer of the death
			this.link.close("a reason cannot be sent: " + ex.getMessage());
		}
	}

	/** The peer stops monitoring a port. */
	void unmonitor(String port) {
		Guard monitor = this.monitors.remove(port);
		if (monitor != null) {
			monitor.close();
		}
	}

	/** Ends all monitors because the connection is lost; on the control executor. */
	void end() {
		this.ended = true;
		this.monitors.values().forEach(Guard::close);
		this.monitors.clear();
	}

}

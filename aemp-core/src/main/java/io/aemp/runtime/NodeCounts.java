package io.aemp.runtime;

import io.aemp.NodeStatistics;
import io.aemp.global.GlobalService;
import io.aemp.node.Traffic;
import io.aemp.port.PortTable;

/**
 * What the parts of a node have counted.
 *
 * @param ports the ports
 * @param traffic the connections
 * @param global the database
 */
record NodeCounts(PortTable ports, Traffic traffic, GlobalService global) implements NodeStatistics {

	@Override
	public long messagesReceived() {
		return this.ports.received();
	}

	@Override
	public long packetsSent() {
		return this.traffic.packetsSent();
	}

	@Override
	public long packetsReceived() {
		return this.traffic.packetsReceived();
	}

	@Override
	public long bytesSent() {
		return this.traffic.bytesSent();
	}

	@Override
	public long bytesReceived() {
		return this.traffic.bytesReceived();
	}

	@Override
	public long databaseChanges() {
		return this.global.changes();
	}

}

package io.aemp.runtime;

import java.time.Duration;

import io.aemp.CallOutcome;
import io.aemp.NodeStatistics;
import io.aemp.dispatch.ControlDelay;
import io.aemp.dispatch.Threads;
import io.aemp.global.GlobalService;
import io.aemp.node.Calls;
import io.aemp.node.Traffic;
import io.aemp.port.PortTable;

/**
 * What the parts of a node have counted.
 *
 * @param ports the ports
 * @param calls the calls
 * @param traffic the connections
 * @param global the database
 * @param threads the threads
 * @param delay how long control tasks wait
 */
record NodeCounts(PortTable ports, Calls calls, Traffic traffic, GlobalService global, Threads threads,
		ControlDelay delay) implements NodeStatistics {

	@Override
	public long messagesReceived() {
		return this.ports.received();
	}

	@Override
	public long messagesDropped() {
		return this.ports.undeliveredMessages();
	}

	@Override
	public long calls(CallOutcome outcome) {
		return this.calls.count(outcome);
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

	@Override
	public Duration controlDelay() {
		return Duration.ofNanos(this.delay.look());
	}

	@Override
	public int busyPoolThreads() {
		return this.threads.busyPoolThreads();
	}

}

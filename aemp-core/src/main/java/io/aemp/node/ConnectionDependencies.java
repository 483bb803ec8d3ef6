package io.aemp.node;

import java.time.Duration;

import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.Limits;
import io.aemp.dispatch.Timers;
import io.aemp.link.Transport;
import io.aemp.port.PortTable;

/**
 * What connections are made of.
 *
 * @param ports the local ports
 * @param nodePort takes requests
 * @param peers the other nodes
 * @param transport makes links
 * @param global knows where nodes listen
 * @param timers time, from outside
 * @param monitorTimeout when to give up on a node
 * @param connectInterval when to try its next address
 * @param failureDetector when a silent peer is lost
 * @param turns says how many attempts run at the same time
 * @param limits what must not be exceeded
 * @param flowControl when to slow down
 */
record ConnectionDependencies(PortTable ports, NodePort nodePort, Peers peers, Transport transport, GlobalProtocol global,
		Timers timers, Duration monitorTimeout, Duration connectInterval, FailureDetector failureDetector, DialLimiter turns,
		Limits limits, FlowControl flowControl) {

}

package io.aemp.node;

import java.time.Duration;

import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.Limits;
import io.aemp.dispatch.Timers;
import io.aemp.link.Transport;
import io.aemp.port.PortTable;

/**
 * What connections depend on.
 *
 * @param ports the local ports
 * @param nodePort executes requests
 * @param peers the other nodes
 * @param transport makes links
 * @param global knows where nodes listen
 * @param timers the source of time
 * @param monitorTimeout after how long this node gives up dialling a peer
 * @param connectInterval after how long it tries the next address
 * @param failureDetector when a silent peer counts as lost
 * @param dialLimiter limits how many attempts run at the same time
 * @param limits the limits of the node
 * @param flowControl when to pause
 */
record ConnectionDependencies(PortTable ports, NodePort nodePort, Peers peers, Transport transport,
		GlobalProtocol global, Timers timers, Duration monitorTimeout, Duration connectInterval,
		FailureDetector failureDetector, DialLimiter dialLimiter, Limits limits, FlowControl flowControl) {

}

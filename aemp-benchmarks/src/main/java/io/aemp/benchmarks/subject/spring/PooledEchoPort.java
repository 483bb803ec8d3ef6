package io.aemp.benchmarks.subject.spring;

import io.aemp.Node;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.PortDispatcher;
import io.aemp.benchmarks.process.ServerReceiver;

/** The same bean on the pool of the node. */
@AempPort(name = EchoPort.NAME, dispatcher = PortDispatcher.POOL)
class PooledEchoPort extends EchoPort {

	PooledEchoPort(Node node, ServerReceiver receiver) {
		super(node, receiver);
	}

}

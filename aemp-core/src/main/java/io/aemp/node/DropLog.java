package io.aemp.node;

import io.aemp.NodeObserver;
import io.aemp.Values;
import io.aemp.dispatch.Timers;
import io.aemp.log.LimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports dropped packets. The observer is told of each; the log receives at most one
 * line a second, so that no peer can fill it. Any thread.
 */
final class DropLog {

	private static final Logger logger = LoggerFactory.getLogger(DropLog.class);

	private final LimitedLog lines;

	private final NodeObserver observer;

	DropLog(Timers timers, NodeObserver observer) {
		this.lines = new LimitedLog(timers::nanoTime);
		this.observer = observer;
	}

	void dropped(String node, String problem) {
		this.observer.packetDropped(node, problem);
		this.lines.log((more) -> logger.warn("Dropped a packet from {}: {}{}", node, Values.display(problem), more));
	}

}

package io.aemp.node;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.NodeObserver;
import io.aemp.Values;
import io.aemp.dispatch.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs dropped packets, at most one line a second, so that no peer can fill the log. Any
 * thread.
 */
final class DropLog {

	private static final Logger logger = LoggerFactory.getLogger(DropLog.class);

	private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

	private final AtomicLong next;

	private final AtomicLong suppressed = new AtomicLong();

	private final Timers timers;

	private final NodeObserver observer;

	DropLog(Timers timers, NodeObserver observer) {
		this.timers = timers;
		this.observer = observer;
		this.next = new AtomicLong(timers.nanoTime());
	}

	void dropped(String node, String problem) {
		this.observer.packetDropped(node, problem);
		long now = this.timers.nanoTime();
		long next = this.next.get();
		if (now - next >= 0 && this.next.compareAndSet(next, now + INTERVAL)) {
			logger.warn("Dropped a packet from {}: {} ({} more since the last line)", node, Values.display(problem),
					this.suppressed.getAndSet(0));
		}
		else {
			this.suppressed.incrementAndGet();
		}
	}

}

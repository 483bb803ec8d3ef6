package io.aemp.transport;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.aemp.NodeObserver;
import io.aemp.Values;
import io.aemp.handshake.HandshakeProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports connections that ended before they worked. The observer receives each of them.
 * The log receives at most one of each kind per second, so that unauthenticated peers
 * cannot flood it.
 */
final class RefusalLog {

	private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);

	private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

	private final NodeObserver observer;

	private final LongSupplier nanoTime;

	private final Map<HandshakeProblem, Quiet> quiet = new EnumMap<>(HandshakeProblem.class);

	RefusalLog(NodeObserver observer, LongSupplier nanoTime) {
		this.observer = observer;
		this.nanoTime = nanoTime;
	}

	void tell(String address, HandshakeProblem problem, String text) {
		int suppressed = suppressed(problem);
		if (suppressed >= 0 && logger.isWarnEnabled()) {
			// the text may quote an unauthenticated peer and must not break the line
			logger.warn("Refused a connection with {}: {}{}", address, Values.display(text),
					(suppressed > 0) ? " (and " + suppressed + " more of this kind since the last such line)" : "");
		}
		this.observer.connectionRefused(address, text);
	}

	/**
	 * Decides whether to log a line.
	 * @return the number of lines suppressed since the last one, or -1 to suppress this
	 * one too
	 */
	synchronized int suppressed(HandshakeProblem problem) {
		long now = this.nanoTime.getAsLong();
		Quiet last = this.quiet.get(problem);
		if (last != null && now - last.since() < QUIET_NANOS) {
			this.quiet.put(problem, new Quiet(last.since(), last.suppressed() + 1));
			return -1;
		}
		this.quiet.put(problem, new Quiet(now, 0));
		return (last != null) ? last.suppressed() : 0;
	}

	private record Quiet(long since, int suppressed) {

	}

}

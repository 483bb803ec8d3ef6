package io.aemp.transport;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import io.aemp.NodeObserver;
import io.aemp.Values;
import io.aemp.handshake.HandshakeProblem;
import io.aemp.log.LimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports connections that ended before they worked. The observer receives each of them.
 * The log receives at most one of each kind per second, so that unauthenticated peers
 * cannot flood it.
 */
final class RefusalLog {

	private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);

	private final NodeObserver observer;

	private final Map<HandshakeProblem, LimitedLog> lines = new EnumMap<>(HandshakeProblem.class);

	RefusalLog(NodeObserver observer, LongSupplier nanoTime) {
		this.observer = observer;
		for (HandshakeProblem problem : HandshakeProblem.values()) {
			this.lines.put(problem, new LimitedLog(nanoTime));
		}
	}

	void tell(String address, HandshakeProblem problem, String text) {
		// the text may quote an unauthenticated peer and must not break the line
		Objects.requireNonNull(this.lines.get(problem))
			.log((more) -> logger.warn("Refused a connection with {}: {}{}", address, Values.display(text), more));
		this.observer.connectionRefused(address, text);
	}

}

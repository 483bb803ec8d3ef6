package io.aemp.dataconnection;

import java.time.Duration;

import io.aemp.DataConnectionException;
import io.aemp.Framing;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.Values;

/**
 * What is asked of a node.
 *
 * @param node the node ID
 * @param timeout how long the attempt may take
 * @param function the name of what accepts
 * @param arguments what that is given
 */
record Request(String node, Duration timeout, String function, Message arguments) {

	/**
	 * The largest arguments, in bytes: they wait on the other node. What is large goes
	 * through the connection.
	 */
	static final int LARGEST_ARGUMENTS = 64 * 1024;

	/** Practically without end. */
	private static final Duration LONGEST = Duration.ofDays(10_000);

	static Request of(String nodeOrPort, Duration timeout, String function, Message arguments, Limits limits) {
		String node = PortIds.nodeOf(nodeOrPort);
		if (!PortIds.isPeerNodeId(node)) {
			throw new IllegalArgumentException("'" + Values.display(nodeOrPort)
					+ "' is neither a node ID nor a port ID, so there is no node to connect to");
		}
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException(
					"The timeout " + timeout + " is not positive; give the attempt some time");
		}
		if (function.isBlank()) {
			throw new IllegalArgumentException(
					"The name of a function is missing; give the one under which the other node accepts");
		}
		Sendable.check(arguments, new Framing.PacketLimits(LARGEST_ARGUMENTS, limits.nesting()));
		return new Request(node, (timeout.compareTo(LONGEST) < 0) ? timeout : LONGEST, function, arguments);
	}

	/** The exception for an attempt that fails with a text. */
	DataConnectionException failure(String text) {
		return new DataConnectionException(this.node, Reason.of(DataConnectionException.IDENTIFIER, text));
	}

	/** Perl wants seconds. */
	Number seconds() {
		long millis = this.timeout.toMillis();
		if (millis % 1000 == 0) {
			return millis / 1000;
		}
		return Math.max(1, millis) / 1000.0;
	}

}

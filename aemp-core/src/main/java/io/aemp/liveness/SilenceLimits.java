package io.aemp.liveness;

import java.util.Map;

import io.aemp.FailureDetector;
import io.aemp.link.Link;

/**
 * How long one peer may be silent, in nanoseconds.
 *
 * @param minimum the least silence after which the peer counts as lost
 * @param maximum the silence after which the peer counts as lost in any case
 * @param question the interval at which this node asks a silent peer for an answer; 0 if
 * it never asks
 */
record SilenceLimits(long minimum, long maximum, long question) {

	/** The greeting key of nodes that send heartbeats: their interval in milliseconds. */
	static final String HEARTBEAT_KEY = "heartbeat";

	/** For peers that neither send heartbeats nor answer: only TCP detects their loss. */
	private static final SilenceLimits ENDLESS = new SilenceLimits(Long.MAX_VALUE, Long.MAX_VALUE, 0);

	/**
	 * How many heartbeats may be missing, and how many questions fit into the minimum.
	 */
	private static final int TIMES = 4;

	private static final long NANOS_PER_MILLI = 1_000_000;

	/**
	 * Returns the limits for a peer. This node asks a peer whose heartbeats are too rare
	 * like a peer that sends none.
	 */
	static SilenceLimits with(Link.Info peer, FailureDetector settings) {
		long minimum = settings.minimum().toNanos();
		long maximum = settings.maximum().toNanos();
		long otherMinimum = settings.otherMinimum().toNanos();
		long heartbeats = TIMES * heartbeat(peer.keys());
		if (heartbeats > 0 && heartbeats <= Math.max(minimum, otherMinimum)) {
			long late = Math.max(0, heartbeats - minimum);
			return new SilenceLimits(minimum + late, maximum + late, 0);
		}
		return peer.speaks("mproto")
				? new SilenceLimits(otherMinimum, settings.otherMaximum().toNanos(), otherMinimum / TIMES) : ENDLESS;
	}

	/**
	 * Returns the heartbeat interval of a peer in nanoseconds, 0 if it announces none.
	 */
	static long heartbeat(Map<String, String> keys) {
		String millis = keys.getOrDefault(HEARTBEAT_KEY, "");
		return millis.matches("[0-9]{1,9}") ? Long.parseLong(millis) * NANOS_PER_MILLI : 0;
	}

}

package io.aemp.liveness;

import java.util.Map;

import io.aemp.FailureDetector;
import io.aemp.link.Link;

/**
 * How much silence of one peer is borne, in nanoseconds.
 *
 * @param minimum the least silence after which it is lost
 * @param maximum the silence after which it is lost in any case
 * @param question after how much silence it is asked for an answer, each time; 0 if it
 * never is
 */
record SilenceLimits(long minimum, long maximum, long question) {

	/** Key in the greeting of nodes that send heartbeats: how often, in milliseconds. */
	static final String HEARTBEAT_KEY = "heartbeat";

	/** For peers that neither send heartbeats nor answer: only TCP can tell. */
	private static final SilenceLimits ENDLESS = new SilenceLimits(Long.MAX_VALUE, Long.MAX_VALUE, 0);

	/** So many heartbeats may be missing, and so many questions fit into the minimum. */
	private static final int TIMES = 4;

	private static final long NANOS_PER_MILLI = 1_000_000;

	/**
	 * The patience with a peer. One whose heartbeats are too rare is asked like one that
	 * sends none.
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
	 * How often a peer sends something, in nanoseconds; 0 if it does not promise that.
	 */
	static long heartbeat(Map<String, String> keys) {
		String millis = keys.getOrDefault(HEARTBEAT_KEY, "");
		return millis.matches("[0-9]{1,9}") ? Long.parseLong(millis) * NANOS_PER_MILLI : 0;
	}

}

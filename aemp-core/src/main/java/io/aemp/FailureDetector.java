package io.aemp;

import java.time.Duration;

/**
 * When a peer from which nothing is heard counts as lost. The limit adapts to how
 * regularly a peer was heard before, between a minimum and a maximum. Nodes of this
 * library send heartbeats when they have nothing else to send; other nodes are asked for
 * an answer when they are silent, and have more time, because they may be busy in their
 * only thread. Times in which this node itself stood still do not count.
 *
 * @param enabled whether to detect failures at all; if not, only TCP does
 * @param heartbeat how often this node sends something to a peer, at least
 * @param minimum the least silence after which a node of this library is lost
 * @param maximum the silence after which it is lost in any case
 * @param otherMinimum the least silence after which another node is lost
 * @param otherMaximum the silence after which it is lost in any case
 * @param answer how long a peer has to prove that its connection works, when it seems to
 * connect a second time
 */
public record FailureDetector(boolean enabled, Duration heartbeat, Duration minimum, Duration maximum,
		Duration otherMinimum, Duration otherMaximum, Duration answer) {

	/** Heartbeats each 2 s, 8 to 11 s, 20 to 28 s, 2 s. */
	public static final FailureDetector DEFAULTS = new FailureDetector(true, Duration.ofSeconds(2),
			Duration.ofSeconds(8), Duration.ofSeconds(11), Duration.ofSeconds(20), Duration.ofSeconds(28),
			Duration.ofSeconds(2));

	/** No detection: what the reference implementation does. */
	public static final FailureDetector OFF = new FailureDetector(false, DEFAULTS.heartbeat, DEFAULTS.minimum,
			DEFAULTS.maximum, DEFAULTS.otherMinimum, DEFAULTS.otherMaximum, DEFAULTS.answer);

	public FailureDetector {
		positive("failure_detector.heartbeat", heartbeat);
		positive("failure_detector.answer", answer);
		ordered("failure_detector.minimum", minimum, maximum, heartbeat);
		ordered("failure_detector.other_minimum", otherMinimum, otherMaximum, heartbeat);
	}

	private static void positive(String setting, Duration value) {
		if (value.toMillis() <= 0) {
			throw new InvalidConfigurationException(setting, value + " is less than a millisecond.",
					"Give a time, 2 s for example.");
		}
	}

	private static void ordered(String setting, Duration minimum, Duration maximum, Duration heartbeat) {
		if (minimum.compareTo(heartbeat.multipliedBy(2)) < 0 || minimum.compareTo(maximum) > 0) {
			throw new InvalidConfigurationException(setting,
					minimum + " is not between two heartbeats, " + heartbeat.multipliedBy(2) + ", and the maximum, "
							+ maximum + ".",
					"Give several times the heartbeat, so that one late packet is no failure.");
		}
	}

}

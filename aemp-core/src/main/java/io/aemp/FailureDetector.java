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

	/**
	 * Heartbeats each 2 s, 10.5 to 11.5 s, 27 to 28.5 s, 2 s. A peer that stops was heard
	 * some time before: at most one heartbeat, or a quarter of the minimum for another
	 * node. So these stand still for 8 s and 20 s without harm, also when nothing else is
	 * sent, and are missed 12 s and 30 s after they stopped at the latest.
	 */
	public static final FailureDetector DEFAULTS = new FailureDetector(true, Duration.ofSeconds(2),
			Duration.ofMillis(10_500), Duration.ofMillis(11_500), Duration.ofSeconds(27), Duration.ofMillis(28_500),
			Duration.ofSeconds(2));

	/** No detection: what the reference implementation does. */
	public static final FailureDetector OFF = new FailureDetector(false, DEFAULTS.heartbeat, DEFAULTS.minimum,
			DEFAULTS.maximum, DEFAULTS.otherMinimum, DEFAULTS.otherMaximum, DEFAULTS.answer);

	public FailureDetector {
		positive("failure_detector.heartbeat", heartbeat);
		positive("failure_detector.answer", answer);
		aboveHeartbeat("failure_detector.minimum", minimum, heartbeat);
		aboveHeartbeat("failure_detector.other_minimum", otherMinimum, heartbeat);
		notBelow("failure_detector.maximum", maximum, minimum);
		notBelow("failure_detector.other_maximum", otherMaximum, otherMinimum);
	}

	private static void positive(String setting, Duration value) {
		if (value.toMillis() <= 0) {
			throw new InvalidConfigurationException(setting, text(value) + " is less than a millisecond.",
					"Give a time, 2 s for example.");
		}
	}

	private static void aboveHeartbeat(String setting, Duration minimum, Duration heartbeat) {
		Duration least = heartbeat.multipliedBy(2);
		if (minimum.compareTo(least) < 0) {
			throw new InvalidConfigurationException(setting,
					text(minimum) + " is less than two heartbeats, " + text(least) + ".",
					"Give several times the heartbeat, so that one late packet is no failure.");
		}
	}

	private static void notBelow(String setting, Duration maximum, Duration minimum) {
		if (maximum.compareTo(minimum) < 0) {
			throw new InvalidConfigurationException(setting,
					text(maximum) + " is less than the minimum, " + text(minimum) + ".",
					"Give a greater maximum, or a smaller minimum.");
		}
	}

	private static String text(Duration value) {
		return value.toMillis() + " ms";
	}

}

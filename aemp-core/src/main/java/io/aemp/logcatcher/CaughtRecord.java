package io.aemp.logcatcher;

import java.time.Duration;
import java.util.Locale;

/**
 * A record that another node has logged.
 *
 * @param node the ID of that node
 * @param entry the record
 * @param delay how long ago it was logged, by the clocks of both nodes; negative if the
 * clock of the other node is ahead
 */
public record CaughtRecord(String node, LogRecord entry, Duration delay) {

	/**
	 * The text with its origin: {@code [NODE] text}, or {@code [NODE+0.013s] text} if the
	 * delay is a millisecond or more.
	 * @return the text for a log
	 */
	public String text() {
		double seconds = this.delay.toNanos() / 1e9;
		String delay = (Math.abs(seconds) < 0.001) ? "" : String.format(Locale.ROOT, "%+.3fs", seconds);
		return "[" + this.node + delay + "] " + this.entry.text();
	}

}

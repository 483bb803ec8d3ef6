package io.aemp;

import java.time.Duration;

/**
 * When senders and connections are slowed down, long before a limit is reached.
 *
 * @param sendHigh bytes that wait for one peer from which on it is not writable; less
 * than {@link Limits#sendQueue}, which is checked when a node is made
 * @param sendLow bytes that still wait for it when it is writable again
 * @param receiveHigh bytes of one connection that wait in mailboxes, from which on the
 * connection is not read
 * @param pause how long a connection may stay unread, before the port for which most
 * bytes wait dies with {@link Reason#MAILBOX_OVERFLOW}
 */
public record FlowControl(long sendHigh, long sendLow, long receiveHigh, Duration pause) {

	/** 1 MiB, 256 KiB, 8 MiB, 10 s. */
	public static final FlowControl DEFAULTS = new FlowControl(1L << 20, 1L << 18, 8L << 20, Duration.ofSeconds(10));

	public FlowControl {
		if (sendLow <= 0 || sendLow > sendHigh) {
			throw new InvalidConfigurationException("flow_control.send_low_water_mark",
					sendLow + " bytes are not between 1 and the high-water mark, " + sendHigh + ".",
					"Give a low-water mark that is less than the high-water mark, a quarter of it for example.");
		}
		if (receiveHigh <= 0) {
			throw new InvalidConfigurationException("flow_control.receive_high_water_mark",
					receiveHigh + " bytes are not positive.", "Give a positive number of bytes.");
		}
		if (pause.isNegative() || pause.isZero()) {
			throw new InvalidConfigurationException("flow_control.max_pause", pause.toMillis() + " ms is not positive.",
					"Give a time, 10 s for example.");
		}
	}

}

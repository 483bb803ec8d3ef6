package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.aemp.FlowControl;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Slows down senders and connections before a limit is reached.
 *
 * @param sendHighWaterMark Size of the send queue of a peer above which the peer is not
 * writable. Less than 'aemp.limits.max-send-queue'. In bytes, if no unit is given.
 * @param sendLowWaterMark Size of the send queue of a peer at which the peer becomes
 * writable again. At most the high-water mark. In bytes, if no unit is given.
 * @param receiveHighWaterMark Size of the messages from one connection in mailboxes above
 * which the node stops reading that connection. In bytes, if no unit is given.
 * @param maxPause How long a connection may stay unread. After that, the port with the
 * most waiting bytes dies with 'mailbox_overflow'. In seconds, if no unit is given.
 */
public record FlowControlProperties(@DefaultValue("1MB") DataSize sendHighWaterMark,
		@DefaultValue("256KB") DataSize sendLowWaterMark, @DefaultValue("8MB") DataSize receiveHighWaterMark,
		@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration maxPause) {

	FlowControl toFlowControl() {
		return FlowControl.builder()
			.sendHigh(this.sendHighWaterMark.toBytes())
			.sendLow(this.sendLowWaterMark.toBytes())
			.receiveHigh(this.receiveHighWaterMark.toBytes())
			.pause(this.maxPause)
			.build();
	}

}

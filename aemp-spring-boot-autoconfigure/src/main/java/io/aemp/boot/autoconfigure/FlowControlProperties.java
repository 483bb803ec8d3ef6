package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.aemp.FlowControl;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * When senders and connections are slowed down, long before a limit is reached.
 *
 * @param sendHighWaterMark How much waits for one peer when it stops being writable.
 * @param sendLowWaterMark How much still waits for it when it is writable again.
 * @param receiveHighWaterMark How much of one connection waits in mailboxes when it stops
 * being read.
 * @param maxPause How long a connection may stay unread, before the port for which most
 * waits dies. In seconds, if no unit is given.
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

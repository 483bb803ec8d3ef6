package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.aemp.FailureDetector;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Detects silent peers. The limit for a peer adapts to how regularly the peer was heard,
 * between a minimum and a maximum.
 *
 * @param enabled Whether to detect silent peers. If not, only TCP notices a lost host,
 * after minutes.
 * @param heartbeat Longest time after which this node sends something to a peer. In
 * seconds, if no unit is given.
 * @param minimum Shortest silence after which a node of this library is considered lost.
 * At least two heartbeats. In seconds, if no unit is given.
 * @param maximum Silence after which a node of this library is always considered lost. At
 * least the minimum. In seconds, if no unit is given.
 * @param otherMinimum Shortest silence after which any other node, such as a Perl node,
 * is considered lost. At least two heartbeats. In seconds, if no unit is given.
 * @param otherMaximum Silence after which any other node is always considered lost. At
 * least the minimum. In seconds, if no unit is given.
 * @param answer How long a connected peer has to respond when a second connection with
 * its node ID arrives. After that, the second connection may replace the first. In
 * seconds, if no unit is given.
 */
public record FailureDetectorProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("2s") @DurationUnit(ChronoUnit.SECONDS) Duration heartbeat,
		@DefaultValue("10500ms") @DurationUnit(ChronoUnit.SECONDS) Duration minimum,
		@DefaultValue("11500ms") @DurationUnit(ChronoUnit.SECONDS) Duration maximum,
		@DefaultValue("27s") @DurationUnit(ChronoUnit.SECONDS) Duration otherMinimum,
		@DefaultValue("28500ms") @DurationUnit(ChronoUnit.SECONDS) Duration otherMaximum,
		@DefaultValue("2s") @DurationUnit(ChronoUnit.SECONDS) Duration answer) {

	FailureDetector toFailureDetector() {
		return FailureDetector.builder()
			.enabled(this.enabled)
			.heartbeat(this.heartbeat)
			.minimum(this.minimum)
			.maximum(this.maximum)
			.otherMinimum(this.otherMinimum)
			.otherMaximum(this.otherMaximum)
			.answer(this.answer)
			.build();
	}

}

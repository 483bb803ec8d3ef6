package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.aemp.FailureDetector;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * When a peer from which nothing is heard counts as lost.
 *
 * @param enabled Whether to notice peers that fall silent. If not, only TCP does, after
 * minutes.
 * @param heartbeat How often this node sends something to a peer, at least. In seconds,
 * if no unit is given.
 * @param minimum Least silence after which a node of this library is lost. In seconds, if
 * no unit is given.
 * @param maximum Silence after which a node of this library is lost in any case. In
 * seconds, if no unit is given.
 * @param otherMinimum Least silence after which any other node, a Perl one for example,
 * is lost. In seconds, if no unit is given.
 * @param otherMaximum Silence after which any other node is lost in any case. In seconds,
 * if no unit is given.
 * @param answer How long a peer has to prove that its connection works, when it seems to
 * connect a second time. In seconds, if no unit is given.
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

package io.aemp.node;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.aemp.CallOutcome;

/** Counts how calls end. Any thread. */
final class CallCounts {

	private final LongAdder[] counts = Stream.generate(LongAdder::new)
		.limit(CallOutcome.values().length)
		.toArray(LongAdder[]::new);

	void ended(CallOutcome outcome) {
		this.counts[outcome.ordinal()].increment();
	}

	long get(CallOutcome outcome) {
		return this.counts[outcome.ordinal()].sum();
	}

}

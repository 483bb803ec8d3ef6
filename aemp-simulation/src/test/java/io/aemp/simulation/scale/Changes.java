package io.aemp.simulation.scale;

import java.time.Duration;

import io.aemp.simulation.Traffic;

/** One family in a crowd, which the first served node changes and others monitor. */
final class Changes {

	private static final String FAMILY = "family";

	private static final int STEP = 1000;

	private final Crowd crowd;

	private int subscribers;

	private int subkeys;

	private int changes;

	Changes(Crowd crowd) {
		this.crowd = crowd;
	}

	/** Lets some more nodes monitor the family. */
	void subscribe(int count) {
		for (int i = 0; i < count; i++) {
			this.crowd.slave(++this.subscribers).database().monitor(FAMILY, (change) -> {
			});
		}
		this.crowd.settle();
	}

	/** Sets more subkeys. */
	void fill(int count) {
		for (int i = 0; i < count; i++) {
			this.crowd.slave(0).database().set(FAMILY, String.format("subkey%06d", this.subkeys++), "value");
			if (i % STEP == 0) {
				this.crowd.simulation().run(Duration.ofSeconds(1));
			}
		}
		this.crowd.settle();
	}

	/** How many subkeys there are. */
	int size() {
		return this.crowd.simulation()
			.await(this.crowd.slave(1).database().entries(FAMILY), Duration.ofSeconds(10))
			.size();
	}

	/** What one change costs the whole network. */
	Traffic one() {
		int value = 1000 + this.changes++;
		return this.crowd.count(() -> this.crowd.slave(0).database().set(FAMILY, "changed", value));
	}

}

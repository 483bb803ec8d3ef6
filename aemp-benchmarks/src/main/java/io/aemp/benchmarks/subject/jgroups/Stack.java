package io.aemp.benchmarks.subject.jgroups;

import io.aemp.benchmarks.process.Workload;

/** Which protocols members talk. */
public enum Stack {

	/** What JGroups is used with. */
	STABLE(""),
	/** What JGroups has as a preview: a newer protocol between two members. */
	PREVIEW("preview-");

	private final String prefix;

	Stack(String prefix) {
		this.prefix = prefix;
	}

	String file(Workload workload) {
		return this.prefix + ((workload == Workload.ROUND_TRIP_1) ? "latency.xml" : "throughput.xml");
	}

	/** How messages are put together into one write: whichever measured best. */
	String bundler(Workload workload) {
		return (this == PREVIEW && workload == Workload.ONE_WAY_SMALL) ? "per-destination" : "transfer-queue";
	}

}

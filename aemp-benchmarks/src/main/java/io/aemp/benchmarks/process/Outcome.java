package io.aemp.benchmarks.process;

/** What became of one run of one workload. */
public sealed interface Outcome {

	/**
	 * It was measured.
	 *
	 * @param measurement the figures
	 */
	record Measured(Measurement measurement) implements Outcome {

	}

	/**
	 * The system has no such thing.
	 *
	 * @param reason what is missing
	 */
	record NotApplicable(String reason) implements Outcome {

	}

	/**
	 * It went wrong.
	 *
	 * @param output what the processes printed last
	 */
	record Failed(String output) implements Outcome {

	}

}

package io.aemp.benchmarks.process;

import org.jspecify.annotations.Nullable;

/** Calls whose futures tell the round trips that the answer has come. */
final class ChainedCalls {

	private final Client client;

	private final RoundTrips trips;

	ChainedCalls(Client client, RoundTrips trips) {
		this.client = client;
		this.trips = trips;
	}

	void call(int number) {
		this.client.ask(number).whenComplete((answer, failure) -> answered(number, answer, failure));
	}

	/** What fails ends its chain, so that the run fails in the end. */
	private void answered(int number, @Nullable Integer answer, @Nullable Throwable failure) {
		if (answer != null && answer == number) {
			this.trips.returned(number);
		}
		else {
			System.err.println("The answer to " + number + " was " + ((failure != null) ? failure : answer));
		}
	}

}

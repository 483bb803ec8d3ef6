package io.aemp.benchmarks.process;

/** A plain thread calls, waits for the answer, and calls again. */
final class WaitingCalls {

	private final Client client;

	private int next;

	WaitingCalls(Client client) {
		this.client = client;
	}

	Measurement run(Plan plan) {
		call(new Times(), plan.before().toNanos());
		Times times = new Times();
		call(times, plan.measured().toNanos());
		return times.measurement();
	}

	/** Calls for some time, once at least. */
	void call(Times times, long nanos) {
		long begin = System.nanoTime();
		long end = begin;
		do {
			long started = end;
			int number = this.next++;
			int answer = this.client.ask(number).join();
			end = System.nanoTime();
			if (answer != number) {
				throw new IllegalStateException("The answer to " + number + " was " + answer);
			}
			times.record(end - started);
		}
		while (end - begin < nanos);
	}

}

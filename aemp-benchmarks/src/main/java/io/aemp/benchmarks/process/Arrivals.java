package io.aemp.benchmarks.process;

/**
 * Counts one way messages where they arrive, and says when to acknowledge. After a
 * message that is not the expected one nothing is acknowledged any more, so the sending
 * side fails.
 */
final class Arrivals implements ServerReceiver {

	private final Workload workload;

	private long count;

	private boolean broken;

	Arrivals(Workload workload) {
		this.workload = workload;
	}

	@Override
	public long received(int number) {
		return next(number == (int) this.count);
	}

	@Override
	public long received(byte[] bytes) {
		return next(bytes.length == Workload.KILOBYTE || this.workload == Workload.ROUND_TRIP_BESIDE_LARGE);
	}

	private long next(boolean expected) {
		if (!expected && !this.broken) {
			this.broken = true;
			System.err.println("Message " + this.count + " is lost or out of order");
		}
		this.count++;
		return (!this.broken && this.count % this.workload.acknowledgeEvery() == 0) ? this.count : 0;
	}

}

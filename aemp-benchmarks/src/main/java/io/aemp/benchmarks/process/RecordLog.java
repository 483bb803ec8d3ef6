package io.aemp.benchmarks.process;

/** A log whose records the other side catches. */
public interface RecordLog extends AutoCloseable {

	/**
	 * Logs a record.
	 * @param text the text
	 */
	void log(String text);

	/**
	 * What became of the records until now, as the other side knows it.
	 * @return how many were caught, and how many it was told that were dropped
	 */
	Counts counts();

	@Override
	void close();

	/**
	 * Two counts.
	 *
	 * @param caught records that have arrived
	 * @param dropped records of which the other side knows that they never arrive
	 */
	record Counts(long caught, long dropped) {

		long all() {
			return this.caught + this.dropped;
		}

	}

}

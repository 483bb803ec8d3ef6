package io.aemp.benchmarks.process;

/**
 * What the driver does with messages on the receiving side. The adapter calls it from the
 * receiver of the system (the callback of a port, an actor, a consumer), in the order of
 * arrival and never twice at the same time. A ping needs no driver: the adapter sends its
 * number back at once.
 */
public interface ServerReceiver {

	/**
	 * A small message has arrived.
	 * @param number its integer
	 * @return if positive, a count that the adapter sends back now, for
	 * {@link ClientReceiver#acknowledged}
	 */
	long received(int number);

	/**
	 * A message of a kilobyte or a large one has arrived.
	 * @param bytes its bytes
	 * @return as for {@link #received(int)}
	 */
	long received(byte[] bytes);

}

package io.aemp.benchmarks.process;

/**
 * What the driver does with what comes back. The adapter calls it from the receiver of
 * the system, never twice at the same time.
 */
public interface ClientReceiver {

	/**
	 * The receiving side has taken this many messages in all.
	 * @param count what {@link ServerReceiver} said
	 */
	void acknowledged(long count);

	/**
	 * A ping has come back. The driver may call {@link Client#ping} in here.
	 * @param number its number
	 */
	void returned(int number);

}

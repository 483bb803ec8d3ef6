package io.aemp.port;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes port names: a random text that tells this start of the node from all others, and
 * a counter.
 */
public final class PortNames {

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int PREFIX_LENGTH = 10;

	private final AtomicLong counter = new AtomicLong();

	private final String prefix;

	/**
	 * Creates the names of one start of a node.
	 * @param random makes them differ from those of other starts
	 */
	public PortNames(RandomGenerator random) {
		StringBuilder prefix = new StringBuilder();
		for (int i = 0; i < PREFIX_LENGTH; i++) {
			prefix.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
		}
		this.prefix = prefix.append('.').toString();
	}

	/**
	 * Makes a name that was never used before.
	 * @return the name
	 */
	public String next() {
		StringBuilder name = new StringBuilder(this.prefix.length() + 6).append(this.prefix);
		long rest = this.counter.getAndIncrement();
		do {
			name.append(DIGITS.charAt((int) (rest % DIGITS.length())));
			rest /= DIGITS.length();
		}
		while (rest > 0);
		return name.toString();
	}

}

package io.aemp.port;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes port names: a random text that tells this start of the node from all others, and
 * a counter.
 */
public final class PortNameGenerator {

	private static final byte[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		.getBytes(StandardCharsets.ISO_8859_1);

	private static final int PREFIX_LENGTH = 10;

	/** How many digits a counter of 63 bits may have. */
	private static final int LONGEST_COUNT = 11;

	private final AtomicLong counter = new AtomicLong();

	private final String prefix;

	/**
	 * Creates the names of one start of a node.
	 * @param random makes them differ from those of other starts
	 */
	public PortNameGenerator(RandomGenerator random) {
		StringBuilder prefix = new StringBuilder();
		for (int i = 0; i < PREFIX_LENGTH; i++) {
			prefix.append((char) DIGITS[random.nextInt(DIGITS.length)]);
		}
		this.prefix = prefix.append('.').toString();
	}

	/**
	 * Makes a name that was never used before.
	 * @param before what to put before it
	 * @return both
	 */
	@SuppressWarnings("deprecation") // all are ASCII, and nothing is faster
	String next(String before) {
		int start = before.length() + PREFIX_LENGTH + 1;
		byte[] bytes = new byte[start + LONGEST_COUNT];
		before.getBytes(0, before.length(), bytes, 0);
		this.prefix.getBytes(0, PREFIX_LENGTH + 1, bytes, before.length());
		int end = start;
		long rest = this.counter.getAndIncrement();
		do {
			bytes[end++] = DIGITS[(int) (rest % DIGITS.length)];
			rest /= DIGITS.length;
		}
		while (rest > 0);
		return new String(bytes, 0, 0, end);
	}

}

package io.aemp.port;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Generates port names: a random prefix that is unique to one time of the node in the
 * network, and a counter. Thread-safe.
 */
public final class PortNameGenerator {

	private static final byte[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		.getBytes(StandardCharsets.ISO_8859_1);

	private static final int PREFIX_LENGTH = 10;

	/** The most digits of a 63-bit counter in base 62. */
	private static final int MAX_COUNTER_DIGITS = 11;

	private final AtomicLong counter = new AtomicLong();

	private final RandomGenerator random;

	private volatile String prefix;

	/**
	 * Creates the generator of a node.
	 * @param random the source of random prefixes
	 */
	public PortNameGenerator(RandomGenerator random) {
		this.random = random;
		this.prefix = prefix(random);
	}

	/**
	 * Takes another prefix: two processes may have been restored from one image of this
	 * one.
	 */
	void renew() {
		this.prefix = prefix(this.random);
	}

	private static String prefix(RandomGenerator random) {
		StringBuilder prefix = new StringBuilder();
		for (int i = 0; i < PREFIX_LENGTH; i++) {
			prefix.append((char) DIGITS[random.nextInt(DIGITS.length)]);
		}
		return prefix.append('.').toString();
	}

	/**
	 * Generates a name that was never returned before.
	 * @param before the text to put before the name
	 * @return the text and the name
	 */
	@SuppressWarnings("deprecation") // all are ASCII, and nothing is faster
	String next(String before) {
		int start = before.length() + PREFIX_LENGTH + 1;
		byte[] bytes = new byte[start + MAX_COUNTER_DIGITS];
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

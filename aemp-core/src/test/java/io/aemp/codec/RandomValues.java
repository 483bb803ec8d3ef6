package io.aemp.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/** Makes values as they arrive from another node; the same ones for the same seed. */
final class RandomValues {

	private static final long[] EDGES = { 0, 23, 24, 255, 256, 65535, 65536, 0xFFFFFFFFL, 0x100000000L,
			Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE };

	private final Random random;

	/** Whether the framing has bytes and all doubles. */
	private final boolean rich;

	RandomValues(Random random, boolean rich) {
		this.random = random;
		this.rich = rich;
	}

	String port() {
		return this.random.nextBoolean() ? "" : text();
	}

	Message message() {
		@Nullable Object[] elements = new @Nullable Object[this.random.nextInt(5)];
		for (int i = 0; i < elements.length; i++) {
			// the name of a request would arrive as bytes
			elements[i] = (i == 0) ? (Object) (long) this.random.nextInt() : value(3);
		}
		return Message.of(elements);
	}

	private @Nullable Object value(int levels) {
		return switch (this.random.nextInt((levels > 0) ? 11 : 9)) {
			case 0 -> null;
			case 1 -> this.random.nextBoolean();
			case 2 -> EDGES[this.random.nextInt(EDGES.length)] + this.random.nextInt(3) - 1;
			case 3 -> this.random.nextLong() >> this.random.nextInt(Long.SIZE);
			case 4 -> bigInteger();
			case 5 -> floating();
			case 6, 7 -> text();
			case 8 -> this.rich ? bytes() : text();
			case 9 -> list(levels - 1);
			default -> map(levels - 1);
		};
	}

	private Object bigInteger() {
		BigInteger number = new BigInteger(this.random.nextInt(300), this.random);
		number = this.random.nextBoolean() ? number.not() : number;
		return (number.bitLength() < Long.SIZE) ? (Object) number.longValue() : number;
	}

	private double floating() {
		double number = switch (this.random.nextInt(4)) {
			case 0 -> this.random.nextInt(2000) / 8.0;
			case 1 -> this.random.nextFloat();
			case 2 -> this.random.nextGaussian();
			default -> Double.longBitsToDouble(this.random.nextLong());
		};
		return (this.rich || Double.isFinite(number)) ? number : 0.5;
	}

	private byte[] bytes() {
		byte[] bytes = new byte[length()];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private String text() {
		int[] kinds = { 0x80, 0x100, 0x800, 0xD800, 0x110000 };
		int kind = kinds[this.random.nextInt(kinds.length)];
		StringBuilder text = new StringBuilder();
		for (int i = length(); i > 0; i--) {
			int codePoint = this.random.nextInt(kind);
			boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
			text.appendCodePoint(surrogate ? 'x' : codePoint);
		}
		return text.toString();
	}

	private int length() {
		return this.random.nextInt(20) == 0 ? this.random.nextInt(1000) : this.random.nextInt(12);
	}

	private List<@Nullable Object> list(int levels) {
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = this.random.nextInt(6); i > 0; i--) {
			list.add(value(levels));
		}
		return list;
	}

	private Map<String, @Nullable Object> map(int levels) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = this.random.nextInt(6); i > 0; i--) {
			map.put(text(), value(levels));
		}
		return map;
	}

}

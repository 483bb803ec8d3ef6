package io.aemp.benchmarks.micro;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** What may be in a message. */
public enum SampleValue {

	/** Nothing. */
	NULL(() -> null),

	/** A truth value. */
	TRUTH(() -> true),

	/** An integer of one digit. */
	SMALL_INTEGER(() -> 7),

	/** An integer of 64 bits. */
	INTEGER(() -> 1_234_567_890_123_456_789L),

	/** An integer of more than 64 bits. */
	BIG_INTEGER(() -> BigInteger.TEN.pow(40)),

	/** A number with a fraction. */
	DOUBLE(() -> Math.PI),

	/** A few ASCII characters. */
	SHORT_TEXT(() -> "a short text"),

	/** ASCII characters. */
	ASCII_1K(() -> "plain text, ".repeat(85)),

	/** Characters below 256. */
	LATIN_1K(() -> "Größe läßt, ".repeat(85)),

	/** Characters that need two and three bytes. */
	UNICODE_1K(() -> "λόγος 言葉 … ".repeat(85)),

	/** Bytes. */
	BYTES_1K(() -> new byte[1024]),

	/** Integers. */
	LIST(() -> List.of(1, 2, 3, 4, 5, 6, 7, 8)),

	/** Texts by name. */
	MAP(SampleValue::map);

	private final Supplier<@Nullable Object> supplier;

	SampleValue(Supplier<@Nullable Object> supplier) {
		this.supplier = supplier;
	}

	/**
	 * Makes such a value.
	 * @return the value
	 */
	public @Nullable Object value() {
		return this.supplier.get();
	}

	private static Map<String, Object> map() {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < 8; i++) {
			map.put("key" + i, "value " + i);
		}
		return map;
	}

}

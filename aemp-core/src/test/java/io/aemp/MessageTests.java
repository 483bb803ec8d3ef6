package io.aemp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Elements of a message, however they travelled. */
class MessageTests {

	private static final BigInteger TOO_LARGE = BigInteger.ONE.shiftLeft(63);

	private static Stream<Arguments> integers() {
		return Stream.of(arguments((byte) -128, -128L), arguments((short) -32768, -32768L),
				arguments(Integer.MIN_VALUE, -0x8000_0000L), arguments(Integer.MAX_VALUE, 0x7FFF_FFFFL),
				arguments(Long.MIN_VALUE, Long.MIN_VALUE), arguments(BigInteger.valueOf(-7), -7L),
				arguments(TOO_LARGE.subtract(BigInteger.ONE), Long.MAX_VALUE), arguments(3.0, 3L),
				arguments(-3.0f, -3L), arguments(" -42 ", -42L),
				arguments("7".getBytes(StandardCharsets.ISO_8859_1), 7L));
	}

	@ParameterizedTest
	@MethodSource("integers")
	void integersOfAnyKindAreIntegersAndNumbers(Object value, long expected) {
		Message message = Message.of("tag", value);
		assertThat(message.integer(1)).isEqualTo(expected);
		assertThat(message.number(1)).isEqualTo((double) expected);
		assertThat(message.from(1).integer(0)).isEqualTo(expected);
		assertThat(message.truth(1)).isTrue();
		assertThat(message.get(1, Long.class)).isEqualTo(expected);
		assertThat(message.get(1, BigInteger.class)).isEqualTo(expected);
		assertThat(message.get(1, BigDecimal.class)).isEqualByComparingTo(BigDecimal.valueOf(expected));
		assertThat(message.get(1, double.class)).isEqualTo((double) expected);
	}

	private static Stream<Object> others() {
		return Stream.of(3.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300, TOO_LARGE, TOO_LARGE.toString(), "3.5", "",
				"x", true, List.of(1));
	}

	@ParameterizedTest
	@MethodSource("others")
	void whatIsNoIntegerOf64BitsIsRejected(Object value) {
		Message message = Message.of("tag", value);
		assertThatIllegalArgumentException().isThrownBy(() -> message.integer(1))
			.withMessageStartingWith("Element 1 is not an integer of 64 bits");
	}

	@Test
	void missingElementIsNoInteger() {
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of().integer(0));
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of((Object) null).integer(0));
	}

	private static Stream<Arguments> typed() {
		return Stream.of(arguments("text", String.class, "text"), arguments(bytes("text"), String.class, "text"),
				arguments(7L, String.class, "7"), arguments("text", byte[].class, bytes("text")),
				arguments("7", Integer.class, 7), arguments(7L, int.class, 7),
				arguments(-128.0, byte.class, (byte) -128), arguments(bytes("32767"), short.class, Short.MAX_VALUE),
				arguments("3.5", float.class, 3.5f), arguments(0.1, BigDecimal.class, new BigDecimal("0.1")),
				arguments("1e-400", BigDecimal.class, new BigDecimal("1e-400")),
				arguments(TOO_LARGE.toString(), BigInteger.class, TOO_LARGE),
				arguments(new BigDecimal("1e3"), BigInteger.class, BigInteger.valueOf(1000)),
				arguments("Infinity", double.class, Double.POSITIVE_INFINITY),
				arguments(List.of(1), List.class, List.of(1)), arguments(Map.of("a", 1), Map.class, Map.of("a", 1)),
				arguments(true, Object.class, true), arguments(Thread.State.NEW, Thread.State.class, Thread.State.NEW));
	}

	@ParameterizedTest
	@MethodSource("typed")
	void elementIsReadAsATypeHoweverItTravelled(Object value, Class<?> type, Object expected) {
		assertThat((Object) Message.of("tag", value).get(1, type)).isEqualTo(expected);
	}

	private static Stream<Arguments> mistyped() {
		return Stream.of(arguments(null, Object.class, "a java.lang.Object"),
				arguments(null, boolean.class, "a boolean"), arguments(List.of(), String.class, "text"),
				arguments("\u20ac", byte[].class, "bytes"), arguments(1L << 31, Integer.class, "an integer of 32 bits"),
				arguments(128, byte.class, "an integer of 8 bits"), arguments(3.5, BigInteger.class, "an integer"),
				arguments("1e9", BigInteger.class, "an integer"), arguments(true, BigInteger.class, "an integer"),
				arguments("9".repeat(3000), BigInteger.class, "an integer"),
				arguments("9".repeat(3000), BigDecimal.class, "a decimal number"),
				arguments("1e999999999", BigDecimal.class, "a decimal number"),
				arguments("1e-999999999", BigDecimal.class, "a decimal number"),
				arguments(new BigDecimal("1e999999999"), BigDecimal.class, "a decimal number"),
				arguments(new BigDecimal("1e999999999"), BigInteger.class, "an integer"),
				arguments(new BigDecimal("1e999999999"), Long.class, "an integer"),
				arguments(new BigDecimal("1e999999999"), Double.class, "a number"),
				arguments(BigInteger.ONE.shiftLeft(8192), BigInteger.class, "an integer"),
				arguments(BigInteger.ONE.shiftLeft(8192), BigDecimal.class, "a decimal number"),
				arguments(BigInteger.ONE.shiftLeft(8192), double.class, "a number"),
				arguments("1e999999999", double.class, "a number"), arguments("1e39", float.class, "a number"),
				arguments(Double.NaN, BigDecimal.class, "a decimal number"), arguments("x", Double.class, "a number"),
				arguments(new Object[0], List.class, "a list"), arguments("x", Map.class, "a map"),
				arguments("NEW", Thread.State.class, "a java.lang.Thread$State"));
	}

	/**
	 * Whatever the type, the answer for a million digits comes from the length alone. The
	 * digits of a BigInteger would take seconds each time.
	 */
	@Test
	void aMillionDigitsAreRefusedWithoutReadingThem() {
		String digits = "9".repeat(1_000_000);
		Message message = Message.of(digits, bytes(digits), BigInteger.ONE.shiftLeft(3_000_000));
		for (Class<?> type : List.of(Byte.class, Integer.class, Long.class, BigInteger.class, BigDecimal.class,
				Double.class, Float.class)) {
			for (int i = 0; i < 1000; i++) {
				int index = i % message.size();
				assertThat(ElementTypes.of(type).read(message.get(index))).isNull();
				assertThatIllegalArgumentException().isThrownBy(() -> message.get(index, type));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("mistyped")
	void elementOfAnotherTypeIsRejected(Object value, Class<?> type, String wanted) {
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of("tag", value).get(1, type))
			.withMessageStartingWith("Element 1 is not " + wanted);
	}

	@Test
	void booleanIsWhatJavaAndPerlAgreeOn() {
		for (Object value : List.of(true, 1, 1L, 1.0, "1", bytes("1"), BigInteger.ONE)) {
			assertThat(Message.of(value).get(0, Boolean.class)).as("%s", value).isTrue();
		}
		for (Object value : List.of(false, 0, 0L, 0.0, "0", "", bytes(""), BigInteger.ZERO)) {
			assertThat(Message.of(value).get(0, boolean.class)).as("%s", value).isFalse();
		}
		for (Object value : List.of("false", "true", "no", 2, -1, 0.5, bytes("false"), List.of())) {
			assertThatIllegalArgumentException().isThrownBy(() -> Message.of(value).get(0, Boolean.class))
				.withMessageContainingAll("Element 0 is not a boolean", "truth(...)");
		}
		assertThat(Message.of("false").truth(0)).isTrue();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Test
	void fractionsAreNumbers() {
		assertThat(Message.of(3.5).number(0)).isEqualTo(3.5);
		assertThat(Message.of("3.5").number(0)).isEqualTo(3.5);
		assertThat(Message.of(TOO_LARGE).number(0)).isEqualTo(0x1p63);
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of(true).number(0));
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of("x").number(0));
	}

	@Test
	void headersStandBesideTheElements() {
		Map<String, String> headers = Map.of("a", "b");
		Message plain = Message.of("tag", 1, 2);
		Message message = plain.withHeaders(headers);
		assertThat(plain.headers()).isEmpty();
		assertThat(message.headers()).isEqualTo(headers);
		assertThat(message).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString(plain.toString());
		assertThat(message.size()).isEqualTo(3);
		assertThat(message.tag()).isEqualTo("tag");
		assertThat(message.toList()).containsExactly("tag", 1, 2);
		assertThat(message).containsExactly("tag", 1, 2);
		assertThat(message.from(1).toList()).containsExactly(1, 2);
		assertThat(message.append(3).toList()).containsExactly("tag", 1, 2, 3);
		for (Message derived : List.of(message.from(0), message.from(1), message.from(3), message.from(9),
				message.append(3), message.append())) {
			assertThat(derived.headers()).isEqualTo(headers);
		}
		assertThat(message.withHeaders(Map.of("c", "d")).headers()).isEqualTo(Map.of("c", "d"));
		assertThat(message.withHeaders(Map.of()).headers()).isEmpty();
		assertThat(message.withHeaders(Map.of()).toList()).containsExactly("tag", 1, 2);
		assertThat(Message.of().withHeaders(headers).headers()).isEqualTo(headers);
		assertThat(Message.of().withHeaders(headers).isEmpty()).isTrue();
		Object[] many = new Object[300];
		Arrays.fill(many, "x");
		Message rest = Message.of(many).withHeaders(headers);
		for (int i = 1; i < many.length; i++) {
			rest = rest.from(1);
			assertThat(rest.size()).isEqualTo(many.length - i);
			assertThat(rest.headers()).isEqualTo(headers);
		}
	}

	@Test
	void headersAreAMapThatNobodyChanges() {
		Map<String, String> given = new LinkedHashMap<>(Map.of("c", "d"));
		given.put("a", "b");
		Map<String, String> headers = Message.of("tag").withHeaders(given).headers();
		assertThat(headers).isEqualTo(given)
			.hasSameHashCodeAs(given)
			.hasSize(2)
			.containsKey("a")
			.doesNotContainKey("b");
		assertThat(headers.keySet()).containsExactly("c", "a");
		assertThat(headers.values()).containsExactly("d", "b");
		given.clear();
		assertThat(headers).hasSize(2).hasToString("{c=d, a=b}");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.put("e", "f"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.remove("a"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(headers::clear);
		// checked once, however often they are given on
		assertThat(Message.of(1).withHeaders(headers).headers()).isSameAs(headers);
	}

	/** As one that another thread changes while it is copied. */
	@Test
	void headersOfAMapThatHasNotWhatItsSizeSays() {
		for (int size : new int[] { 1, 3 }) {
			Map<String, String> given = new LinkedHashMap<>(Map.of("a", "b", "c", "d")) {

				@Override
				public int size() {
					return size;
				}

			};
			Map<String, String> headers = Message.of().withHeaders(given).headers();
			assertThat(headers).hasSize(2).containsEntry("a", "b").containsEntry("c", "d").doesNotContainKey("e");
		}
	}

	@Test
	void headersAreCheckedWhereTheyAreGiven() {
		Message message = Message.of();
		assertThatIllegalArgumentException().isThrownBy(() -> message.withHeaders(Map.of("a", "b\nc")))
			.withMessageContainingAll("'a'", "'b.c'", "control character", "encode it");
		assertThatIllegalArgumentException().isThrownBy(() -> message.withHeaders(Map.of("a\u0007", "b")))
			.withMessageContainingAll("'a.'", "no name");
		assertThatIllegalArgumentException().isThrownBy(() -> message.withHeaders(Map.of("", "b")));
		assertThatIllegalArgumentException().isThrownBy(() -> message.withHeaders(Map.of("a", "\ud800")));
		assertThatIllegalArgumentException().isThrownBy(() -> message.withHeaders(Map.of("a", "b".repeat(16384))))
			.withMessageContainingAll("16384", "16385");
		Map<String, String> many = new HashMap<>();
		for (int i = 0; i < 65; i++) {
			many.put("header" + i, "");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> message.withHeaders(many))
			.withMessageContainingAll("64", "65");
	}

}

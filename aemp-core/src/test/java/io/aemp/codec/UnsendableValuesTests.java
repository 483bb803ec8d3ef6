package io.aemp.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.aemp.Framing;
import io.aemp.Framing.PacketLimits;
import io.aemp.Message;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What may be sent, which is the same for both framings and for the check. */
class UnsendableValuesTests {

	private static final PacketLimits LIMITS = new PacketLimits(1000, 4);

	private static final List<Framing> FRAMINGS = List.of(new CborFraming(), new JsonFraming());

	static Stream<Arguments> unsendable() {
		List<Object> cyclic = new ArrayList<>();
		cyclic.add("x");
		cyclic.add(cyclic);
		Map<String, Object> cyclicMap = new HashMap<>();
		cyclicMap.put("self", cyclicMap);
		return Stream.of(Arguments.of(Instant.EPOCH, "Element 2 (java.time.Instant)", "send it as text"),
				Arguments.of(List.of(1, Optional.empty()), "Element 2[1] (java.util.Optional)", "send it as text"),
				Arguments.of(Map.of("k", new Object[] { 'c' }), "Element 2.k[0] (java.lang.Character)", "as text"),
				Arguments.of(new int[] { 1 }, "Element 2 ([I)", "lists"),
				Arguments.of(BigDecimal.ONE, "Element 2 (java.math.BigDecimal)", "as text"),
				Arguments.of(Map.of(1, 2), "java.lang.Integer", "make all keys text"),
				Arguments.of(Collections.singletonMap(null, 2), "but null", "make all keys text"),
				Arguments.of("a\uD83Db", "Element 2 (java.lang.String)", "index 1"),
				Arguments.of(List.of("\uDE00"), "Element 2[0] (java.lang.String)", "index 0"),
				Arguments.of(Map.of("\uD83D\uDE00\uD83D", 2), "Element 2", "in a key of it, the char at index 2"),
				Arguments.of(BigInteger.ONE.shiftLeft(8192), "Element 2 (java.math.BigInteger)", "8192 bits"),
				Arguments.of(List.of(List.of(List.of(List.of()))), "Element 2[0][0][0]", "4 levels"),
				Arguments.of(cyclic, "Element 2 (java.util.ArrayList)", "4 levels"),
				Arguments.of(cyclicMap, "Element 2 (java.util.HashMap)", "4 levels"),
				Arguments.of("x".repeat(1001), "The message", "1000 bytes"),
				Arguments.of(new byte[1001], "The message", "1000 bytes"),
				Arguments.of(Collections.nCopies(1001, 1), "The message", "1000 bytes"),
				Arguments.of(Named.of("endless", Collections.nCopies(Integer.MAX_VALUE, null)), "The message",
						"1000 bytes"));
	}

	@ParameterizedTest
	@MethodSource("unsendable")
	void isRefusedWithPlaceAndRule(Object value, String place, String rule) {
		Message message = Message.of("tag", 1, value);
		assertThatExceptionOfType(UnsendableValueException.class).isThrownBy(() -> Sendable.check(message, LIMITS))
			.withMessageContaining(place)
			.withMessageContaining("cannot travel")
			.withMessageContaining(rule);
		for (Framing framing : FRAMINGS) {
			assertThatExceptionOfType(UnsendableValueException.class)
				.isThrownBy(() -> framing.encode("p", message, LIMITS))
				.withMessageContaining(place)
				.withMessageContaining("cannot travel")
				.withMessageContaining(rule);
		}
	}

	@Test
	void isRefusedIfItChangesMeanwhile() {
		for (Framing framing : FRAMINGS) {
			Message message = Message.of("tag", new Shrinking());
			assertThatExceptionOfType(UnsendableValueException.class)
				.isThrownBy(() -> framing.encode("p", message, LIMITS))
				.withMessageContaining("changed");
		}
	}

	@Test
	void oneMessageDoesNotHarmTheNext() {
		for (Framing framing : FRAMINGS) {
			byte[] expected = framing.encode("p", Message.of("tag", 1), LIMITS);
			assertThatExceptionOfType(UnsendableValueException.class)
				.isThrownBy(() -> framing.encode("p", Message.of("tag", Instant.EPOCH), LIMITS));
			framing.encode("p", Message.of("tag", new byte[100_000]), Packets.LIMITS);
			assertThat(framing.encode("p", Message.of("tag", 1), LIMITS)).isEqualTo(expected);
		}
	}

	@Test
	void valuesMaySendWhileTheyAreWritten() {
		for (Framing framing : FRAMINGS) {
			List<byte[]> inner = new ArrayList<>();
			CharSequence sending = new CharSequence() {

				@Override
				public int length() {
					return 1;
				}

				@Override
				public char charAt(int index) {
					return 'x';
				}

				@Override
				public CharSequence subSequence(int start, int end) {
					return this;
				}

				@Override
				public String toString() {
					inner.add(framing.encode("inner", Message.of("tag"), LIMITS));
					return "x";
				}

			};
			assertThat(framing.encode("p", Message.of("tag", 1, sending), LIMITS))
				.isEqualTo(framing.encode("p", Message.of("tag", 1, "x"), LIMITS));
			assertThat(inner).isNotEmpty().first().isEqualTo(framing.encode("inner", Message.of("tag"), LIMITS));
		}
	}

	@Test
	void whatPassedTheCheckIsWrittenThoughJsonTakesMoreRoom() {
		Message message = Message.of("tag", new byte[900]);
		assertThat(Sendable.check(message, LIMITS)).isLessThan(1000);
		Framing json = new JsonFraming();
		assertThatExceptionOfType(UnsendableValueException.class).isThrownBy(() -> json.encode("p", message, LIMITS))
			.withMessageContaining("1000 bytes")
			.withMessageContaining("framing of this connection");
		assertThat(json.encodeLenient("p", message, LIMITS)).hasSizeGreaterThan(5400);
	}

	@Test
	void sizesUpToTheLimitAreWritten() {
		for (Framing framing : FRAMINGS) {
			Message message = Message.of(1, "x".repeat(900));
			int size = framing.encode("p", message, LIMITS).length;
			assertThat(framing.encode("p", message, new PacketLimits(size, 1))).hasSize(size);
			assertThatExceptionOfType(UnsendableValueException.class)
				.isThrownBy(() -> framing.encode("p", message, new PacketLimits(size - 1, 1)));
		}
	}

	/** Has an element less each time somebody asks. */
	private static final class Shrinking extends AbstractList<Object> {

		private int size = 3;

		@Override
		public Object get(int index) {
			return 1;
		}

		@Override
		public int size() {
			return (this.size > 0) ? this.size-- : 0;
		}

	}

}

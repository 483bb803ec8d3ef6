package io.aemp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Numbers of a message, however they travelled. */
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

	@Test
	void fractionsAreNumbers() {
		assertThat(Message.of(3.5).number(0)).isEqualTo(3.5);
		assertThat(Message.of("3.5").number(0)).isEqualTo(3.5);
		assertThat(Message.of(TOO_LARGE).number(0)).isEqualTo(0x1p63);
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of(true).number(0));
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of("x").number(0));
	}

}

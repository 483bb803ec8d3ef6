package io.aemp.boot.actuate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link ReadableValue}. */
class ReadableValueTests {

	@Test
	void arraysAreLists() {
		assertThat(ReadableValue.of(new int[] { 1, 2 })).isEqualTo(List.of(1, 2));
		assertThat(ReadableValue.of(new Object[] { "a", new String[] { "b" }, null }))
			.isEqualTo(List.of("a", List.of("b"), Optional.empty()));
	}

	@Test
	void bytesAreTextIfTheyLookLikeText() {
		assertThat(ReadableValue.of("Gr\u00fc\u00dfe\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
			.isEqualTo("Gr\u00fc\u00dfe\n");
		assertThat(ReadableValue.of(new byte[] { 65, 0, -1 })).isEqualTo("0x4100ff");
		assertThat(ReadableValue.of(new byte[0])).isEqualTo("");
	}

	@Test
	void largeValuesAreCut() {
		assertThat(ReadableValue.of(new byte[1 << 20]).toString()).startsWith("0x0000").hasSizeLessThan(10_000);
		assertThat(ReadableValue.of(Collections.nCopies(1000, Map.of("k", 1))).toString()).hasSizeLessThan(10_000)
			.endsWith("... 1000 elements]");
		List<Object> nested = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			nested = new ArrayList<>(List.of(nested));
		}
		assertThat(ReadableValue.of(nested).toString()).contains("[...]").hasSizeLessThan(100);
	}

}

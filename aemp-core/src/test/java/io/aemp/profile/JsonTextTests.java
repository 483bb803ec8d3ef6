package io.aemp.profile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link JsonText}. */
class JsonTextTests {

	@Test
	void readsEachKindOfValue() throws JsonText.MalformedException {
		assertThat(JsonText.read(" [\"\u00e9\\u263a\", 1, -5000000000, 1e2, 1.5, true, false, null, [], {}] "))
			.isEqualTo(Arrays.asList("\u00e9\u263a", 1, -5_000_000_000L, 100.0, 1.5, true, false, null, List.of(),
					Map.of()));
		assertThat(JsonText.read("123456789012345678901")).isEqualTo(new BigInteger("123456789012345678901"));
		assertThat(JsonText.read("null")).isNull();
	}

	@Test
	void keepsTheOrderAndTheLastOfEqualKeys() throws JsonText.MalformedException {
		Map<?, ?> read = (Map<?, ?>) JsonText.read("{\"b\":1, \"a\":2, # mine\n \"b\":3,}");
		assertThat(new ArrayList<Object>(read.keySet())).isEqualTo(List.of("b", "a"));
		assertThat(read.get("b")).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "[", "[1", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "\"open", "[1 2]", "{} {}", "1,",
			"geheim", "]", "{1:2}", "'a'", "01", "// x\n1" })
	void refusesAnythingElse(String text) {
		assertThatExceptionOfType(JsonText.MalformedException.class).isThrownBy(() -> JsonText.read(text))
			.withMessage("no JSON")
			.withNoCause();
	}

	@Test
	void namesThePlace() {
		assertThatExceptionOfType(JsonText.MalformedException.class).isThrownBy(() -> JsonText.read("[1,\n geheim]"))
			.satisfies((ex) -> {
				assertThat(ex.line()).isEqualTo(2);
				assertThat(ex.column()).isBetween(2, 9);
			});
		assertThatExceptionOfType(JsonText.MalformedException.class).isThrownBy(() -> JsonText.read("{\n\"a\": [\n"))
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(3));
	}

	@Test
	void aDeepNestIsNoStackOverflow() {
		String deep = "[".repeat(100_000);
		assertThatExceptionOfType(JsonText.MalformedException.class).isThrownBy(() -> JsonText.read(deep));
	}

}

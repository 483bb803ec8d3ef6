package io.aemp.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NameCacheTests {

	private final NameCache names = new NameCache(StandardCharsets.UTF_8);

	private String name(String text) {
		byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
		return this.names.text(bytes, 1, bytes.length - 2);
	}

	@Test
	void nameThatHasComeTwiceIsTheSameObjectFromThenOn() {
		for (String text : List.of("", "a", "tick", "eight888", "nine99999", "\u00e4\u20ac", "x".repeat(48))) {
			assertThat(name(text)).isEqualTo(text);
			String known = name(text);
			assertThat(known).isEqualTo(text).isSameAs(name(text));
		}
	}

	@Test
	void namesThatComeOnceReplaceNothing() {
		name("tick");
		String known = name("tick");
		for (int i = 0; i < 10_000; i++) {
			assertThat(name("once" + i)).isEqualTo("once" + i);
		}
		assertThat(name("tick")).isSameAs(known);
	}

	@Test
	void longTextIsNotKept() {
		String text = "x".repeat(49);
		name(text);
		assertThat(name(text)).isEqualTo(text).isNotSameAs(name(text));
	}

	@Test
	void namesThatDifferInOneOctetAreNotMistaken() {
		List<String> texts = new ArrayList<>();
		for (int length = 1; length <= 20; length++) {
			for (int i = 0; i < length; i++) {
				texts.add("x".repeat(i) + 'y' + "x".repeat(length - i - 1));
			}
		}
		for (int round = 0; round < 2; round++) {
			for (String text : texts) {
				assertThat(name(text)).isEqualTo(text);
			}
		}
	}

	@Test
	void charsetSaysWhatBytesMean() {
		byte[] bytes = "\u00e4".getBytes(StandardCharsets.UTF_8);
		assertThat(new NameCache(StandardCharsets.ISO_8859_1).text(bytes, 0, 2)).isEqualTo("\u00c3\u00a4");
		assertThat(this.names.text(bytes, 0, 2)).isEqualTo("\u00e4");
	}

}

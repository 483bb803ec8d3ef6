package io.aemp;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link Values}. */
class ValuesTests {

	@Test
	void aDisplayedValueIsOneLineOfWholeCharacters() {
		assertThat(Values.display("a\nb\u0085c")).isEqualTo("a.b.c");
		assertThat(Values.display("a\uD83Db\uDE00\uD83D\uDE00")).isEqualTo("a\uFFFDb\uFFFD\uD83D\uDE00");
		String cut = Values.display("x".repeat(199) + "\uD83D\uDE00");
		assertThat(Values.loneSurrogate(cut)).isEqualTo(-1);
		assertThat(cut).endsWith("x\uFFFD...");
	}

	@Test
	void findsHalfCharacters() {
		assertThat(Values.loneSurrogate("")).isEqualTo(-1);
		assertThat(Values.loneSurrogate("\uD83D\uDE00x")).isEqualTo(-1);
		assertThat(Values.loneSurrogate("\uD83D\uDE00\uDE00")).isEqualTo(2);
		assertThat(Values.loneSurrogate("x\uD83D")).isEqualTo(1);
	}

	@Test
	void aDeepValueIsDisplayedUpToTheLimit() {
		List<Object> deep = new ArrayList<>();
		for (int i = 0; i < 1_000_000; i++) {
			deep = new ArrayList<>(List.of(deep));
		}
		assertThat(Values.display(deep)).startsWith("[[[[").hasSizeLessThan(300);
		assertThat(Reason.of(deep).text()).isEmpty();
		assertThat(Reason.of("die", deep).text()).startsWith("[[[[").hasSizeLessThan(300);
	}

	/** A regular expression for this takes time that is quadratic in the line breaks. */
	@Test
	void lineBreaksAtTheEndOfAReasonAreRemovedInOnePass() {
		String breaks = "\n".repeat(1_000_000);
		Reason reason = Reason.of(new IllegalStateException(breaks + "x" + breaks));
		assertThat((String) reason.elements().get(1)).isEqualTo(breaks + "x");
	}

	@Test
	void displayLooksAtNoMoreThanItShows() {
		AtomicInteger looks = new AtomicInteger();
		List<Object> wide = new AbstractList<>() {

			@Override
			public Object get(int index) {
				looks.incrementAndGet();
				return 0L;
			}

			@Override
			public int size() {
				return 100_000;
			}

		};
		assertThat(Values.display(List.of(wide, wide))).startsWith("[[0, 0").endsWith("...");
		assertThat(looks).hasValueLessThan(300);
	}

}

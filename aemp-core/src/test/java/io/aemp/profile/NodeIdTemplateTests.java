package io.aemp.profile;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.aemp.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link NodeIdTemplate}. */
class NodeIdTemplateTests {

	private static final String UNIQUE = "[A-Za-z0-9]{20}";

	private final NodeIdTemplate template = new NodeIdTemplate("cerebro", new Random(42));

	@Test
	void takesAPlainNodeIdAsItIs() {
		assertThat(this.template.expand("chat.example.org:4040/a_b-c")).isEqualTo("chat.example.org:4040/a_b-c");
	}

	@Test
	void expandsHostNameAndUniqueText() {
		assertThat(this.template.expand("aemp/%n/%u")).matches("aemp/cerebro/" + UNIQUE);
		assertThat(this.template.expand("%n%n")).isEqualTo("cerebrocerebro");
	}

	@Test
	void aSlashAtTheEndAddsAUniqueText() {
		assertThat(this.template.expand("worker/")).matches("worker/" + UNIQUE);
	}

	@Test
	void eachUniqueTextIsAnotherOne() {
		Set<String> nodeIds = IntStream.range(0, 1000)
			.mapToObj((i) -> this.template.expand("%u/"))
			.flatMap((nodeId) -> Set.of(nodeId.split("/")).stream())
			.collect(Collectors.toSet());
		assertThat(nodeIds).hasSize(2000).allMatch((text) -> text.matches(UNIQUE));
	}

	@Test
	void theSameRandomnessGivesTheSameNodeId() {
		assertThat(new NodeIdTemplate("a", new Random(7)).expand("%u"))
			.isEqualTo(new NodeIdTemplate("b", new Random(7)).expand("%u"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%b", "100%", "%%", "a#b", "a b", "a\nb", "Zürich" })
	void namesWhatANodeIdMustNotContain(String nodeId) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.template.expand(nodeId))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("nodeid"))
			.withMessageContaining("contains '")
			.withMessageContaining("letters, digits");
	}

	@Test
	void namesEachOffendingCharacterOnce() {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.template.expand("x y#z y"))
			.withMessageContaining("contains ' ', '#'.");
	}

	@Test
	void aNodeIdThatNoGreetingHasRoomForIsRefused() {
		assertThat(this.template.expand("x".repeat(500))).hasSize(500);
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> this.template.expand("x".repeat(481) + "/"))
			.withMessageContaining("has 502 characters")
			.withMessageContaining("at most 500");
	}

	@Test
	void anEmptyNodeIdIsRefused() {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.template.expand(""));
	}

	@Test
	void aHostNameThatMakesNoNodeIdIsRefused() {
		NodeIdTemplate odd = new NodeIdTemplate("my host", new Random(1));
		assertThat(odd.expand("fixed")).isEqualTo("fixed");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> odd.expand("%n"))
			.withMessageContaining("my host");
	}

	@Test
	void thisHostHasAName() {
		assertThat(HostName.current()).isNotBlank();
	}

}

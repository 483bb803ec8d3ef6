package io.aemp.handshake;

import java.time.Duration;

import io.aemp.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class NodePatternTests {

	@ParameterizedTest
	@CsvSource({ "a,a,true", "a,A,false", "a,ab,false", "*,anything/at:all,true", "a*,a,true", "a*,ba,false",
			"*a,a,true", "*a,ab,false", "ab*ba,aba,false", "ab*ba,abba,true", "w/*/x,w/1/x,true", "w/*/x,w/x,false",
			"a*b*c,a1b2c,true", "a*b*c,acb,false", "a*bc*c,abc,false", "a.c,abc,false", "**,x,true", "a*a*a,aa,false" })
	void aStarStandsForAnyText(String pattern, String node, boolean matches) {
		assertThat(new NodePattern(pattern).matches(node)).isEqualTo(matches);
	}

	@Test
	void noChoiceOfTextsMakesItSlow() {
		NodePattern pattern = new NodePattern("*a".repeat(2000) + "b");
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
			for (int i = 0; i < 100; i++) {
				assertThat(pattern.matches("a".repeat(4000))).isFalse();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a#b", "a\n" })
	void whatCanBeNoNodeIdIsTold(String pattern) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> new NodePattern(pattern))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("admission.nodes"))
			.withMessageContaining("no node ID")
			.withMessageContaining("worker/*");
	}

}

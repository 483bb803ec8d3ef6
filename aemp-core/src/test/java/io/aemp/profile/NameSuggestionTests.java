package io.aemp.profile;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link NameSuggestion}. */
class NameSuggestionTests {

	@ParameterizedTest
	@CsvSource({ "sedes,seeds", "node-idd,node-id", "node_idd,node-id", "NODE_IDD,node-id", "bind,binds" })
	void suggestsTheNearest(String unknown, String meant) {
		assertThat(NameSuggestion.nearest(unknown, List.of("binds", "node-id", "secure", "seeds"))).contains(meant);
	}

	@Test
	void suggestsNothingThatIsFarAway() {
		assertThat(NameSuggestion.nearest("heartbeat", List.of("binds", "node-id"))).isEmpty();
		assertThat(NameSuggestion.nearest("seeds", List.of())).isEmpty();
	}

	@Test
	void listsAllInAText() {
		assertThat(NameSuggestion.of("bind", "settings", List.of("binds", "seeds")))
			.isEqualTo("Did you mean 'binds'? The settings are binds, seeds.");
		assertThat(NameSuggestion.of("other", "settings", List.of("binds"))).isEqualTo("The settings are binds.");
	}

}

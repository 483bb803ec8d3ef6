package io.aemp.profile;

import java.util.Collections;
import java.util.Map;

import io.aemp.InvalidConfigurationException;
import io.aemp.profile.Profiles.Option;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link Profiles}. */
class ProfilesTests {

	private static final ProfileDocument DOCUMENT = ProfileDocument.parse("""
			{
				"nodeid": "top", "secret": "top", "seeds": "top:1", "binds": "*:1",
				"profile": {
					"base": {"secret": "base", "seeds": "base:1", "binds": "*:2"},
					"middle": {"parent": "base", "seeds": "middle:1", "binds": null},
					"leaf": {"parent": "middle", "seeds": "leaf:1"},
					"a": {"parent": "b"}, "b": {"parent": "c"}, "c": {"parent": "a"},
					"self": {"parent": "self"},
					"orphan": {"parent": "bases"},
					"free": {"parent": null, "seeds": "free:1"}
				}
			}
			""");

	private static final Map<String, Object> PROGRAM = Map.of("seeds", "program:1", "connect_interval", 7);

	private final Profiles profiles = new Profiles(DOCUMENT, "leaf");

	@Test
	void aProfileBeatsItsAncestorsTheTopLevelAndTheProgram() {
		assertThat(this.profiles.resolve("leaf", PROGRAM).values()).containsExactlyInAnyOrderEntriesOf(
				Map.of("nodeid", "top", "secret", "base", "seeds", "leaf:1", "binds", "*:2", "connect_interval", 7));
	}

	@Test
	void withForceTheProgramBeatsAll() {
		assertThat(this.profiles.resolve("leaf", PROGRAM, Option.FORCE).values()).containsEntry("seeds", "program:1")
			.containsEntry("secret", "base");
	}

	@Test
	void withNorcOnlyTheProgramCounts() {
		assertThat(this.profiles.resolve("leaf", PROGRAM, Option.NORC).values()).isEqualTo(PROGRAM);
		assertThat(this.profiles.resolve("a", PROGRAM, Option.NORC, Option.FORCE).values()).isEqualTo(PROGRAM);
	}

	@Test
	void nullIsNotSet() {
		assertThat(this.profiles.resolve("middle", Map.of()).values()).containsEntry("binds", "*:2");
		assertThat(this.profiles.resolve("free", Map.of()).values()).containsEntry("secret", "top");
		assertThat(this.profiles.resolve("leaf", Collections.singletonMap("seeds", null), Option.FORCE).values())
			.containsEntry("seeds", "leaf:1");
	}

	@Test
	void theHostNameIsTheDefaultProfile() {
		ProfileSettings settings = this.profiles.resolve(null, Map.of());
		assertThat(settings.profile()).isEqualTo("leaf");
		assertThat(settings.values()).containsEntry("seeds", "leaf:1");
	}

	@Test
	void aProfileThatIsNotThereHasTheTopLevelOnly() {
		assertThat(this.profiles.resolve("elsewhere", Map.of()).values())
			.isEqualTo(Map.of("nodeid", "top", "secret", "top", "seeds", "top:1", "binds", "*:1"));
	}

	@Test
	void aCircleOfParentsIsShown() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> this.profiles.resolve("a", Map.of()))
			.withMessageContaining("a -> b -> c -> a");
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> this.profiles.resolve("self", Map.of()))
			.withMessageContaining("self -> self");
	}

	@Test
	void anUnknownParentIsNamed() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> this.profiles.resolve("orphan", Map.of()))
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo("parent");
				assertThat(ex.problem()).contains("orphan", "bases");
				assertThat(ex.remedy()).contains("Did you mean 'base'?", "leaf");
			});
	}

	@Test
	void anUnknownKeyOfTheProgramIsNamed() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> this.profiles.resolve("leaf", Map.of("seed", "x:1")))
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo("seed");
				assertThat(ex.problem()).contains("the program");
				assertThat(ex.remedy()).startsWith("Did you mean 'seeds'?");
			});
	}

}

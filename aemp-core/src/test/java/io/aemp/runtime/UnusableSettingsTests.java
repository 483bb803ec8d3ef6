package io.aemp.runtime;

import java.time.Duration;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node is not made with values that could only fail later. */
class UnusableSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P366D", "PT2562047788015215H" })
	void timesAreAboveZeroAndAtMostAYear(Duration time) {
		assertRefused("monitor_timeout", builder().monitorTimeout(time));
		assertRefused("query_timeout", builder().queryTimeout(time));
		assertRefused("connect_interval", builder().connectInterval(time));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-1S", "PT1S", "PT2562047788015215H" })
	void theTimeToPollIsShort(Duration time) {
		assertRefused("busy_poll", builder().busyPoll(time));
	}

	private static NodeConfigurationBuilder builder() {
		return NodeConfiguration.builder().secret("s").binds();
	}

	private static void assertRefused(String setting, NodeConfigurationBuilder builder) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> Nodes.start(builder.build()))
			.returns(setting, InvalidConfigurationException::setting)
			.satisfies((ex) -> assertThat(ex.remedy()).contains("Give a time like"));
	}

}

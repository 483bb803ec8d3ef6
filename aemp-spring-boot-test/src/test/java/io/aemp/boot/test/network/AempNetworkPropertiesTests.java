package io.aemp.boot.test.network;

import java.time.Duration;

import io.aemp.NodeConfiguration;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.test.probe.AempProbe;
import io.aemp.boot.test.probe.AempProbeAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AempNetworkPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(AempAutoConfiguration.class, AempNetworkAutoConfiguration.class, AempProbeAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "aemp-test.network.clock=fast, fast", "aemp-test.network.seed=first, first",
			"aemp-test.network.sockets=true, aemp-test.network.sockets" })
	void wrongNetworkIsAnErrorAtTheStart(String property, String named) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(named));
	}

	@ParameterizedTest
	@CsvSource({ "aemp-test.probe.timeout=long, long", "aemp-test.probe.quiet=a while, a while",
			"aemp-test.probe.patience=1s, aemp-test.probe.patience" })
	void wrongProbeIsAnErrorWhereItIsUsed(String property, String named) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThatThrownBy(() -> context.getBean(AempProbe.class)).rootCause()
				.hasMessageContaining(named));
	}

	@Test
	void realClockCannotBeAdvanced() {
		this.runner.run((context) -> assertThatIllegalStateException()
			.isThrownBy(() -> context.getBean(AempClock.class).advance(Duration.ofSeconds(1)))
			.withMessage("The clock of this network is the real one, which nobody can advance: "
					+ "use @AutoConfigureAempNetwork(clock = MANUAL) or AempNetwork.create(MANUAL)"));
	}

	@Test
	void localSendsAreAsTheApplicationSays() {
		this.runner.withPropertyValues("aemp.strict-local-sends=false")
			.run((context) -> assertThat(context.getBean(NodeConfiguration.class).strictLocalSends()).isFalse());
	}

}

package io.aemp.boot.autoconfigure;

import java.util.Map;

import io.aemp.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link ConfigurationWarnings} and {@link MistypedVariables}. */
class ConfigurationWarningsTests {

	/** Sees no system properties of the build, some of which begin as ours do. */
	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer((context) -> setSystemProperties(context, Map.of()))
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(ConfigurationWarnings.class);

	@Test
	void anEnvironmentVariableThatResemblesAProperty() {
		withVariables(Map.of("AEMP_SEDES", "geheim:1", "AEMP_NODE_IDD", "a"));
		assertThat(this.log.lines()).containsExactly(
				"The environment variable 'AEMP_NODE_IDD' sets nothing: there is no property 'aemp.node.idd'. Did you mean"
						+ " 'aemp.node-id'?",
				"The environment variable 'AEMP_SEDES' sets nothing: there is no property 'aemp.sedes'. Did you mean"
						+ " 'aemp.seeds'?");
	}

	@Test
	void environmentVariablesOfOthers() {
		withVariables(Map.of("AEMP_PORT", "tcp://10.0.0.1:4040", "AEMP_PORT_4040_TCP", "tcp://10.0.0.1:4040",
				"AEMP_SERVICE_HOST", "10.0.0.1", "AEMP_SECRET_FILE", "/run/secret", "AEMP_HOME", "/opt/aemp"));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void environmentVariablesThatAreProperties() {
		withVariables(Map.of("AEMP_NODEID", "a", "AEMP_SEEDS_0", "127.0.0.1:1", "AEMP_SECRET", "s", "AEMP_BINDS", "",
				"AEMP_LIMITS_MAXDIALS", "3", "AEMP_PROFILES_ONE_SEEDS", "127.0.0.1:1", "AEMP_MONITOR_TIMEOUT", "3"));
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void aSystemProperty() {
		this.runner
			.withInitializer((context) -> setSystemProperties(context,
					Map.of("aemp.url", "x", "aemp.node-id", "a", "aemp.monitor-families[0]", "f")))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.log.lines())
			.containsExactly("The system property 'aemp.url' sets nothing: there is no property 'aemp.url'");
	}

	@Test
	void servicesWithoutADiscoveryClient() {
		this.runner.withPropertyValues("aemp.discovery.services=shop")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("names [shop]", "no bean of type DiscoveryClient", "Spring Cloud");
	}

	private static void setSystemProperties(ConfigurableApplicationContext context, Map<String, Object> properties) {
		String name = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
		context.getEnvironment().getPropertySources().replace(name, new MapPropertySource(name, properties));
	}

	private void withVariables(Map<String, Object> variables) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables)))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}

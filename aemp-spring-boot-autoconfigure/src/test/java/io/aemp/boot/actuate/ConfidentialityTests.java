package io.aemp.boot.actuate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempEndpointsAutoConfiguration;
import io.aemp.boot.autoconfigure.AempHealthContributorAutoConfiguration;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** No endpoint shows a secret or a certificate, even if values are to be shown. */
class ConfidentialityTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempEndpointsAutoConfiguration.class,
				AempHealthContributorAutoConfiguration.class, SslAutoConfiguration.class,
				EnvironmentEndpointAutoConfiguration.class,
				ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withPropertyValues("aemp.node-id=test", "aemp.binds=127.0.0.1:0", "aemp.seeds=127.0.0.1:1",
				"management.endpoints.web.exposure.include=*", "management.endpoint.env.show-values=always",
				"management.endpoint.configprops.show-values=always");

	@Test
	void secretsOfProperties() {
		this.runner
			.withPropertyValues("aemp.secret=geheim", "aemp.accepted-secrets[0]=versteckt",
					"aemp.acceptedSecrets[1]=verborgen", "aemp.profiles.one.secret=verdeckt",
					"aemp.profiles.one.accepted-secrets=verhuellt,verhohlen")
			.run((context) -> assertThat(everythingShown(context))
				.contains("accepted-secrets", "acceptedSecrets", "127.0.0.1:0")
				.doesNotContain("geheim", "versteckt", "verborgen", "verdeckt", "verhuellt", "verhohlen"));
	}

	@Test
	void secretsOfTheEnvironment() {
		Map<String, Object> variables = Map.of("AEMP_SECRET", "geheim", "AEMP_ACCEPTEDSECRETS_0", "versteckt",
				"AEMP_ACCEPTED_SECRETS_1_", "verborgen", "AEMP_PROFILES_ONE_CERT", "verdeckt",
				"SPRING_APPLICATION_JSON", "{\"aemp\": {\"binds\": [],\n \"secret\": \"verhohlen\"}}", "COMMAND",
				"io.aemp.sample.App --aemp.secret=verhuellt");
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables)))
			.run((context) -> assertThat(everythingShown(context)).contains(variables.keySet())
				.doesNotContain("geheim", "versteckt", "verborgen", "verdeckt", "verhuellt", "verhohlen"));
	}

	@Test
	void certificates() throws Exception {
		X509Bundle certificate = new CertificateBuilder().subject("CN=test")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		String key = certificate.getPrivateKeyPEM();
		String pem = certificate.getCertificatePEM();
		this.runner
			.withPropertyValues("aemp.cert=" + key + pem, "aemp.profiles.one.cert=" + key + pem,
					"aemp.admission.certificate-names-node=true")
			.run((context) -> assertThat(everythingShown(context))
				.contains("certificate-names-node\":{\"value\":\"true\"")
				.doesNotContain("BEGIN", key.lines().toList().get(1), pem.lines().toList().get(1)));
	}

	@Test
	void otherValuesAreShown() {
		this.runner.withPropertyValues("aemp.failure-detector.heartbeat=1s", "aemp.limits.max-dials=7")
			.run((context) -> {
				Map<String, Object> shown = new HashMap<>();
				context.getBean(ConfigurationPropertiesReportEndpoint.class)
					.configurationProperties()
					.getContexts()
					.values()
					.forEach(
							(beans) -> beans.getBeans().values().forEach((bean) -> shown.putAll(bean.getProperties())));
				assertThat(shown).containsEntry("seeds", List.of("127.0.0.1:1"));
				assertThat(shown.get("limits")).asString().contains("maxDials=7", "maxNesting=512");
				assertThat(shown.get("failureDetector")).asString().contains("heartbeat=PT1S");
			});
	}

	private static String everythingShown(ApplicationContext context) {
		return JsonMapper.builder()
			.build()
			.writeValueAsString(List.of(context.getBean(EnvironmentEndpoint.class).environment(null),
					context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties(),
					context.getBean(AempNodesEndpoint.class).nodes(null, null),
					context.getBean(AempPortsEndpoint.class).ports(null, null, null, null, null),
					context.getBean(AempFamiliesEndpoint.class).families(null, null),
					context.getBean(AempHealthIndicator.class).health(true)));
	}

}

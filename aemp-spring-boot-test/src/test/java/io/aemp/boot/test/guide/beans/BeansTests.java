package io.aemp.boot.test.guide.beans;

import java.util.List;

import io.aemp.ExecutionPolicy;
import io.aemp.SeedSource;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.ApplicationRestart;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class BeansTests {

	@Test
	void theNodeTakesThem() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
			.withPropertyValues("aemp.node-id=test", "aemp.secret=A", "aemp.binds=127.0.0.1:0")
			.withUserConfiguration(Beans.class)
			.withBean(SecretRotation.class)
			.run((context) -> {
				assertThat(context.getBean(ExecutionPolicy.class).permits("shop/1", "eval")).isFalse();
				context.getBean(ApplicationRestart.class).restart();
				SecretRotation rotation = context.getBean(SecretRotation.class);
				rotation.begin("B");
				rotation.end();
			});
	}

	interface RegistryClient {

		List<String> addressesOf(String service);

	}

	interface Rollout {

		void begin();

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		RegistryClient client() {
			return (service) -> List.of();
		}

		@Bean
		Rollout rollout() {
			return () -> {
			};
		}

		@Bean
		ExecutionPolicy executionPolicy() {
			return (node, function) -> node.startsWith("shop/") && !function.equals("eval");
		}

		@Bean
		SeedSource registry(RegistryClient client) {
			return () -> client.addressesOf("chat");
		}

		@Bean
		ApplicationRestart restart(Rollout rollout) {
			return rollout::begin;
		}

	}

}

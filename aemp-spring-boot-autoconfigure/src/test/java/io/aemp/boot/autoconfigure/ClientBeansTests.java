package io.aemp.boot.autoconfigure;

import java.util.Locale;
import java.util.Map;

import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.boot.client.ImportAempClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Typed clients among the other beans of an application. */
@ExtendWith(OutputCaptureExtension.class)
class ClientBeansTests {

	private static final String CLIENT = "greeters#" + Greeter.class.getName();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, ValidationAutoConfiguration.class,
				PropertyPlaceholderAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("aemp.node-id=test", "greeting.group=greeters", "greeting.tag=greet", "greeting.time=5s",
				"aemp.client.greeters.family=greeters");

	@Test
	void textsOfAnnotationsMayHavePlaceholders() {
		this.runner.run((context) -> assertThat(context.getBean(Greeter.class).greet("you")).isEqualTo("hello you"));
	}

	@Test
	void aPlaceholderWithoutAValueIsNamed() {
		this.runner.withPropertyValues("greeting.tag=${greeting.unknown}")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("'${greeting.tag}' in an annotation of aemp cannot be resolved")
				.hasMessageContaining("'greeting.unknown'"));
	}

	@Test
	void anInterfaceThatIsNotPublicHasDefaultMethods() {
		this.runner.run((context) -> assertThat(context.getBean(Greeter.class).greetTwice("you"))
			.isEqualTo("hello you, hello you"));
	}

	@Test
	void aDecoratorMayBePrimary() {
		this.runner.withUserConfiguration(Decorated.class)
			.run((context) -> assertThat(context.getBean(Greeter.class).greet("you")).isEqualTo("HELLO YOU"));
	}

	@Test
	void severalClassesMayNeedTheSameClient() {
		this.runner.withUserConfiguration(Again.class)
			.run((context) -> assertThat(context).hasNotFailed().hasBean(CLIENT));
	}

	@Test
	void anEnvironmentVariableNamesAGroup() {
		this.runner.withUserConfiguration(CamelCase.class)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("AEMP_CLIENT_MYGREETERS_FAMILY", "greeters"))))
			.run((context) -> assertThat(
					context.getBean("myGreeters#" + Greeter.class.getName(), Greeter.class).greet("you"))
				.isEqualTo("hello you"));
	}

	@Test
	void aGroupWithASpaceIsWrittenInBrackets() {
		this.runner.withUserConfiguration(WithASpace.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("Set the property 'aemp.client.[my greeters].family'"));
		this.runner.withUserConfiguration(WithASpace.class)
			.withPropertyValues("aemp.client.[my greeters].family=greeters")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void propertiesOfAGroupThatNobodyImports(CapturedOutput output) {
		this.runner.withPropertyValues("aemp.client.greters.timeout=3s", "aemp.client.Greeters.timeout=3s")
			.run((context) -> assertThat(output).containsOnlyOnce("The properties 'aemp.client.")
				.contains(
						"'aemp.client.greters.*' set nothing: no @ImportAempClients names such a group. The groups are"
								+ " [greeters]"));
	}

	@Test
	void propertiesOfGroupsInAContextWithoutClients(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
			.withPropertyValues("aemp.client.orders.timeout=3s")
			.run((context) -> assertThat(output).doesNotContain("aemp.client.orders"));
	}

	@Test
	void whoSearchesTheBeansByTypeCreatesNothing(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).doesNotContain("is not eligible for getting processed"));
	}

	@Test
	void whereThereIsNoNodeThereAreNoClients(CapturedOutput output) {
		this.runner.withPropertyValues("aemp.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(CLIENT);
			assertThat(output).containsOnlyOnce("There are no clients for @ImportAempClients");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "${greeting.group}", types = Greeter.class)
	@Import(GreeterPort.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorated {

		@Bean
		@Primary
		Greeter loudGreeter(@Qualifier("greeters") Greeter client) {
			return (name) -> client.greet(name).toUpperCase(Locale.ROOT);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "greeters", types = Greeter.class)
	static class Again {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "myGreeters", types = Greeter.class)
	static class CamelCase {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "my greeters", types = Greeter.class)
	static class WithASpace {

	}

	interface Greeter {

		@AempExchange(value = "${greeting.tag}", idempotent = true, attemptTimeout = "${greeting.time}")
		String greet(String name);

		default String greetTwice(String name) {
			return greet(name) + ", " + greet(name);
		}

	}

	@AempPort(families = "greeters")
	static class GreeterPort implements Greeter {

		@Override
		public String greet(String name) {
			return "hello " + name;
		}

	}

}

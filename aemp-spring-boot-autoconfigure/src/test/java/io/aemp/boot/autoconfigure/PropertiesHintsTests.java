package io.aemp.boot.autoconfigure;

import java.lang.reflect.Method;

import io.aemp.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.context.annotation.ImportRuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

/** Native images can bind properties. */
class PropertiesHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@ParameterizedTest
	@ValueSource(classes = { LimitsProperties.class, FlowControlProperties.class, FailureDetectorProperties.class,
			AdmissionProperties.class, SslProperties.class, ServiceProperties.class, OperatorRequestsProperties.class,
			LogSourceProperties.class, LogCatcherProperties.class })
	void groupsCanBeBound(Class<?> group) {
		BindableRuntimeHintsRegistrar.forTypes(AempProperties.class).registerHints(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(group.getDeclaredConstructors()[0]))
			.accepts(this.hints);
	}

	@Test
	void profilesCanBeBound() {
		BindableRuntimeHintsRegistrar.forTypes(AempProperties.class).registerHints(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(NodeProperties.class, "setSsl"))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(AempProperties.Profile.class, "setParent"))
			.accepts(this.hints);
	}

	@Test
	void textsBecomeSecretsAndServices() throws Exception {
		ImportRuntimeHints imported = AempAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class);
		assertThat(imported.value()).containsExactly(AempRuntimeHints.class);
		new AempRuntimeHints().registerHints(this.hints, null);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Secret.class.getDeclaredMethod("of", String.class))).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(ServiceProperties.class.getDeclaredMethod("of", String.class))).accepts(this.hints);
	}

	@Test
	void virtualThreadsCanBeMade() throws Exception {
		new AempRuntimeHints().registerHints(this.hints, null);
		for (Method factory : Thread.class.getMethods()) {
			if (factory.getName().equals("ofVirtual")) {
				assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(factory)).accepts(this.hints);
				assertThat(RuntimeHintsPredicates.reflection()
					.onMethodInvocation(factory.getReturnType().getMethod("factory"))).accepts(this.hints);
			}
		}
	}

}

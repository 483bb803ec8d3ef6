package io.aemp.boot.actuate;

import java.util.List;

import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.autoconfigure.AempEndpointsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/** Whose answers are explained to those who ask by HTTP. */
class EndpointRefusalsTests {

	private final OperationInvoker invoker = (context) -> null;

	@Test
	void allEndpointsOfThisLibraryAndNoOthers() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempEndpointsAutoConfiguration.class))
			.run((context) -> {
				EndpointRefusals refusals = context.getBean(EndpointRefusals.class);
				assertThat(endpoints()).contains("aemp", "aempports")
					.allSatisfy((endpoint) -> assertThat(apply(refusals, endpoint)).isNotSameAs(this.invoker));
				assertThat(apply(refusals, "aempfoo")).isSameAs(this.invoker);
			});
	}

	private OperationInvoker apply(EndpointRefusals refusals, String endpoint) {
		return refusals.apply(EndpointId.of(endpoint), OperationType.READ, mock(OperationParameters.class),
				this.invoker);
	}

	/** The IDs of all endpoints that there are, whether they are in a list or not. */
	private static List<String> endpoints() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(Endpoint.class));
		return scanner.findCandidateComponents("io.aemp.boot")
			.stream()
			.map((found) -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
			.map((type) -> MergedAnnotations.from(type).get(Endpoint.class).getString("id"))
			.toList();
	}

}

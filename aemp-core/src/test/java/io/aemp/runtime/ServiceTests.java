package io.aemp.runtime;

import java.util.ArrayList;
import java.util.List;

import io.aemp.ExecutionPolicy;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.Service;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Functions that a node calls by itself when it starts. */
class ServiceTests {

	private final List<String> calls = new ArrayList<>();

	@Test
	void servicesRunAlsoWhereOthersMayRunNothing() {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.nodeId("a")
			.executionPolicy(ExecutionPolicy.REFUSE)
			.services(new Service("fails", List.of()), new Service("app::begin", List.of(1L, "x")))
			.build();
		try (ManagedNode node = Nodes.create(configuration)) {
			node.functions().register("fails", (caller, arguments) -> {
				throw new IllegalStateException("on purpose");
			});
			node.functions().register("app::begin", (caller, arguments) -> this.calls.add(caller + arguments.toList()));
			node.start();
			assertThat(this.calls).containsExactly("a[1, x]");
			node.send("a", "app::begin", 2L);
			assertThat(this.calls).as("a request, and no service").hasSize(1);
		}
	}

	@Test
	void serviceThatIsMissingIsNamed() {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.nodeId("a")
			.services(new Service("app::begin", List.of()))
			.build();
		try (ManagedNode node = Nodes.create(configuration)) {
			assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(node::start)
				.withMessageContaining("'app::begin'");
		}
	}

}

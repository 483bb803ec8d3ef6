package io.aemp.boot.autoconfigure;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.SeedSource;
import io.aemp.runtime.Nodes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Seeds from beans and from the discovery client of Spring Cloud, and what others are
 * told.
 */
class DiscoveryTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "aemp.secret=geheim", "aemp.binds=127.0.0.1:0",
				"aemp.discovery.interval=1s")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempDiscoveryAutoConfiguration.class));

	private static Node seed() {
		return Nodes.start(NodeConfiguration.builder().nodeId("seed").secret("geheim").binds("127.0.0.1:0").build());
	}

	private static void awaitSeed(Node node) {
		Awaitility.await().until(() -> node.network().primary().orElse("").equals("seed"));
	}

	@Test
	void aBeanMaySupplySeedsAndWantTheNode() {
		try (Node seed = seed()) {
			this.runner.withBean("theSeeds", WantsTheNode.class).run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(WantsTheNode.class).seeds = seed.network().listeners();
				awaitSeed(context.getBean(Node.class));
				assertThat(context.getBean(NodeConfiguration.class).seedSources()).hasToString("[bean 'theSeeds']");
			});
		}
	}

	@Test
	void theInstancesOfServicesAreSeeds() {
		try (Node seed = seed()) {
			String[] address = seed.network().listeners().get(0).split(":");
			Registry registry = new Registry(
					Map.of("chat", List.of(new Instance(address[0], Map.of("aemp.port", address[1])))));
			for (String services : List.of("aemp.discovery.services=none,chat", "aemp.discovery.services[0]=chat")) {
				this.runner.withBean(DiscoveryClient.class, () -> registry)
					.withPropertyValues(services)
					.run((context) -> awaitSeed(context.getBean(Node.class)));
			}
		}
	}

	@Test
	void instancesWithoutMetadataListenAtTheConfiguredPort() {
		Registry registry = new Registry(
				Map.of("chat", List.of(new Instance("10.0.0.1", Map.of()), new Instance("fd00::1", Map.of()))));
		assertThat(new DiscoveredSeeds(registry, List.of("chat"), 4040).seeds()).containsExactly("10.0.0.1:4040",
				"[fd00::1]:4040");
	}

	@Test
	void withoutServicesOrClientThereIsNoSource() {
		Registry registry = new Registry(Map.of());
		this.runner.withBean(DiscoveryClient.class, () -> registry)
			.run((context) -> assertThat(context).doesNotHaveBean(SeedSource.class));
		this.runner.withPropertyValues("aemp.discovery.services=chat")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SeedSource.class));
		this.runner.withClassLoader(new FilteredClassLoader(DiscoveryClient.class))
			.withPropertyValues("aemp.discovery.services=chat")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SeedSource.class));
	}

	@Test
	void namesAndAdvertisedAddressesComeFromProperties() {
		this.runner
			.withPropertyValues("aemp.seeds=dns:chat:4040,srv:_aemp._tcp.chat.invalid", "aemp.advertise=localhost:*",
					"aemp.discovery.interval=5s")
			.run((context) -> {
				NodeConfiguration configuration = context.getBean(NodeConfiguration.class);
				assertThat(configuration.seeds()).containsExactly("dns:chat:4040", "srv:_aemp._tcp.chat.invalid");
				assertThat(configuration.advertise()).containsExactly("localhost:*");
				assertThat(configuration.seedInterval()).hasSeconds(5);
			});
	}

	static class WantsTheNode implements SeedSource {

		private volatile Collection<String> seeds = List.of();

		WantsTheNode(Node node) {
			assertThat(node.id()).isEqualTo("test");
		}

		@Override
		public Collection<String> seeds() {
			return this.seeds;
		}

	}

	private record Registry(Map<String, List<ServiceInstance>> instances) implements DiscoveryClient {

		@Override
		public String description() {
			return "for tests";
		}

		@Override
		public List<ServiceInstance> getInstances(String serviceId) {
			return this.instances.getOrDefault(serviceId, List.of());
		}

		@Override
		public List<String> getServices() {
			return List.copyOf(this.instances.keySet());
		}

	}

	private record Instance(String host, Map<String, String> metadata) implements ServiceInstance {

		@Override
		public String getServiceId() {
			return "chat";
		}

		@Override
		public String getHost() {
			return this.host;
		}

		@Override
		public int getPort() {
			return 8080;
		}

		@Override
		public boolean isSecure() {
			return false;
		}

		@Override
		public URI getUri() {
			return URI.create("http://" + this.host);
		}

		@Override
		public Map<String, String> getMetadata() {
			return this.metadata;
		}

	}

}

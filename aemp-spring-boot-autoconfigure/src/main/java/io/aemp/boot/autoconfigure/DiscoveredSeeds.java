package io.aemp.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.aemp.HostPort;
import io.aemp.SeedSource;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/** The instances of services that a discovery client knows. */
final class DiscoveredSeeds implements SeedSource {

	private static final String PORT_KEY = "aemp.port";

	private final DiscoveryClient client;

	private final List<String> services;

	private final int port;

	/**
	 * Creates a source.
	 * @param client knows the instances
	 * @param services the IDs of the services
	 * @param port where instances listen that do not say it in their metadata
	 */
	DiscoveredSeeds(DiscoveryClient client, List<String> services, int port) {
		this.client = client;
		this.services = services;
		this.port = port;
	}

	@Override
	public Collection<String> seeds() {
		return this.services.stream()
			.flatMap((service) -> this.client.getInstances(service).stream())
			.map(this::address)
			.distinct()
			.toList();
	}

	private String address(ServiceInstance instance) {
		Map<String, String> metadata = instance.getMetadata();
		String port = (metadata != null) ? metadata.get(PORT_KEY) : null;
		return new HostPort(instance.getHost(), (port != null) ? Integer.parseInt(port.strip()) : this.port).toString();
	}

	@Override
	public String toString() {
		return "services " + this.services;
	}

}

package io.aemp.simulation;

import java.net.UnknownHostException;
import java.util.List;

import io.aemp.HostPort;
import io.aemp.NodeConfiguration;
import io.aemp.SeedEntry;
import io.aemp.discovery.Names;

/** The names that hosts have in common; the name of a host is its address. */
final class SimulatedNames implements Names {

	private final SimulatedNetwork network;

	SimulatedNames(SimulatedNetwork network) {
		this.network = network;
	}

	@Override
	public List<String> addresses(String host) throws UnknownHostException {
		List<String> addresses = this.network.resolve(host).stream().map(Host::name).toList();
		if (addresses.isEmpty()) {
			throw new UnknownHostException(host);
		}
		return addresses;
	}

	/** All hosts of a service use the customary port. */
	@Override
	public List<String> services(String name) throws UnknownHostException {
		return addresses(name).stream()
			.map((host) -> new HostPort(host, NodeConfiguration.CUSTOMARY_PORT).toString())
			.toList();
	}

	@Override
	public boolean isLiteral(SeedEntry address) {
		return !this.network.isName(address.host());
	}

}

package io.aemp.simulation;

import java.net.UnknownHostException;
import java.util.List;

import io.aemp.HostPort;
import io.aemp.SeedEntry;
import io.aemp.discovery.Names;

/** The names of hosts for threads of nodes; each host has one of its own. */
final class LiveNames implements Names {

	private final LiveNetwork network;

	LiveNames(LiveNetwork network) {
		this.network = network;
	}

	@Override
	public List<String> addresses(String host) throws UnknownHostException {
		List<String> addresses = this.network.world()
			.call(() -> this.network.network().resolve(host).stream().map(Host::name).toList());
		if (addresses.isEmpty()) {
			throw new UnknownHostException(host);
		}
		return addresses;
	}

	@Override
	public List<String> services(String name) throws UnknownHostException {
		return addresses(name).stream().map((host) -> new HostPort(host, LiveNetwork.PORT).toString()).toList();
	}

	@Override
	public boolean isLiteral(SeedEntry address) {
		return true;
	}

}

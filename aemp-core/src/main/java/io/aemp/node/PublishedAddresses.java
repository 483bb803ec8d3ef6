package io.aemp.node;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.SeedEntry;
import io.aemp.link.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that other nodes are told, and whether they are of any use to a peer on
 * another host. The control executor checks peers.
 */
final class PublishedAddresses {

	private static final Logger logger = LoggerFactory.getLogger(PublishedAddresses.class);

	private final String self;

	private volatile List<HostPort> addresses = List.of();

	private boolean warned;

	PublishedAddresses(String self) {
		this.self = self;
	}

	/**
	 * Sets the addresses.
	 * @param advertised what to tell instead of the listeners, may be empty
	 * @param listeners the bound addresses
	 * @return what others are told
	 */
	List<String> publish(List<String> advertised, List<String> listeners) {
		List<HostPort> bound = listeners.stream().map((address) -> HostPort.parse("binds", address)).toList();
		this.addresses = advertised.isEmpty() ? bound : expand(advertised, bound);
		return this.addresses.stream().map(HostPort::toString).toList();
	}

	private static List<HostPort> expand(List<String> advertised, List<HostPort> bound) {
		if (bound.isEmpty()) {
			throw new InvalidConfigurationException("advertise",
					"The node is to be known at " + advertised + ", but it listens nowhere.",
					"Give it an address to listen on in 'binds', or remove 'advertise'.");
		}
		Set<HostPort> expanded = new LinkedHashSet<>();
		for (String text : advertised) {
			HostPort address = HostPort.parseAdvertised(text);
			bound.forEach((listener) -> expanded
				.add(new HostPort(address.host().equals("*") ? listener.host() : address.host(),
						(address.port() == 0) ? listener.port() : address.port())));
		}
		return new ArrayList<>(expanded);
	}

	/** Warns once if others cannot dial this node. */
	void check(Link.Info peer) {
		if (!this.warned) {
			problem(peer).ifPresent((problem) -> {
				this.warned = true;
				logger.warn(
						"Node {}: others cannot dial this node: {}. Set 'advertise' (aemp.advertise) to the "
								+ "host:port at which they reach it, or bind an address that they reach",
						this.self, problem);
			});
		}
	}

	Optional<String> problem(Link.Info peer) {
		List<HostPort> own = this.addresses;
		String host = host(peer.address());
		if (own.isEmpty() || isLoopback(host) || host.equals(host(peer.keys().getOrDefault("peeraddr", "")))) {
			// a private node, or a peer on this host
			return Optional.empty();
		}
		if (own.stream().allMatch((address) -> isLoopback(address.host()))) {
			return Optional.of("it publishes only loopback addresses, " + own + ", but peer " + peer.node()
					+ " is on another host, at " + peer.address());
		}
		if (own.stream().allMatch((address) -> isLoopback(address.host()) || address.host().equals(host))) {
			return Optional.of("it publishes only " + own + ", which is the address of peer " + peer.node() + " at "
					+ peer.address());
		}
		return Optional.empty();
	}

	/** The host of an address; empty if there is none. */
	private static String host(String address) {
		try {
			return HostPort.parse("address", address).host();
		}
		catch (InvalidConfigurationException ex) {
			return "";
		}
	}

	private static boolean isLoopback(String host) {
		return host.isEmpty() || host.equals("localhost") || host.equals("::1")
				|| host.startsWith("127.") && new SeedEntry(SeedEntry.Kind.ADDRESS, host, 1).isLiteral();
	}

}

package io.aemp;

import java.util.regex.Pattern;

/**
 * An element of a list of seeds: the address of a node, or a name that leads to the
 * addresses of several nodes.
 *
 * @param kind what the entry stands for
 * @param host a host name or an IP address; for {@link Kind#SRV} the whole name of the
 * service
 * @param port the TCP port; 0 for {@link Kind#SRV}
 */
public record SeedEntry(Kind kind, String host, int port) {

	private static final String SETTING = "seeds";

	private static final String DNS = "dns:";

	private static final String SRV = "srv:";

	private static final Pattern PORT_ONLY = Pattern.compile("\\*|[0-9]*");

	private static final Pattern SERVICE = Pattern
		.compile("_[\\w-]{1,62}\\._[\\w-]{1,62}(?:\\.[\\w-]{1,63}){1,64}\\.?");

	private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

	/**
	 * Parses a seed: {@code host:port}, {@code dns:name:port} or
	 * {@code srv:_service._proto.name}.
	 * @param value the text
	 * @return the entry
	 * @throws InvalidConfigurationException if the text is none of these
	 */
	public static SeedEntry parse(String value) {
		if (begins(value, SRV)) {
			return new SeedEntry(Kind.SRV, service(value), 0);
		}
		boolean dns = begins(value, DNS);
		HostPort address = dns ? dnsName(value) : HostPort.parse(SETTING, value);
		if (address.isWildcard()) {
			// to most systems it is this very host, so each node would find itself only
			throw new InvalidConfigurationException(SETTING,
					"'" + Values.display(value) + "' stands for every address, and names no host to connect to.",
					"Give the address at which the other nodes reach the seed.");
		}
		return new SeedEntry(dns ? Kind.DNS : Kind.ADDRESS, address.host(), address.port());
	}

	private static HostPort dnsName(String value) {
		try {
			return HostPort.parse(SETTING, value.substring(DNS.length()));
		}
		catch (InvalidConfigurationException ex) {
			throw new InvalidConfigurationException(SETTING, "'" + Values.display(value) + "' has no name with a port.",
					"Write dns:name:port, for example dns:aemp.example.org:4040.", ex);
		}
	}

	/** Whether a text has a prefix; there may also be a host of this name. */
	private static boolean begins(String value, String prefix) {
		return value.startsWith(prefix) && !PORT_ONLY.matcher(value.substring(prefix.length())).matches();
	}

	private static String service(String value) {
		String name = value.substring(SRV.length());
		if (!SERVICE.matcher(name).matches()) {
			throw new InvalidConfigurationException(SETTING, "'" + Values.display(value) + "' names no DNS service.",
					"Write srv:_service._proto.name, for example srv:_aemp._tcp.example.org.");
		}
		return name;
	}

	/**
	 * Whether the host is an IP address or {@code localhost}, so that it stands for one
	 * node. A name may lead to several ones.
	 * @return whether the address is literal
	 */
	public boolean isLiteral() {
		return this.host.equals("localhost") || this.host.indexOf(':') >= 0 || IPV4.matcher(this.host).matches();
	}

	/**
	 * The entry as it is written in a list of seeds.
	 * @return a text that {@link #parse} takes
	 */
	@Override
	public String toString() {
		return switch (this.kind) {
			case ADDRESS -> new HostPort(this.host, this.port).toString();
			case DNS -> DNS + new HostPort(this.host, this.port);
			case SRV -> SRV + this.host;
		};
	}

	/** What an entry stands for. */
	public enum Kind {

		/** {@code host:port}: one seed. */
		ADDRESS,
		/** {@code dns:name:port}: each address of the name is a seed. */
		DNS,
		/** {@code srv:_service._proto.name}: each target of the DNS service is a seed. */
		SRV

	}

}

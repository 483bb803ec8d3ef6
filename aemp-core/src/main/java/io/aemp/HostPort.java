package io.aemp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a TCP port, written as {@code host:port} or, for an IPv6 address, as
 * {@code [address]:port}.
 *
 * @param host a name or an address, without brackets; {@code *} in a bind means all
 * addresses of this host except loopback
 * @param port the TCP port; 0 in a bind means a free one
 */
public record HostPort(String host, int port) {

	private static final Pattern FORM = Pattern.compile(
			"(?:\\[(?<address>[0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|(?<name>[^\\[\\]:/\\s\\p{Cc}#;]+))(?::(?<port>\\*|[0-9]{0,5}))?");

	private static final Pattern DIGITS = Pattern.compile("[0-9]+");

	private static final int MAX_PORT = 65535;

	/**
	 * Parses the address of another node: host and port are both required.
	 * @param setting the name of the setting that the value comes from
	 * @param value the text
	 * @return host and port
	 * @throws InvalidConfigurationException if the text is not a valid address
	 */
	public static HostPort parse(String setting, String value) {
		String remedy = "Write host:port or [IPv6 address]:port, for example 127.0.0.1:"
				+ NodeConfiguration.CUSTOMARY_PORT + ".";
		HostPort parsed = read(setting, value, remedy);
		if (parsed.host.equals("*")) {
			throw invalid(setting, value, "must name a host to connect to, not '*'.", remedy);
		}
		if (parsed.port == 0) {
			throw invalid(setting, value, "must have a port from 1 to " + MAX_PORT + ".", remedy);
		}
		return parsed;
	}

	/**
	 * Parses an address to listen on: the host may be {@code *}; a port that is {@code *}
	 * or missing means a free one.
	 * @param value the text
	 * @return host and port
	 * @throws InvalidConfigurationException if the text is not a valid bind
	 */
	public static HostPort parseBind(String value) {
		String remedy = "Write host:port or [IPv6 address]:port, with '*' for all addresses or any port, for example *:"
				+ NodeConfiguration.CUSTOMARY_PORT + ".";
		HostPort parsed = read("binds", value, remedy);
		if (parsed.host.equals(value) && DIGITS.matcher(value).matches()) {
			throw invalid("binds", value, "names a port and no host.", remedy);
		}
		return parsed;
	}

	/**
	 * Parses an address that other nodes are told: the host may be {@code *} for the
	 * bound addresses; a port that is {@code *}, 0 or missing means the bound one.
	 * @param value the text
	 * @return host and port
	 * @throws InvalidConfigurationException if the text is no such address
	 */
	public static HostPort parseAdvertised(String value) {
		String remedy = "Write the host:port at which others reach this node, with '*' as port for the bound one, "
				+ "for example node.example.org:" + NodeConfiguration.CUSTOMARY_PORT + ".";
		HostPort parsed = read("advertise", value, remedy);
		if (parsed.isWildcard()) {
			throw invalid("advertise", value, "is no address that others can dial.", remedy);
		}
		return parsed;
	}

	/** Whether the host stands for all addresses of a host, which nobody can dial. */
	boolean isWildcard() {
		return this.host.equals("0.0.0.0") || this.host.equals("::");
	}

	private static HostPort read(String setting, String value, String remedy) {
		Matcher form = FORM.matcher(value);
		if (!form.matches()) {
			throw invalid(setting, value, "is not an address.", remedy);
		}
		String digits = form.group("port");
		int port = (digits == null || digits.isEmpty() || digits.equals("*")) ? 0 : Integer.parseInt(digits);
		if (port > MAX_PORT) {
			throw invalid(setting, value, "has a port above " + MAX_PORT + ".", remedy);
		}
		String address = form.group("address");
		return new HostPort((address != null) ? address : form.group("name"), port);
	}

	private static InvalidConfigurationException invalid(String setting, String value, String problem, String remedy) {
		return new InvalidConfigurationException(setting, "'" + Values.display(value) + "' " + problem, remedy);
	}

	/**
	 * The form that other nodes can parse.
	 * @return {@code host:port}, an IPv6 address in brackets
	 */
	@Override
	public String toString() {
		return (this.host.indexOf(':') < 0) ? this.host + ":" + this.port : "[" + this.host + "]:" + this.port;
	}

}

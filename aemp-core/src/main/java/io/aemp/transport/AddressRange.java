package io.aemp.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import io.aemp.InvalidConfigurationException;
import io.aemp.Values;
import io.netty.handler.ipfilter.IpFilterRule;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/**
 * An IP address or a network. An IPv4 address may be written as an IPv4-mapped IPv6
 * address.
 */
final class AddressRange {

	private final IpFilterRule rule;

	private AddressRange(IpFilterRule rule) {
		this.rule = rule;
	}

	/**
	 * Parses an address or a network.
	 * @param value as in {@code 10.0.0.7}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}
	 * @return the range
	 * @throws InvalidConfigurationException if the value is neither
	 */
	static AddressRange parse(String value) {
		String[] parts = value.split("/", -1);
		byte[] bytes = parts[0].startsWith("[") ? null : NetUtil.createByteArrayFromIpAddressString(parts[0]);
		if (bytes == null || parts.length > 2) {
			throw invalid(value, "is neither an address nor a network; names are not looked up.");
		}
		InetAddress network = address(bytes);
		int most = bytes.length * Byte.SIZE;
		int least = most - network.getAddress().length * Byte.SIZE;
		int bits = (parts.length == 1) ? most : parts[1].matches("[0-9]{1,3}") ? Integer.parseInt(parts[1]) : -1;
		if (bits < least || bits > most) {
			throw invalid(value, "must have a number of bits from " + least + " to " + most + " after the '/'.");
		}
		return new AddressRange(new IpSubnetFilterRule(network, bits - least, IpFilterRuleType.ACCEPT));
	}

	/** Converts an IPv4-mapped IPv6 address to IPv4. */
	private static InetAddress address(byte[] bytes) {
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("An address has " + bytes.length + " bytes", ex);
		}
	}

	private static InvalidConfigurationException invalid(String value, String problem) {
		return new InvalidConfigurationException("admission.addresses", "'" + Values.display(value) + "' " + problem,
				"Write for example 10.0.0.7, 10.0.0.0/8, 2001:db8::1 or 2001:db8::/32.");
	}

	boolean contains(InetAddress address) {
		return this.rule.matches(new InetSocketAddress(address(address.getAddress()), 0));
	}

}

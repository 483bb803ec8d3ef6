package io.aemp.transport;

import java.net.InetAddress;

import io.aemp.InvalidConfigurationException;
import io.aemp.Values;
import io.netty.util.NetUtil;

/** One address, or a network of them. */
final class AddressRange {

	private final byte[] network;

	private final int bits;

	private AddressRange(byte[] network, int bits) {
		this.network = network;
		this.bits = bits;
	}

	/**
	 * Reads an address or a network.
	 * @param value as in {@code 10.0.0.7}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}
	 * @return the range
	 * @throws InvalidConfigurationException if it is neither
	 */
	static AddressRange parse(String value) {
		String[] parts = value.split("/", -1);
		byte[] network = parts[0].startsWith("[") ? null : NetUtil.createByteArrayFromIpAddressString(parts[0]);
		if (network == null || parts.length > 2) {
			throw invalid(value, "is neither an address nor a network; names are not looked up.");
		}
		int most = network.length * Byte.SIZE;
		if (parts.length == 1) {
			return new AddressRange(network, most);
		}
		int bits = parts[1].matches("[0-9]{1,3}") ? Integer.parseInt(parts[1]) : -1;
		if (bits < 0 || bits > most) {
			throw invalid(value, "must have a number of bits from 0 to " + most + " after the '/'.");
		}
		return new AddressRange(network, bits);
	}

	private static InvalidConfigurationException invalid(String value, String problem) {
		return new InvalidConfigurationException("admission.addresses", "'" + Values.display(value) + "' " + problem,
				"Write for example 10.0.0.7, 10.0.0.0/8, 2001:db8::1 or 2001:db8::/32.");
	}

	boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		if (bytes.length != this.network.length) {
			return false;
		}
		for (int bit = 0; bit < this.bits; bit += Byte.SIZE) {
			int mask = 0xff00 >> Math.min(Byte.SIZE, this.bits - bit);
			int index = bit / Byte.SIZE;
			if (((bytes[index] ^ this.network[index]) & mask & 0xff) != 0) {
				return false;
			}
		}
		return true;
	}

}

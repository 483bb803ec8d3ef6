package io.aemp.discovery;

import java.net.UnknownHostException;
import java.util.List;

import io.aemp.SeedEntry;

/** Looks up names. Methods may block; any thread may call them. */
public interface Names {

	/**
	 * Returns all addresses of a host.
	 * @param host a host name or an IP address
	 * @return IP addresses as text, at least one
	 * @throws UnknownHostException if there are none, or nobody can be asked
	 */
	List<String> addresses(String host) throws UnknownHostException;

	/**
	 * Returns the targets of a DNS service, those with the smallest priority first.
	 * @param name the complete name, as {@code _service._proto.name}
	 * @return addresses as {@code host:port}, at least one
	 * @throws UnknownHostException if there are none, or nobody can be asked
	 */
	List<String> services(String name) throws UnknownHostException;

	/**
	 * Whether an address stands for one node.
	 * @param address an entry of kind {@link SeedEntry.Kind#ADDRESS}
	 * @return {@code false} if it has a name, which may lead to several nodes
	 */
	default boolean isLiteral(SeedEntry address) {
		return address.isLiteral();
	}

}

package io.aemp.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The accepted connections that are not authenticated yet. If there are too many, from
 * one address or in total, the oldest of them is closed, so that a new connection is
 * served. The entry of an address is removed with its last connection. Thread-safe.
 */
final class UnauthenticatedConnections {

	/** A host usually owns a whole /64 network, so that network counts as one address. */
	private static final int IPV6_NETWORK_BYTES = 8;

	private final int limit;

	private final int limitPerAddress;

	private final Set<Channel> all = new LinkedHashSet<>();

	private final Map<ByteBuffer, Set<Channel>> byAddress = new HashMap<>();

	UnauthenticatedConnections(int limit, int limitPerAddress) {
		this.limit = limit;
		this.limitPerAddress = limitPerAddress;
	}

	void add(Channel channel) {
		Eviction eviction = addAndEvict(channel);
		if (eviction != null) {
			eviction.channel().pipeline().fireUserEventTriggered(eviction);
		}
	}

	private synchronized @Nullable Eviction addAndEvict(Channel channel) {
		Set<Channel> ofAddress = this.byAddress.computeIfAbsent(origin(channel), (origin) -> new LinkedHashSet<>());
		ofAddress.add(channel);
		this.all.add(channel);
		if (ofAddress.size() > this.limitPerAddress) {
			return evictOldest(ofAddress, this.limitPerAddress + " connections of this address");
		}
		return (this.all.size() > this.limit) ? evictOldest(this.all, this.limit + " connections") : null;
	}

	private Eviction evictOldest(Set<Channel> channels, String limit) {
		Channel oldest = channels.iterator().next();
		remove(oldest);
		return new Eviction(oldest, "over " + limit + " are not authenticated");
	}

	synchronized void remove(Channel channel) {
		if (this.all.remove(channel)) {
			ByteBuffer origin = origin(channel);
			Set<Channel> ofAddress = this.byAddress.getOrDefault(origin, Set.of());
			if (ofAddress.size() == 1) {
				this.byAddress.remove(origin);
			}
			else {
				ofAddress.remove(channel);
			}
		}
	}

	synchronized int addresses() {
		return this.byAddress.size();
	}

	/** The bytes that count as one address: all of IPv4, the network part of IPv6. */
	private static ByteBuffer origin(Channel channel) {
		InetAddress address = (channel.remoteAddress() instanceof InetSocketAddress peer) ? peer.getAddress() : null;
		byte[] bytes = (address != null) ? address.getAddress() : new byte[0];
		return ByteBuffer.wrap((address instanceof Inet6Address) ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
	}

	/**
	 * Event for the pipeline of a connection that has to close.
	 *
	 * @param channel the connection
	 * @param text the reason, for people
	 */
	record Eviction(Channel channel, String text) {

	}

}

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
 * The connections that others made and that are not authenticated yet. When there are too
 * many, of one address or in all, the oldest of them has to go, so that a newcomer is
 * heard. What is remembered of an address goes with its last stranger. Any thread.
 */
final class UnauthenticatedConnections {

	/** A host has all of such a network. */
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
		Go go = addAndChoose(channel);
		if (go != null) {
			go.channel().pipeline().fireUserEventTriggered(go);
		}
	}

	private synchronized @Nullable Go addAndChoose(Channel channel) {
		Set<Channel> ofAddress = this.byAddress.computeIfAbsent(origin(channel), (origin) -> new LinkedHashSet<>());
		ofAddress.add(channel);
		this.all.add(channel);
		if (ofAddress.size() > this.limitPerAddress) {
			return go(ofAddress, this.limitPerAddress + " connections of this address");
		}
		return (this.all.size() > this.limit) ? go(this.all, this.limit + " connections") : null;
	}

	private Go go(Set<Channel> channels, String limit) {
		Channel oldest = channels.iterator().next();
		remove(oldest);
		return new Go(oldest, "over " + limit + " are not authenticated");
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

	/** What counts as one address. */
	private static ByteBuffer origin(Channel channel) {
		InetAddress address = (channel.remoteAddress() instanceof InetSocketAddress peer) ? peer.getAddress() : null;
		byte[] bytes = (address != null) ? address.getAddress() : new byte[0];
		return ByteBuffer.wrap((address instanceof Inet6Address) ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
	}

	/**
	 * Told to the pipeline of a connection that has to go.
	 *
	 * @param channel the connection
	 * @param text why, for people
	 */
	record Go(Channel channel, String text) {

	}

}

package io.aemp.transport;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import io.aemp.Framing;
import io.aemp.NodeConfiguration;
import io.aemp.TlsIdentity;
import io.aemp.handshake.HandshakeSettings;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of a node have in common.
 *
 * @param handshake for the handshakes
 * @param tls encrypts, if the node has an identity
 * @param random gives the nonces
 * @param framings the framings that the node understands, by name
 * @param limits what packets must not exceed
 * @param timeout when to give up on a handshake
 * @param autocork whether to collect what is sent within a turn of the event loop
 * @param refusals is told of connections that never worked
 * @param strangers the connections that are not authenticated yet
 */
record ConnectionSettings(HandshakeSettings handshake, @Nullable TlsContexts tls, RandomGenerator random,
		Map<String, Framing> framings, Framing.Limits limits, Duration timeout, boolean autocork, Refusals refusals,
		Strangers strangers) {

	static ConnectionSettings of(NodeConfiguration configuration, String node, List<Framing> framings,
			RandomGenerator random, Refusals refusals) {
		Map<String, Framing> byName = framings.stream().collect(Collectors.toMap(Framing::name, Function.identity()));
		TlsIdentity identity = configuration.tls();
		return new ConnectionSettings(
				new HandshakeSettings(configuration, node, framings.stream().map(Framing::name).toList()),
				(identity != null) ? TlsContexts.of(identity) : null, random, byName,
				new Framing.Limits(configuration.limits().packetSize(), configuration.limits().nesting()),
				configuration.monitorTimeout(), configuration.autocork(), refusals, new Strangers());
	}

	/** A framing that the handshake chose, so one of this node's. */
	Framing framing(String name) {
		return Objects.requireNonNull(this.framings.get(name));
	}

}

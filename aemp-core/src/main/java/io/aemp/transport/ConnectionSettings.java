package io.aemp.transport;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import io.aemp.Framing;
import io.aemp.Limits;
import io.aemp.NodeConfiguration;
import io.aemp.handshake.HandshakeSettings;

/**
 * The settings that all connections of a node share.
 *
 * @param keyRing the credentials of the node
 * @param random creates the nonces
 * @param framings the framings that the node understands, by name
 * @param limits the limits for packets
 * @param timeout the time limit for a dial, and for the handshake of an accepted
 * connection
 * @param connectInterval how long a dial waits for one address before it tries the next
 * @param autocork whether packets sent within one turn of the event loop leave together
 * @param refusals receives connections that ended in the handshake
 * @param unauthenticated the accepted connections that are not authenticated yet
 * @param certificateNamesNode whether the certificate of a peer must name its node ID
 */
record ConnectionSettings(KeyRing keyRing, RandomGenerator random, Map<String, Framing> framings,
		Framing.PacketLimits limits, Duration timeout, Duration connectInterval, boolean autocork, RefusalLog refusals,
		UnauthenticatedConnections unauthenticated, boolean certificateNamesNode) {

	static ConnectionSettings of(NodeConfiguration configuration, String node, List<Framing> framings,
			RandomGenerator random, RefusalLog refusals) {
		Map<String, Framing> byName = framings.stream().collect(Collectors.toMap(Framing::name, Function.identity()));
		HandshakeSettings handshake = HandshakeSettings.of(configuration, node,
				framings.stream().map(Framing::name).toList(), "");
		if (configuration.isNetworked()) {
			handshake.requireUsableMethods();
		}
		Limits limits = configuration.limits();
		return new ConnectionSettings(new KeyRing(handshake, configuration.credentials()), random, byName,
				new Framing.PacketLimits(limits.packetSize(), limits.nesting()), configuration.monitorTimeout(),
				configuration.connectInterval(), configuration.autocork(), refusals,
				new UnauthenticatedConnections(limits.unauthenticated(), limits.unauthenticatedPerAddress()),
				configuration.admission().certificateNamesNode());
	}

	/** The framing that the handshake chose, which is always one of this node's. */
	Framing framing(String name) {
		return Objects.requireNonNull(this.framings.get(name));
	}

}

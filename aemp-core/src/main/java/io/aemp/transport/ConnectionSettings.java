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
 * What all connections of a node have in common.
 *
 * @param keyRing by what nodes prove who they are
 * @param random gives the nonces
 * @param framings the framings that the node understands, by name
 * @param limits what packets must not exceed
 * @param timeout when to give up on a handshake
 * @param connectInterval when to try the next address
 * @param autocork whether to collect what is sent within a turn of the event loop
 * @param refusals is told of connections that never worked
 * @param strangers the connections that are not authenticated yet
 * @param certificateNamesNode whether the certificate of a peer must name it
 */
record ConnectionSettings(KeyRing keyRing, RandomGenerator random, Map<String, Framing> framings, Framing.PacketLimits limits,
		Duration timeout, Duration connectInterval, boolean autocork, RefusalLog refusals, UnauthenticatedConnections strangers,
		boolean certificateNamesNode) {

	static ConnectionSettings of(NodeConfiguration configuration, String node, List<Framing> framings,
			RandomGenerator random, RefusalLog refusals) {
		Map<String, Framing> byName = framings.stream().collect(Collectors.toMap(Framing::name, Function.identity()));
		HandshakeSettings handshake = new HandshakeSettings(configuration, node,
				framings.stream().map(Framing::name).toList());
		if (configuration.isNetworked()) {
			handshake.requireUsableMethods();
		}
		Limits limits = configuration.limits();
		return new ConnectionSettings(new KeyRing(handshake, configuration.credentials()), random, byName,
				new Framing.PacketLimits(limits.packetSize(), limits.nesting()), configuration.monitorTimeout(),
				configuration.connectInterval(), configuration.autocork(), refusals,
				new UnauthenticatedConnections(limits.strangers(), limits.strangersPerAddress()),
				configuration.admission().certificateNamesNode());
	}

	/** A framing that the handshake chose, so one of this node's. */
	Framing framing(String name) {
		return Objects.requireNonNull(this.framings.get(name));
	}

}

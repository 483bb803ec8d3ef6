package io.aemp.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import io.aemp.Credentials;
import io.aemp.Framing;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.handshake.HandshakeSettings;

/** What all links of a simulated node have in common. */
final class LinkSettings {

	/**
	 * The version of the library depends on whether it comes in an archive, and the run
	 * of a simulation must not: a longer greeting arrives later.
	 */
	private static final String PROVIDER = "aemp-simulation";

	private final Map<String, Framing> framings = new LinkedHashMap<>();

	private HandshakeSettings handshake;

	private final Framing.PacketLimits limits;

	private final Duration timeout;

	private final NodeObserver observer;

	private final RandomGenerator random;

	LinkSettings(NodeConfiguration configuration, String node, List<Framing> framings, NodeObserver observer,
			RandomGenerator random) {
		framings.forEach((framing) -> this.framings.put(framing.name(), framing));
		this.handshake = new HandshakeSettings(configuration, node, framings.stream().map(Framing::name).toList(),
				PROVIDER, "");
		this.limits = new Framing.PacketLimits(configuration.limits().packetSize(), configuration.limits().nesting());
		this.timeout = configuration.monitorTimeout();
		this.observer = observer;
		this.random = random;
	}

	/** A framing that the handshake chose, so one of this node's. */
	Framing framing(String name) {
		return Objects.requireNonNull(this.framings.get(name));
	}

	HandshakeSettings handshake() {
		return this.handshake;
	}

	/** Begins another time of the node in the network. */
	void begin(String instance) {
		this.handshake = this.handshake.withInstance(instance);
	}

	void changeCredentials(UnaryOperator<Credentials> change) {
		this.handshake = this.handshake.with(change.apply(this.handshake.credentials()));
	}

	Framing.PacketLimits limits() {
		return this.limits;
	}

	/** How long dialling and handshake may take, together. */
	Duration timeout() {
		return this.timeout;
	}

	NodeObserver observer() {
		return this.observer;
	}

	RandomGenerator random() {
		return this.random;
	}

}

package io.aemp.simulation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.discovery.Names;
import io.aemp.dispatch.Threads;
import io.aemp.handshake.HandshakeSettings;
import io.aemp.link.Transport;
import io.aemp.runtime.Environment;

/** The in-memory network as a node with threads of its own sees it. */
final class LiveEnvironment implements Environment {

	private final SecureRandom random = new SecureRandom();

	private final LiveNetwork network;

	private final SimulatedProcess process;

	private final Instant beginning;

	LiveEnvironment(LiveNetwork network, SimulatedProcess process, Instant beginning) {
		this.network = network;
		this.process = process;
		this.beginning = beginning;
	}

	SimulatedProcess process() {
		return this.process;
	}

	@Override
	public String hostName() {
		return this.process.host().name();
	}

	@Override
	public RandomGenerator random() {
		return this.random;
	}

	@Override
	public Names names() {
		return new LiveNames(this.network);
	}

	@Override
	public Threads threads(String nodeId) {
		this.network.named(this.process, nodeId);
		return new LiveThreads(nodeId, this.network.world(), this.process, this.beginning,
				() -> this.network.left(this.process));
	}

	@Override
	public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
			NodeObserver observer, Threads threads) {
		return this.network.transport(this.process,
				new LinkSettings(configuration, nodeId, framings, observer, this.random),
				() -> HandshakeSettings.instance(threads.now(), this.random));
	}

}

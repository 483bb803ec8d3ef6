package io.aemp.simulation;

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

/** The world as one simulated process sees it. */
final class SimulatedEnvironment implements Environment {

	private final SimulatedProcess process;

	private final SimulatedNetwork network;

	SimulatedEnvironment(SimulatedProcess process, SimulatedNetwork network) {
		this.process = process;
		this.network = network;
	}

	@Override
	public String hostName() {
		return this.process.host().name();
	}

	@Override
	public RandomGenerator random() {
		return this.process.random();
	}

	@Override
	public Names names() {
		return new SimulatedNames(this.network);
	}

	@Override
	public Threads threads(String nodeId) {
		return new SimulatedThreads(this.process);
	}

	@Override
	public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
			NodeObserver observer, Threads threads) {
		// processes of one node ID start at different times, and a draw would change
		// stories
		return new SimulatedTransport(this.process, this.network,
				new LinkSettings(configuration, nodeId, framings, observer, this.process.random()),
				() -> HandshakeSettings.instance(threads.now(), () -> 0));
	}

}

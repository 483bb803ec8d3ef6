package io.aemp.runtime;

import java.util.List;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.discovery.Names;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;

/** The real world, for tests that change a part of it. */
public class RealEnvironment implements Environment {

	private final Environment system;

	public RealEnvironment() {
		this.system = new SystemEnvironment();
	}

	/** A world with other names. */
	public RealEnvironment(Names names) {
		this.system = new SystemEnvironment(names);
	}

	@Override
	public String hostName() {
		return this.system.hostName();
	}

	@Override
	public RandomGenerator random() {
		return this.system.random();
	}

	@Override
	public Names names() {
		return this.system.names();
	}

	@Override
	public Threads threads(String nodeId) {
		return this.system.threads(nodeId);
	}

	@Override
	public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
			NodeObserver observer, Threads threads) {
		return this.system.transport(configuration, nodeId, framings, observer, threads);
	}

}

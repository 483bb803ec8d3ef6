package io.aemp.runtime;

import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.discovery.Names;
import io.aemp.discovery.SystemNames;
import io.aemp.dispatch.NodeThreads;
import io.aemp.dispatch.Threads;
import io.aemp.handshake.HandshakeSettings;
import io.aemp.link.Transport;
import io.aemp.profile.HostName;
import io.aemp.transport.NettyTransport;

/** The real environment: system threads, system clocks and sockets. */
final class SystemEnvironment implements Environment {

	private final SecureRandom random = new SecureRandom();

	private final Names names;

	SystemEnvironment() {
		this(new SystemNames());
	}

	SystemEnvironment(Names names) {
		this.names = names;
	}

	@Override
	public String hostName() {
		return HostName.current();
	}

	@Override
	public RandomGenerator random() {
		return this.random;
	}

	@Override
	public Names names() {
		return this.names;
	}

	@Override
	public Threads threads(String nodeId) {
		return new NodeThreads(nodeId);
	}

	@Override
	public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
			NodeObserver observer, Threads threads) {
		return new NettyTransport(configuration, nodeId, () -> HandshakeSettings.instance(threads.now(), this.random),
				framings, observer, this.random, threads.pool(),
				configuration.loopSharing() ? threads.loopTasks() : null, this.names);
	}

}

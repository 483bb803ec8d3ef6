package io.aemp.bootstrap;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.codec.CborFraming;
import io.aemp.codec.JsonFraming;
import io.aemp.global.GlobalDatabase;
import io.aemp.global.GlobalService;
import io.aemp.global.GlobalSettings;
import io.aemp.node.FunctionRegistry;
import io.aemp.node.Messenger;
import io.aemp.node.NodeNetwork;
import io.aemp.node.Transport;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.PortNames;
import io.aemp.port.PortRuntime;
import io.aemp.port.PortTable;
import io.aemp.profile.HostName;
import io.aemp.profile.NodeIdTemplate;
import io.aemp.transport.NettyTransport;
import org.jspecify.annotations.Nullable;

/** Puts the rooms together. */
final class NodeAssembly {

	/** What a waiting message may cost, for a mailbox limit according to the heap. */
	private static final int OCTETS_PER_MESSAGE = 200;

	private final SecureRandom random = new SecureRandom();

	private final NodeConfiguration configuration;

	private final String nodeId;

	private final Framing.Limits limits;

	private final NodeObserver observer;

	private final FunctionRegistry functions = new FunctionRegistry();

	private NodeAssembly(NodeConfiguration configuration) {
		this.configuration = configuration;
		this.nodeId = new NodeIdTemplate(HostName.current(), this.random).expand(configuration.nodeId());
		this.limits = new Framing.Limits(configuration.limits().packetSize(), configuration.limits().nesting());
		this.observer = new Observers(configuration.observers());
	}

	static ManagedNode assemble(NodeConfiguration configuration) {
		configuration.seeds().forEach((seed) -> HostPort.parse("seeds", seed));
		return new NodeAssembly(configuration).node();
	}

	private ManagedNode node() {
		List<Framing> framings = framings();
		NodeThreads threads = new NodeThreads(this.nodeId);
		Transport transport = new NoTransport();
		Executor eventLoops = threads.pool();
		if (this.configuration.isNetworked()) {
			NettyTransport netty = new NettyTransport(this.configuration, this.nodeId, framings, this.observer);
			transport = netty;
			eventLoops = null;
		}
		return null;
	}

}

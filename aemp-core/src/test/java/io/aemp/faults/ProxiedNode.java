package io.aemp.faults;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.dispatch.Threads;
import io.aemp.link.Transport;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.runtime.RealEnvironment;

/**
 * A node in this JVM that others reach through a proxy only: that is where it says that
 * it listens.
 */
final class ProxiedNode implements AutoCloseable {

	private final FaultyProxy proxy;

	private final ManagedNode node;

	private Traffic traffic;

	/** The proxy comes first, so that its address can be a seed. */
	ProxiedNode(FaultyProxy proxy, Settings settings) {
		this.proxy = proxy;
		this.node = Nodes.create(settings.configuration().build(), new Behind(proxy));
		this.node.start();
	}

	Node node() {
		return this.node;
	}

	FaultyProxy proxy() {
		return this.proxy;
	}

	ProxiedNode traffic(Traffic.Pace pace) {
		this.traffic = new Traffic(this.node, pace, (event) -> {
		});
		return this;
	}

	Traffic traffic() {
		return this.traffic;
	}

	@Override
	public void close() throws IOException {
		this.node.close();
		this.proxy.close();
	}

	/** Has a proxy in front of the listener. */
	private static final class Behind extends RealEnvironment {

		private final FaultyProxy proxy;

		private Behind(FaultyProxy proxy) {
			this.proxy = proxy;
		}

		@Override
		public Transport transport(NodeConfiguration configuration, String nodeId, List<Framing> framings,
				NodeObserver observer, Threads threads) {
			return new Published(super.transport(configuration, nodeId, framings, observer, threads), this.proxy);
		}

	}

	/** Publishes the proxy. */
	private record Published(Transport transport, FaultyProxy proxy) implements Transport {

		@Override
		public List<String> listen(List<String> binds, LinkAcceptor acceptor) {
			this.proxy.to(this.transport.listen(binds, acceptor).get(0));
			return List.of(this.proxy.address());
		}

		@Override
		public Guard dial(String address, Dialler dialler) {
			return this.transport.dial(address, dialler);
		}

		@Override
		public Executor eventLoopExecutor() {
			return this.transport.eventLoopExecutor();
		}

		@Override
		public void changeCredentials(UnaryOperator<Credentials> change) {
			this.transport.changeCredentials(change);
		}

		@Override
		public void stopListening() {
			this.transport.stopListening();
		}

		@Override
		public void close() {
			this.transport.close();
		}

	}

}

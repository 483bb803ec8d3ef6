package io.aemp.node;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.aemp.Framing;
import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeObserver;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.link.Transport;
import io.aemp.outbound.QueueLimits;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * The network part of a node, assembled from the configuration and the parts passed in.
 * It forwards connection events to the seeds, the global service and users.
 */
public final class NodeNetwork implements Control, ConnectionListener {

	/** How many unconnected peers may exist for each simultaneous dial. */
	private static final int PEERS_PER_DIAL = 64;

	/**
	 * The size of a page for peers that assemble pages, in bytes: so small that other
	 * packets do not wait long.
	 */
	private static final int SMALL_PAGE = 64 * 1024;

	/** The greeting key of nodes that assemble pages. */
	private static final String PORTIONS_KEY = "portions";

	private final ControlExecutor control;

	private final DropLog drops;

	private final int pageSize;

	private final Transport transport;

	private final GlobalProtocol global;

	private final Connections connections;

	private final Seeds seeds;

	private final KeptPeers keptPeers;

	private final Messenger messenger;

	private final NetworkView view;

	private final PublishedAddresses published;

	/**
	 * Creates the network part of a node.
	 * @param configuration the configuration of the node
	 * @param ports the local ports
	 * @param functions the functions that other nodes may run
	 * @param control the serial executor that owns control state
	 * @param transport makes links
	 * @param random varies the delays between attempts
	 * @param localFraming encodes and decodes messages to local ports; {@code null} to
	 * hand them over unchanged
	 * @param observer receives events; must not throw
	 * @param seedLookup looks up the names of seeds
	 * @param global creates the global service from this object
	 */
	public NodeNetwork(NodeConfiguration configuration, PortTable ports, FunctionRegistry functions,
			ControlExecutor control, Transport transport, RandomGenerator random, @Nullable Framing localFraming,
			NodeObserver observer, SeedLookup seedLookup, Function<NodeNetwork, ? extends GlobalProtocol> global) {
		this.control = control;
		this.transport = transport;
		Framing.PacketLimits limits = new Framing.PacketLimits(configuration.limits().packetSize(),
				configuration.limits().nesting());
		Late<NodePort> nodePort = new Late<>();
		Late<Connections> connections = new Late<>();
		this.pageSize = Math.max(1, limits.packetSize() / PAGES_PER_PACKET);
		DropLog drops = new DropLog(ports.runtime().timers(), observer);
		this.drops = drops;
		Peers peers = new Peers(connections::get,
				new QueueLimits(limits, configuration.limits().sendQueue(), configuration.limits().wholePacket(),
						configuration.flowControl()),
				PEERS_PER_DIAL * configuration.limits().dials(), ports.runtime().timers());
		this.messenger = new Messenger(ports, peers,
				new LocalMessenger(ports, (request) -> nodePort.get().requestFromHere(request), functions, drops,
						(localFraming != null) ? new LocalEncoding(localFraming, limits) : null),
				drops);
		this.global = global.apply(this);
		nodePort.set(new NodePort(ports, this.messenger, functions, configuration.executionPolicy(), this.global,
				control, drops, observer));
		ConnectionDependencies dependencies = new ConnectionDependencies(ports, nodePort.get(), peers, transport,
				this.global, ports.runtime().timers(), configuration.monitorTimeout(), configuration.connectInterval(),
				configuration.failureDetector(), new DialLimiter(configuration.limits().dials()),
				configuration.limits(), configuration.flowControl());
		this.published = new PublishedAddresses(ports.runtime().nodeId());
		this.connections = new Connections(control, dependencies, this);
		connections.set(this.connections);
		this.seeds = new Seeds(configuration, dependencies, this.connections, control, random, seedLookup);
		this.keptPeers = new KeptPeers(dependencies, this.connections, control, random);
		this.view = new NetworkView(configuration.isNetworked(), ports.runtime(), control, observer, this.connections,
				this.seeds, this.keptPeers, peers);
	}

	/**
	 * Returns the messenger, which routes by port ID.
	 * @return the messenger
	 */
	public Messenger messenger() {
		return this.messenger;
	}

	/**
	 * What tells reply ports of failures.
	 * @return the error answers
	 */
	public ErrorAnswers errorAnswers() {
		return new ErrorAnswers(this.messenger, this.connections);
	}

	/** Returns the connections, for classes of this package. */
	Connections connections() {
		return this.connections;
	}

	/** Returns the seeds, for classes of this package. */
	Seeds seeds() {
		return this.seeds;
	}

	/** Returns the kept peers, for classes of this package. */
	KeptPeers keptPeers() {
		return this.keptPeers;
	}

	/**
	 * What all connections have counted; any thread.
	 * @return the counts, which go on
	 */
	public Traffic traffic() {
		return this.connections.traffic();
	}

	/**
	 * Returns the network as users see it.
	 * @return the view
	 */
	public NetworkView view() {
		return this.view;
	}

	/**
	 * Lets this node make connections again after {@link #close}, on the control
	 * executor; {@link #listen} follows.
	 */
	public void reopen() {
		this.connections.open();
	}

	/**
	 * Starts to listen. Blocks until the listeners are bound.
	 * @param binds the configured listen addresses
	 * @return the bound addresses, as {@code host:port}
	 */
	public List<String> listen(List<String> binds) {
		List<String> listeners = this.transport.listen(binds, this.connections);
		this.view.listening(listeners);
		return listeners;
	}

	/**
	 * Decides what others are told of where this node listens. Called after
	 * {@link #listen}.
	 * @param advertised what to tell instead of the bound addresses, may be empty
	 * @return the addresses to tell, as {@code host:port}
	 * @throws InvalidConfigurationException if something is to be told, but nothing is
	 * bound
	 */
	public List<String> publish(List<String> advertised) {
		return this.published.publish(advertised, this.view.listeners());
	}

	/**
	 * Starts to dial seeds, and the nodes to keep connections to. Returns at once.
	 * @param addresses the addresses of the seeds; after a first time in the network, the
	 * present seeds are taken instead
	 */
	public void join(List<String> addresses) {
		this.control.execute(() -> {
			this.seeds.start(addresses);
			this.keptPeers.open();
		});
	}

	/**
	 * Stops listening and dialling, and closes connections after they have sent what is
	 * queued. Does not wait for that.
	 */
	public void close() {
		this.transport.stopListening();
		this.control.execute(() -> {
			this.seeds.close();
			this.keptPeers.close();
			this.connections.close();
		});
	}

	/**
	 * Ends the connections that are left after {@link #close}, on the control executor.
	 * Monitors of other nodes have been told when this returns.
	 */
	public void abandon() {
		this.connections.abandon();
		this.view.listening(List.of());
	}

	/**
	 * Fails deferred sends. Called after the transport is closed, while the control
	 * executor still runs.
	 */
	public void end() {
		this.messenger.end();
	}

	@Override
	public ControlExecutor executor() {
		return this.control;
	}

	@Override
	public void request(String node, String function, @Nullable Object... arguments) {
		LinkSession session = this.connections.session(node);
		if (session != null) {
			try {
				session.request(Message.of(function).append(arguments));
			}
			catch (UnsendableValueException ex) {
				this.drops.dropped(node, function + " for it: " + ex.getMessage());
			}
		}
	}

	@Override
	public int pageSize(String node) {
		return joinsPages(node) ? Math.min(SMALL_PAGE, this.pageSize) : this.pageSize;
	}

	@Override
	public boolean joinsPages(String node) {
		LinkSession session = this.connections.session(node);
		return session != null && session.link().info().keys().containsKey(PORTIONS_KEY);
	}

	@Override
	public boolean isWritable(String node) {
		LinkSession session = this.connections.session(node);
		return session == null || session.queue().isWritable();
	}

	@Override
	public Collection<String> connected() {
		return this.connections.sessions().stream().map(LinkSession::node).toList();
	}

	@Override
	public void connect(String node) {
		this.connections.connect(node);
	}

	@Override
	public void disconnect(String node, String reason) {
		this.connections.disconnect(node, reason);
	}

	@Override
	public void up(LinkSession session) {
		this.published.check(session.link().info());
		this.view.up(session);
		this.global.peerUp(session.node());
		this.seeds.peerUp(session.node());
		this.keptPeers.peerUp(session.node());
	}

	@Override
	public void down(String node, Reason reason) {
		this.view.down(node, reason);
		this.global.peerDown(node);
		this.seeds.peerDown(node);
		this.keptPeers.peerDown(node);
	}

	@Override
	public void writabilityChanged(String node, boolean writable) {
		this.view.writabilityChanged(node, writable);
	}

	/** A reference that is set late, to close a dependency cycle. */
	private static final class Late<T> {

		private @Nullable T value;

		void set(T value) {
			this.value = value;
		}

		T get() {
			return Objects.requireNonNull(this.value);
		}

	}

}

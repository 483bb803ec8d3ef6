package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.ConnectionInfo;
import io.aemp.Guard;
import io.aemp.Network;
import io.aemp.NodeObserver;
import io.aemp.PeerEvent;
import io.aemp.PeerInfo;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.SeedEntry;
import io.aemp.link.Link;
import io.aemp.outbound.SendQueue;
import io.aemp.port.PortRuntime;
import io.aemp.port.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network as users see it. Any thread may read it; only the control executor changes
 * it.
 */
public final class NetworkView implements Network {

	private static final Logger logger = LoggerFactory.getLogger(NetworkView.class);

	/**
	 * A subscriber with more than this many queued events gets only the last state of
	 * each peer.
	 */
	private static final Subscription.Joining<PeerEvent> JOINING = new Subscription.Joining<>(1000, NetworkView::join);

	/** For the control executor only. */
	private final Set<Subscription<PeerEvent>> subscriptions = new LinkedHashSet<>();

	private final boolean networked;

	private final PortRuntime runtime;

	private final Executor control;

	private final NodeObserver observer;

	private final Connections connections;

	private final Seeds seeds;

	private final KeptPeers keptPeers;

	private final Peers peers;

	private volatile Status status = new Status(Role.LOCAL, null);

	private volatile List<String> listeners = List.of();

	NetworkView(boolean networked, PortRuntime runtime, Executor control, NodeObserver observer,
			Connections connections, Seeds seeds, KeptPeers keptPeers, Peers peers) {
		this.networked = networked;
		this.runtime = runtime;
		this.control = control;
		this.observer = observer;
		this.connections = connections;
		this.seeds = seeds;
		this.keptPeers = keptPeers;
		this.peers = peers;
	}

	@Override
	public Role role() {
		return this.status.role();
	}

	@Override
	public Optional<String> primary() {
		return Optional.ofNullable(this.status.primary());
	}

	@Override
	public List<String> listeners() {
		return this.listeners;
	}

	@Override
	public Optional<String> idConflict() {
		return this.connections.idConflict().problem();
	}

	@Override
	public List<String> seeds() {
		return this.seeds.addresses();
	}

	@Override
	public void changeSeeds(List<String> seeds) {
		List<String> addresses = List.copyOf(seeds);
		addresses.forEach(SeedEntry::parse);
		if (!this.networked) {
			throw new IllegalStateException("Node " + this.runtime.nodeId()
					+ " is local, so it connects to no seeds; configure a secret or a certificate to join a network");
		}
		logger.info("Node {}: seeds are {} from now on", this.runtime.nodeId(), addresses);
		this.control.execute(() -> this.seeds.change(addresses));
	}

	@Override
	public Guard keep(String node) {
		String id = PortAddresses.peerOf(node);
		return (this.networked && !id.equals(this.runtime.nodeId())) ? this.keptPeers.keep(id) : () -> {
		};
	}

	@Override
	public void disconnect(String node) {
		String id = PortAddresses.peerOf(node);
		this.control.execute(() -> this.connections.disconnect(id, "an operator has ended the connection"));
	}

	@Override
	public List<PeerInfo> peers() {
		List<PeerInfo> peers = new ArrayList<>();
		this.connections.sessions().forEach((session) -> peers.add(info(session)));
		this.connections.attempts().forEach((attempt) -> {
			SendQueue queue = attempt.peer().queue();
			peers.add(new PeerInfo(attempt.node(), PeerInfo.State.CONNECTING, "", "", false, attempt.since(),
					attempt.peer().monitorCount(), Duration.ZERO, queue.level().queued(), queue.isWritable(), false,
					ShownGreeting.NONE.provider(), ShownGreeting.NONE.version(), ShownGreeting.NONE.keys()));
		});
		return List.copyOf(peers);
	}

	@Override
	public Optional<ConnectionInfo> connection(String node) {
		return Optional.ofNullable(this.connections.session(node)).map((session) -> {
			Link link = session.link();
			return new ConnectionInfo(node, link.info().dialled(), link.sent(), link.received(), session.received(),
					link.info().certificateEnd());
		});
	}

	private PeerInfo info(LinkSession session) {
		Link.Info link = session.link().info();
		String framing = link.framing().equals(link.ownFraming()) ? link.framing()
				: link.framing() + '/' + link.ownFraming();
		ShownGreeting greeting = ShownGreeting.of(link.keys());
		return new PeerInfo(session.node(), PeerInfo.State.UP, link.address(), framing, link.tls(), session.since(),
				session.peer().monitorCount(), Duration.ofNanos(this.connections.silence(session.node())),
				session.queue().level().queued(), session.queue().isWritable(), session.link().isPaused(),
				greeting.provider(), greeting.version(), greeting.keys());
	}

	@Override
	public boolean isUp(String node) {
		String id = PortIds.nodeOf(node);
		return id.equals(this.runtime.nodeId()) || this.connections.isUp(id);
	}

	@Override
	public boolean isWritable(String node) {
		Peer peer = this.peers.find(PortIds.nodeOf(node));
		return peer == null || peer.queue().isWritable();
	}

	@Override
	public Guard monitor(Consumer<PeerEvent> callback) {
		Objects.requireNonNull(callback, "The callback must not be null");
		Subscription<PeerEvent> subscription = new Subscription<>(this.runtime.currentContext(), callback, JOINING,
				(ended) -> this.control.execute(() -> this.subscriptions.remove(ended)));
		this.control.execute(() -> begin(subscription));
		subscription.begin();
		return subscription;
	}

	/**
	 * Publishes the present state. No event gets in between, because only the control
	 * executor publishes.
	 */
	private void begin(Subscription<PeerEvent> subscription) {
		this.subscriptions.add(subscription);
		this.connections.sessions()
			.stream()
			.map(LinkSession::node)
			.sorted()
			.forEach((node) -> subscription.publish(new PeerEvent.Up(node)));
		this.peers.reportedUnwritable().forEach((node) -> subscription.publish(new PeerEvent.Writability(node, false)));
	}

	void listening(List<String> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Sets the role of this node; on the control executor.
	 * @param role the new role
	 * @param primary the global node that serves this node; {@code null} while there is
	 * none
	 */
	public void changeRole(Role role, @Nullable String primary) {
		Status before = this.status;
		Status after = new Status(role, primary);
		this.status = after;
		if (!before.equals(after)) {
			logger.info("Node {} is {}{}", this.runtime.nodeId(), role.name().toLowerCase(Locale.ROOT),
					(primary != null && !primary.equals(this.runtime.nodeId())) ? " to " + primary : "");
			this.observer.roleChanged(this);
		}
	}

	void up(LinkSession session) {
		PeerInfo info = info(session);
		logger.info("Node {}: peer {} is up at {} ({}{})", this.runtime.nodeId(), info.node(), info.address(),
				info.framing(), info.tls() ? ", TLS" : "");
		this.observer.peerUp(info);
		publish(new PeerEvent.Up(info.node()));
	}

	void down(String node, Reason reason) {
		logger.info("Node {}: peer {} is down: {}", this.runtime.nodeId(), node, reason.text());
		this.observer.peerDown(node, reason);
		publish(new PeerEvent.Down(node, reason));
	}

	void writabilityChanged(String node, boolean writable) {
		logger.debug("Node {}: peer {} is {}", this.runtime.nodeId(), node, writable ? "writable" : "not writable");
		this.observer.writabilityChanged(node, writable);
		publish(new PeerEvent.Writability(node, writable));
	}

	private void publish(PeerEvent event) {
		this.subscriptions.forEach((subscription) -> subscription.publish(event));
	}

	/**
	 * Joins a new event with queued ones. Two events of the same kind cancel each other,
	 * so at most the last one per peer and kind stays queued.
	 */
	private static void join(Deque<PeerEvent> queued, PeerEvent event) {
		int before = queued.size();
		queued.removeIf((earlier) -> earlier.node().equals(event.node())
				&& (earlier instanceof PeerEvent.Writability) == (event instanceof PeerEvent.Writability));
		if ((before - queued.size()) % 2 == 0) {
			queued.add(event);
		}
	}

	private record Status(Role role, @Nullable String primary) {

	}

}

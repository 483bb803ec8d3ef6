package io.aemp.boot.metrics;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

import io.aemp.CallOutcome;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Shows a node as meters. They look at the node when they are asked, at most once a
 * second, and cost nothing else. Any thread.
 */
public final class NodeMeters implements MeterBinder {

	private final Node node;

	private final NodeEventCounts events;

	private final BoundedValues labels;

	private final int maxPeers;

	private final Recent<PortCensus> ports;

	private final Recent<PeerCensus> peers;

	private final List<Rows> rows = new CopyOnWriteArrayList<>();

	/**
	 * Creates the meters.
	 * @param node the node
	 * @param events what happened in it
	 * @param maxLabels how many labels of ports have meters of their own
	 * @param maxPeers how many peers have meters of their own
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public NodeMeters(Node node, NodeEventCounts events, int maxLabels, int maxPeers, LongSupplier nanoTime) {
		this.node = node;
		this.events = events;
		this.labels = new BoundedValues(maxLabels);
		this.maxPeers = maxPeers;
		this.ports = new Recent<>(this::takePorts, nanoTime);
		this.peers = new Recent<>(this::takePeers, nanoTime);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Binding binding = new Binding(registry);
		binding.ports(NodeMeter.PORTS, (census) -> census.all().ports());
		binding.ports(NodeMeter.PORTS_PAUSED, (census) -> census.all().paused());
		binding.ports(NodeMeter.WAITING, (census) -> census.all().waiting());
		binding.ports(NodeMeter.FULLEST, (census) -> census.all().deepest());
		binding.ports(NodeMeter.CALLS_PENDING, PortCensus::calls);
		binding.peers(NodeMeter.PEERS, PeerCensus::up, Tags.of(MeterKey.STATE.of("up")));
		binding.peers(NodeMeter.PEERS, PeerCensus::connecting, Tags.of(MeterKey.STATE.of("connecting")));
		binding.peers(NodeMeter.PEERS_UNWRITABLE, PeerCensus::unwritable, Tags.empty());
		binding.peers(NodeMeter.PEERS_PAUSED, PeerCensus::paused, Tags.empty());
		binding.peers(NodeMeter.MONITORS, PeerCensus::monitors, Tags.empty());
		binding.peers(NodeMeter.SILENCE, (census) -> seconds(census.silence()), Tags.empty());
		binding.peers(NodeMeter.QUEUED, PeerCensus::allQueued, Tags.empty());
		binding.peers(NodeMeter.QUEUED_MOST, PeerCensus::mostQueued, Tags.empty());
		binding.gauge(NodeMeter.FAMILIES, (meters) -> meters.node.database().snapshot().size(), Tags.empty());
		binding.gauge(NodeMeter.ENTRIES, NodeMeters::entries, Tags.empty());
		binding.gauge(NodeMeter.CONTROL_DELAY, (meters) -> seconds(meters.node.statistics().controlDelay()),
				Tags.empty());
		binding.gauge(NodeMeter.POOL_BUSY, (meters) -> meters.node.statistics().busyPoolThreads(), Tags.empty());
		binding.roles();
		binding.statistics();
		binding.events();
		this.rows.add(new Rows(registry));
		takePorts();
		takePeers();
	}

	private double entries() {
		return this.node.database().snapshot().values().stream().mapToLong(Map::size).sum();
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

	private PortCensus takePorts() {
		PortCensus census = PortCensus.of(this.node, this.labels);
		this.rows.forEach((rows) -> rows.showLabels(census.labels().keySet()));
		return census;
	}

	private PeerCensus takePeers() {
		PeerCensus census = PeerCensus.of(this.node.network());
		this.rows.forEach((rows) -> rows.showPeers(census.queued().keySet()));
		return census;
	}

	/** The meters that are always there, in one registry. */
	private final class Binding {

		private final MeterRegistry registry;

		Binding(MeterRegistry registry) {
			this.registry = registry;
		}

		void ports(NodeMeter meter, ToDoubleFunction<PortCensus> value) {
			gauge(meter, (meters) -> value.applyAsDouble(meters.ports.get()), Tags.empty());
		}

		void peers(NodeMeter meter, ToDoubleFunction<PeerCensus> value, Tags tags) {
			gauge(meter, (meters) -> value.applyAsDouble(meters.peers.get()), tags);
		}

		void roles() {
			for (Network.Role role : Network.Role.values()) {
				gauge(NodeMeter.ROLE, (meters) -> (meters.node.network().role() == role) ? 1 : 0,
						Tags.of(MeterKey.ROLE.of(role.name().toLowerCase(Locale.ROOT))));
			}
		}

		void statistics() {
			statistic(NodeMeter.RECEIVED, NodeStatistics::messagesReceived);
			statistic(NodeMeter.UNDELIVERED, NodeStatistics::messagesDropped);
			statistic(NodeMeter.PACKETS_SENT, NodeStatistics::packetsSent);
			statistic(NodeMeter.PACKETS_RECEIVED, NodeStatistics::packetsReceived);
			statistic(NodeMeter.BYTES_SENT, NodeStatistics::bytesSent);
			statistic(NodeMeter.BYTES_RECEIVED, NodeStatistics::bytesReceived);
			statistic(NodeMeter.CHANGES, NodeStatistics::databaseChanges);
			for (CallOutcome outcome : CallOutcome.values()) {
				counter(NodeMeter.CALLS, (meters) -> meters.node.statistics().calls(outcome),
						Tags.of(MeterKey.OUTCOME.of(outcome.name().toLowerCase(Locale.ROOT))));
			}
		}

		private void statistic(NodeMeter meter, ToDoubleFunction<NodeStatistics> count) {
			counter(meter, (meters) -> count.applyAsDouble(meters.node.statistics()), Tags.empty());
		}

		void events() {
			NodeEventCounts events = NodeMeters.this.events;
			events.counts().forEach((meter, count) -> counter(meter, (meters) -> count.sum(), Tags.empty()));
			events.deaths()
				.forEach((reason, count) -> counter(NodeMeter.DEATHS, (meters) -> count.sum(),
						Tags.of(MeterKey.REASON.of(reason))));
		}

		void gauge(NodeMeter meter, ToDoubleFunction<NodeMeters> value, Tags tags) {
			Gauge.builder(meter.getName(), NodeMeters.this, value)
				.baseUnit(meter.getBaseUnit())
				.description(meter.description())
				.tags(tags)
				.register(this.registry);
		}

		private void counter(NodeMeter meter, ToDoubleFunction<NodeMeters> value, Tags tags) {
			FunctionCounter.builder(meter.getName(), NodeMeters.this, value)
				.baseUnit(meter.getBaseUnit())
				.description(meter.description())
				.tags(tags)
				.register(this.registry);
		}

	}

	/** The meters of labels and peers, in one registry: these come and go. */
	private final class Rows {

		private final MultiGauge ports;

		private final MultiGauge waiting;

		private final MultiGauge fullest;

		private final MultiGauge queued;

		private Set<String> shownLabels = Set.of();

		private Set<String> shownPeers = Set.of();

		Rows(MeterRegistry registry) {
			this.ports = gauge(NodeMeter.PORTS_BY_LABEL, registry);
			this.waiting = gauge(NodeMeter.WAITING_BY_LABEL, registry);
			this.fullest = gauge(NodeMeter.FULLEST_BY_LABEL, registry);
			this.queued = gauge(NodeMeter.QUEUED_BY_PEER, registry);
		}

		private static MultiGauge gauge(NodeMeter meter, MeterRegistry registry) {
			return MultiGauge.builder(meter.getName())
				.baseUnit(meter.getBaseUnit())
				.description(meter.description())
				.register(registry);
		}

		/** The number of labels has a bound already. */
		synchronized void showLabels(Set<String> labels) {
			if (!labels.equals(this.shownLabels)) {
				this.shownLabels = Set.copyOf(labels);
				this.ports.register(rows(labels, PortCensus.Group::ports));
				this.waiting.register(rows(labels, PortCensus.Group::waiting));
				this.fullest.register(rows(labels, PortCensus.Group::deepest));
			}
		}

		private List<MultiGauge.Row<?>> rows(Set<String> labels, ToDoubleFunction<PortCensus.Group> value) {
			return labels.stream().<MultiGauge
					.Row<?>>map(
							(label) -> MultiGauge.Row.of(Tags.of(MeterKey.LABEL.of(label)), NodeMeters.this,
									(meters) -> value.applyAsDouble(meters.ports.get().label(label))))
				.toList();
		}

		/** Peers that are shown stay as long as they are connected. */
		synchronized void showPeers(Set<String> connected) {
			Set<String> peers = new LinkedHashSet<>(this.shownPeers);
			peers.retainAll(connected);
			connected.stream()
				.filter((peer) -> !this.shownPeers.contains(peer))
				.limit(NodeMeters.this.maxPeers - peers.size())
				.forEach(peers::add);
			if (!peers.equals(this.shownPeers)) {
				this.shownPeers = peers;
				this.queued
					.register(peers
						.stream().<MultiGauge
								.Row<?>>map(
										(peer) -> MultiGauge.Row.of(Tags.of(MeterKey.PEER.of(peer)), NodeMeters.this,
												(meters) -> meters.peers.get().queued().getOrDefault(peer, 0L)))
						.toList());
			}
		}

	}

}

package io.aemp.global;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.aemp.Message;
import io.aemp.Network;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.node.Control;
import org.jspecify.annotations.Nullable;

/** A global service with everything around it simulated, and what its user knows. */
final class SimulatedNode implements Control {

	private static int starts;

	private final SimulatedNetwork network;

	private final String id;

	private List<String> seeds;

	private final Deque<Runnable> control = new ArrayDeque<>();

	/** What runs outside ports, in any order. */
	private final List<Runnable> outside = new ArrayList<>();

	private final ManualTimers timers = new ManualTimers();

	private final Set<String> connected = new TreeSet<>();

	private final Set<String> dialling = new HashSet<>();

	private final GlobalService service;

	private final GlobalDatabase database;

	/** What the user of this node has set. */
	private final Map<String, Map<String, Object>> own = new HashMap<>();

	private final List<ReplayedMonitor> monitors = new ArrayList<>();

	private final List<Network.Role> roles = new ArrayList<>();

	private @Nullable String primary;

	SimulatedNode(SimulatedNetwork network, String id, GlobalMode mode, List<String> seeds) {
		this.network = network;
		this.id = id;
		this.seeds = seeds;
		GlobalSettings settings = new GlobalSettings(id, true, !seeds.isEmpty(), mode, GlobalSettings.Timeouts.DEFAULTS,
				GlobalSettings.DatabaseLimits.DEFAULTS);
		this.service = new GlobalService(settings, this, this.timers, (role, primary) -> {
			this.roles.add(role);
			this.primary = primary;
		});
		this.database = new GlobalDatabase(this.service, new OutsidePorts(this.outside::add), (value) -> 0,
				this.outside::add, GlobalSettings.DatabaseLimits.DEFAULTS);
		List<String> listeners = List.of(id + ":" + ++starts);
		this.control.add(() -> this.service.start(listeners));
		if (seeds.contains(id)) {
			this.control.add(this.service::seedIsSelf);
		}
	}

	String id() {
		return this.id;
	}

	GlobalService service() {
		return this.service;
	}

	GlobalDatabase database() {
		return this.database;
	}

	Map<String, Map<String, Object>> own() {
		return this.own;
	}

	List<ReplayedMonitor> monitors() {
		return this.monitors;
	}

	Network.@Nullable Role role() {
		return this.roles.isEmpty() ? null : this.roles.get(this.roles.size() - 1);
	}

	@Nullable String primary() {
		return this.primary;
	}

	/** As the node's list of seeds does it. */
	void changeSeeds(List<String> wanted) {
		this.control.add(() -> {
			List<String> before = this.seeds;
			this.seeds = wanted;
			this.service.seedsChanged(!wanted.isEmpty());
			before.stream().filter((seed) -> !wanted.contains(seed)).forEach(this.service::seedGone);
			wanted.stream().filter(this.connected::contains).forEach(this.service::seedUp);
		});
	}

	void set(String family, String subkey, Object value) {
		this.database.set(family, subkey, value);
		this.own.computeIfAbsent(family, (name) -> new HashMap<>()).put(subkey, value);
	}

	void delete(String family, String... subkeys) {
		this.database.delete(family, subkeys);
		List.of(subkeys).forEach(this.own.getOrDefault(family, new HashMap<>())::remove);
	}

	ReplayedMonitor monitor(String family) {
		ReplayedMonitor monitor = new ReplayedMonitor(this.id, family);
		monitor.guard(this.database.monitor(family, monitor));
		this.monitors.add(monitor);
		return monitor;
	}

	/** Asks for any family, also those of the network. */
	Map<String, Object> ask(String family) {
		List<Map<String, Object>> answers = new ArrayList<>();
		this.service.ask(QueryType.FAMILY, family, answers::add, (failure) -> {
		});
		this.network.settle();
		return answers.isEmpty() ? Map.of("no answer", this.id) : answers.get(0);
	}

	void possible(List<Runnable> possible) {
		if (!this.control.isEmpty()) {
			possible.add(() -> this.control.remove().run());
		}
		if (!this.outside.isEmpty()) {
			int any = this.network.random().nextInt(this.outside.size());
			possible.add(() -> this.outside.remove(any).run());
		}
		for (String seed : this.seeds) {
			if (this.network.canConnect(this.id, seed)) {
				possible.add(() -> this.network.connect(this.id, seed));
			}
		}
	}

	List<Runnable> takeTimers() {
		return this.timers.takeAll();
	}

	void up(String peer) {
		this.connected.add(peer);
		this.service.peerUp(peer);
		if (this.seeds.contains(peer)) {
			this.service.seedUp(peer);
		}
	}

	void down(String peer) {
		this.connected.remove(peer);
		this.service.peerDown(peer);
	}

	void packet(String peer, Object[] packet) {
		Object[] arguments = new Object[packet.length - 1];
		System.arraycopy(packet, 1, arguments, 0, arguments.length);
		this.service.request(peer, (String) packet[0], Message.of(arguments));
	}

	@Override
	public ControlExecutor executor() {
		return this.control::add;
	}

	@Override
	public void request(String node, String function, @Nullable Object... arguments) {
		if (this.connected.contains(node)) {
			Object[] packet = new Object[arguments.length + 1];
			packet[0] = function;
			for (int i = 0; i < arguments.length; i++) {
				packet[i + 1] = travelled(arguments[i], true);
			}
			this.network.send(this.id, node, packet);
		}
	}

	/** So little that even small databases go in portions. */
	@Override
	public int pageSize(String node) {
		return this.network.random().nextInt(60) + 1;
	}

	@Override
	public boolean joinsPages(String node) {
		return true;
	}

	/** Sometimes a peer takes no more for a while. */
	@Override
	public boolean isWritable(String node) {
		boolean writable = this.network.random().nextInt(4) > 0;
		if (!writable) {
			this.control.add(() -> this.service.peerWritable(node));
		}
		return writable;
	}

	/** Names may travel as bytes; collections are copied. */
	private @Nullable Object travelled(@Nullable Object value, boolean name) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(key, travelled(element, false)));
			return copy;
		}
		if (value instanceof List<?> list) {
			return new ArrayList<>(list.stream().map((element) -> travelled(element, name)).toList());
		}
		return (name && value instanceof String text && this.network.random().nextBoolean())
				? text.getBytes(StandardCharsets.ISO_8859_1) : value;
	}

	@Override
	public Collection<String> connected() {
		return List.copyOf(this.connected);
	}

	@Override
	public void connect(String node) {
		if (!this.connected.contains(node) && this.dialling.add(node)) {
			this.service.find(node, (listeners) -> {
				this.dialling.remove(node);
				if (listeners != null) {
					this.network.connect(this.id, node);
				}
			});
		}
	}

	@Override
	public void disconnect(String node, String reason) {
		this.network.disconnect(this.id, node);
	}

	@Override
	public String toString() {
		return this.id;
	}

}

package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.aemp.NodeConfiguration;
import io.aemp.SeedEntry;
import io.aemp.SeedSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps connections to all seeds, configured ones and those that seed sources supply: a
 * lost one is dialled again until it is up or no longer a seed. Runs on the control
 * executor.
 * <p>
 * A literal address that proves to be this node itself is forgotten. A name is not: it
 * may lead to several nodes. Once a name has led to this node, all its addresses are
 * seeds.
 */
final class Seeds implements Seed.Owner {

	private final Map<String, Seed> seeds = new LinkedHashMap<>();

	/** By the entry or the source that they serve. */
	private final Map<Object, SeedSearch> searches = new LinkedHashMap<>();

	private final ConnectionDependencies dependencies;

	private final Connections connections;

	private final Executor control;

	private final RandomGenerator random;

	private final SeedLookup lookup;

	private final List<SeedSource> sources;

	private final Duration interval;

	private SeedChoice choice;

	/** The seeds as configured. */
	private @Nullable List<SeedEntry> wanted;

	/** The seeds without addresses of this node itself. */
	private volatile List<SeedEntry> entries = List.of();

	private boolean started;

	Seeds(NodeConfiguration configuration, ConnectionDependencies dependencies, Connections connections,
			Executor control, RandomGenerator random, SeedLookup lookup) {
		this.dependencies = dependencies;
		this.connections = connections;
		this.control = control;
		this.random = random;
		this.lookup = lookup;
		this.sources = configuration.seedSources();
		this.interval = configuration.seedInterval();
		this.choice = choice();
	}

	private SeedChoice choice() {
		return new SeedChoice(nodeId(), this.dependencies.global(), this.dependencies.timers(), this.control,
				this.dependencies.connectInterval());
	}

	/**
	 * Starts to dial.
	 * @param configured the configured seeds, ignored if {@link #change} was called
	 * before
	 */
	void start(List<String> configured) {
		this.started = true;
		List<SeedEntry> wanted = this.wanted;
		if (wanted == null) {
			change(configured);
		}
		else {
			this.entries = wanted;
			refresh();
			List.copyOf(this.seeds.values()).forEach(Seed::dial);
		}
	}

	/**
	 * Replaces the configured seeds. Connections to former seeds stay, but are not
	 * dialled again.
	 */
	void change(List<String> wanted) {
		this.entries = wanted.stream().map(SeedEntry::parse).distinct().toList();
		this.wanted = this.entries;
		refresh();
	}

	/**
	 * Works out the addresses from the entries and what was found, and applies changes.
	 */
	private void refresh() {
		refreshSearches();
		Map<String, Seed> before = new LinkedHashMap<>(this.seeds);
		List<Seed> promoted = new ArrayList<>();
		this.seeds.clear();
		origins().forEach((address, origin) -> {
			Seed present = before.get(address);
			boolean wasAmongEquals = present != null && present.isAmongEquals();
			Seed seed = seed(present, address, origin);
			this.seeds.put(address, seed);
			if (wasAmongEquals && !seed.isAmongEquals()) {
				promoted.add(seed);
			}
		});
		this.dependencies.global().seedsChanged(!this.entries.isEmpty() || !this.sources.isEmpty());
		before.values().stream().filter((seed) -> this.seeds.get(seed.address()) != seed).forEach(this::drop);
		promoted.stream().filter(Seed::isUp).forEach(this::up);
		this.seeds.values().stream().filter((seed) -> !before.containsValue(seed)).toList().forEach(Seed::dial);
	}

	private Seed seed(@Nullable Seed present, String address, Seed.Origin origin) {
		if (present == null) {
			return new Seed(address, origin, this.dependencies, this.connections, this.control, this.random, this);
		}
		present.changeOrigin(origin);
		return present;
	}

	private Map<String, Seed.Origin> origins() {
		Map<String, Seed.Origin> origins = new LinkedHashMap<>();
		this.entries.stream()
			.filter((entry) -> entry.kind() == SeedEntry.Kind.ADDRESS)
			.forEach((entry) -> origins.put(entry.toString(),
					this.lookup.literal().test(entry) ? Seed.Origin.LITERAL : Seed.Origin.NAME));
		this.searches.values()
			.forEach((search) -> search.addresses()
				.forEach((address) -> origins.putIfAbsent(address, Seed.Origin.SOURCE)));
		return origins;
	}

	/** Starts and stops searches, so that there is one for each name and each source. */
	private void refreshSearches() {
		Map<Object, SeedSource> wanted = new LinkedHashMap<>();
		this.entries.forEach((entry) -> {
			if (entry.kind() != SeedEntry.Kind.ADDRESS) {
				wanted.put(entry, this.lookup.names().apply(entry));
			}
			else if (isNameOfThisNode(entry)) {
				SeedEntry all = new SeedEntry(SeedEntry.Kind.DNS, entry.host(), entry.port());
				wanted.put(all, this.lookup.names().apply(all));
			}
		});
		this.sources.forEach((source) -> wanted.put(source, source));
		this.searches.forEach((key, search) -> {
			if (!wanted.containsKey(key)) {
				search.stop();
			}
		});
		this.searches.keySet().retainAll(wanted.keySet());
		wanted.forEach((key, source) -> this.searches.computeIfAbsent(key, (missing) -> search(source)));
		if (this.started) {
			this.searches.values().forEach(SeedSearch::start);
		}
	}

	private boolean isNameOfThisNode(SeedEntry entry) {
		Seed seed = this.seeds.get(entry.toString());
		return seed != null && seed.isNameOfThisNode();
	}

	private SeedSearch search(SeedSource source) {
		return new SeedSearch(source, this.lookup, this.dependencies.timers(), this.control, this.interval, this::isUp,
				this::refresh);
	}

	private boolean isUp(String address) {
		Seed seed = this.seeds.get(address);
		return seed != null && seed.isUp();
	}

	/**
	 * Stops dialling. The node stays a seed only if it answers at another seed address.
	 */
	private void drop(Seed seed) {
		seed.stop();
		String node = seed.node();
		if (node != null && seed.isUp() && at(node).isEmpty()) {
			this.choice.lost(node);
			this.dependencies.global().seedGone(node);
		}
	}

	/** The seeds at which a node has answered. */
	private List<Seed> at(String node) {
		return this.seeds.values().stream().filter((seed) -> node.equals(seed.node())).toList();
	}

	/**
	 * Returns the configured seeds without addresses of this node itself; any thread.
	 */
	List<String> addresses() {
		return this.entries.stream().map(SeedEntry::toString).toList();
	}

	/** A peer is connected; it may be a seed. */
	void peerUp(String node) {
		List<Seed> seeds = at(node);
		seeds.forEach(Seed::up);
		Optional<Seed> first = seeds.stream().min(Comparator.comparing(Seed::isAmongEquals));
		first.ifPresent(this::up);
	}

	void peerDown(String node) {
		at(node).forEach(Seed::down);
		this.choice.lost(node);
	}

	/** Stops dialling, and forgets what was found, until the next start. */
	void close() {
		this.started = false;
		this.seeds.values().forEach(Seed::stop);
		this.seeds.clear();
		this.searches.values().forEach(SeedSearch::stop);
		this.searches.clear();
		this.choice.close();
		this.choice = choice();
	}

	@Override
	public boolean isWanted(Seed seed) {
		return this.started && this.seeds.get(seed.address()) == seed;
	}

	@Override
	public void up(Seed seed) {
		String node = Objects.requireNonNull(seed.node());
		if (seed.isAmongEquals()) {
			this.choice.found(node);
		}
		else {
			this.dependencies.global().seedUp(node);
		}
	}

	@Override
	public void foundHere(Seed seed) {
		if (seed.origin() == Seed.Origin.LITERAL) {
			this.entries = this.entries.stream().filter((entry) -> !entry.toString().equals(seed.address())).toList();
			refresh();
			this.dependencies.global().seedIsSelf();
		}
		else {
			this.choice.found(nodeId());
			refresh();
		}
	}

	@Override
	public void failed() {
		this.searches.values().forEach(SeedSearch::hurry);
	}

	private String nodeId() {
		return this.dependencies.ports().runtime().nodeId();
	}

}

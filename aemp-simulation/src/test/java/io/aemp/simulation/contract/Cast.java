package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.aemp.Dispatcher;
import io.aemp.Network.Role;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.runtime.ManagedNode;
import io.aemp.simulation.Simulation;
import org.jspecify.annotations.Nullable;

/** The nodes that run, and those that did. */
final class Cast {

	private final Map<String, Member> running = new LinkedHashMap<>();

	/** Ports that somebody has heard of, dead or alive. */
	private final List<String> ports = new ArrayList<>();

	private final Map<Sender, String> favourites = new HashMap<>();

	private final Simulation simulation;

	private final Oracle oracle;

	private final Plan plan;

	private final RandomGenerator random;

	private int starts;

	Cast(Simulation simulation, Oracle oracle, Plan plan, RandomGenerator random) {
		this.simulation = simulation;
		this.oracle = oracle;
		this.plan = plan;
		this.random = random;
	}

	Member start(String host) {
		Member member = join(host);
		arrived(member);
		return member;
	}

	/** A node that nobody has heard of yet. */
	Member join(String host) {
		Member member = new Member(this.oracle, host, this.starts++, this.plan.isTight());
		if (this.plan.isPlain(host)) {
			this.simulation.network().plain(host);
		}
		ManagedNode node = this.simulation.create(host,
				(builder) -> this.plan.configure(host, builder).observers(member));
		member.join(node);
		node.functions().registerInit("actor", (self, arguments) -> this.oracle.callback(() -> {
			if (!arguments.text(0).equals("silent")) {
				this.oracle.opened(member, self);
			}
		}));
		node.functions().registerInit("failing", (self, arguments) -> {
			throw this.oracle.deaths().failsToBegin(member, self.id());
		});
		node.start();
		this.oracle.joined(member.outside());
		return member;
	}

	/** From now on it takes part. */
	void arrived(Member member) {
		this.running.put(member.host(), member);
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			open(member);
		}
	}

	Actor open(Member member) {
		Port port = member.node().open(options(member));
		this.oracle.named(port.id());
		this.ports.add(port.id());
		return this.oracle.opened(member, port);
	}

	private PortOptions options(Member member) {
		return PortOptions.DEFAULTS.dispatcher(switch (this.random.nextInt(6)) {
			case 0 -> Dispatcher.BLOCKING;
			case 1 -> Dispatcher.EVENT_LOOP;
			case 2, 3 -> Dispatcher.of(this.simulation.slowExecutor(member.node(), this.plan.slowPort()));
			case 4 -> Dispatcher.ADAPTIVE;
			default -> Dispatcher.POOL;
		});
	}

	void named(String port) {
		this.oracle.named(port);
		this.ports.add(port);
	}

	/** An orderly end: until it is over, the ports live on or die of it. */
	void close(Member member) {
		this.running.remove(member.host());
		member.close();
	}

	/** The node of a host is no more. */
	void end(Member member) {
		member.end();
		this.running.remove(member.host());
	}

	List<Member> running() {
		return List.copyOf(this.running.values());
	}

	boolean isRunning(String host) {
		return this.running.containsKey(host);
	}

	/** Another node than this one, if there is one. */
	Member someOther(Member member) {
		List<Member> others = running().stream().filter((other) -> other != member).toList();
		return others.isEmpty() ? member : some(others);
	}

	/** Mostly a node that this one is not connected to. */
	Member someStranger(Member member) {
		List<Member> strangers = running().stream()
			.filter((other) -> other != member && !member.node().network().isUp(other.node().id()))
			.toList();
		return strangers.isEmpty() ? someOther(member) : some(strangers);
	}

	/** The global node that serves a node, which may be itself, if it is there. */
	@Nullable Member primaryOf(Member member) {
		return ofNode(member.node().network().primary().orElse(""));
	}

	/** Seeds that are there and serve others. */
	List<Member> globalSeeds() {
		return globals().stream().filter((member) -> this.plan.place(member.host()).isSeed()).toList();
	}

	List<Member> globals() {
		return running().stream().filter((member) -> member.node().network().role() == Role.GLOBAL).toList();
	}

	/** Whether all find each other even if nobody else comes back. */
	boolean haveSeedInCommon() {
		return this.running.size() > 1 && this.running.values().stream().anyMatch(this::isSeedOfOthers);
	}

	private boolean isSeedOfOthers(Member seed) {
		return this.running.values()
			.stream()
			.allMatch((other) -> other == seed || this.plan.place(other.host()).seeds().contains(seed.address()));
	}

	@Nullable Member ofNode(String node) {
		return this.running.values()
			.stream()
			.filter((member) -> member.node().id().equals(node))
			.findFirst()
			.orElse(null);
	}

	Member someMember() {
		return some(running());
	}

	/** Somebody who can do something: mostly a port. */
	Sender someSender(Member member) {
		List<Actor> alive = member.actors().stream().filter(Sender::isAlive).toList();
		return (alive.isEmpty() || this.random.nextInt(5) == 0) ? member.outside() : some(alive);
	}

	/** The host of the node that a port is on now. */
	String hostOf(String port) {
		String node = PortIds.nodeOf(port);
		return this.running.values()
			.stream()
			.filter((member) -> member.node().id().equals(node))
			.map(Member::host)
			.findFirst()
			.orElse("");
	}

	/** A port of a node, if one is alive there. */
	String somePortOf(Member member, Sender sender) {
		List<Actor> actors = member.actors().stream().filter(Sender::isAlive).toList();
		return actors.isEmpty() ? somePort(sender) : some(actors).id();
	}

	/** Contexts talk to few ports mostly, so that much happens between two. */
	String somePort(Sender sender) {
		String favourite = this.favourites.get(sender);
		if (favourite == null || !this.oracle.isAlive(favourite) || this.random.nextInt(20) == 0) {
			favourite = somePort();
			this.favourites.put(sender, favourite);
		}
		return (this.random.nextInt(4) == 0) ? somePort() : favourite;
	}

	/** A port that may be anywhere; mostly one that is alive. */
	private String somePort() {
		String port = some(this.ports);
		for (int i = 0; i < 6 && !this.oracle.isAlive(port); i++) {
			port = some(this.ports);
		}
		return port;
	}

	<T> T some(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}

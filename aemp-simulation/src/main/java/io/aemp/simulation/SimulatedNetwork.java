package io.aemp.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * The network of a simulation: hosts by their names, and what goes wrong between them. A
 * path that is blocked loses what is sent on it, silently; TCP sends it again, so what is
 * healed within minutes has only been slow. Methods take effect at once.
 */
public final class SimulatedNetwork {

	private final Map<String, Host> hosts = new LinkedHashMap<>();

	private final Map<String, List<String>> names = new LinkedHashMap<>();

	private final Set<Path> blocked = new LinkedHashSet<>();

	private final Map<Path, Long> delays = new LinkedHashMap<>();

	private final World world;

	private final Statistics statistics;

	private long connections;

	private long shortest = 100_000;

	private long longest = 2_000_000;

	private long bytesPerSecond = 100_000_000;

	private int dialFailures;

	private int singleSteps;

	SimulatedNetwork(World world, Statistics statistics) {
		this.world = world;
		this.statistics = statistics;
	}

	/**
	 * Blocks all paths between two groups of hosts, in both directions.
	 * @param side some hosts
	 * @param otherSide others
	 */
	public void partition(Collection<String> side, Collection<String> otherSide) {
		fault("partition", side + " from " + otherSide);
		for (String one : side) {
			for (String other : otherSide) {
				this.blocked.add(new Path(one, other));
				this.blocked.add(new Path(other, one));
			}
		}
	}

	/**
	 * Blocks one direction of one path.
	 * @param from the host from where nothing gets
	 * @param to to this host
	 */
	public void block(String from, String to) {
		fault("blocked direction", from + " to " + to);
		this.blocked.add(new Path(from, to));
	}

	/** Opens all paths. Connections that were severed stay so. */
	public void heal() {
		if (!this.blocked.isEmpty()) {
			this.world.journal().note(this.world.now(), "network", "healed");
			this.blocked.clear();
		}
	}

	/**
	 * Opens the path between two hosts.
	 * @param one a host
	 * @param other another one
	 */
	public void heal(String one, String other) {
		this.blocked.remove(new Path(one, other));
		this.blocked.remove(new Path(other, one));
	}

	/**
	 * Resets all connections between two hosts: both sides are told at once.
	 * @param one a host
	 * @param other another one
	 */
	public void cut(String one, String other) {
		fault("cut connection", one + " " + other);
		between(one, other).forEach(Connection::reset);
	}

	/**
	 * Makes the bytes of all present connections between two hosts vanish for ever, while
	 * nobody is told. New connections work.
	 * @param one a host
	 * @param other another one
	 */
	public void sever(String one, String other) {
		fault("severed connection", one + " " + other);
		between(one, other).forEach((connection) -> {
			connection.sever(host(one));
			connection.sever(host(other));
		});
	}

	/**
	 * Makes the bytes that one host sends to another over their present connections
	 * vanish for ever, while nobody is told.
	 * @param from who sends in vain
	 * @param to who waits in vain
	 */
	public void severDirection(String from, String to) {
		fault("half-severed connection", from + " to " + to);
		between(from, to).forEach((connection) -> connection.sever(host(from)));
	}

	private List<Connection> between(String one, String other) {
		Host to = host(other);
		Set<Connection> found = new LinkedHashSet<>();
		for (SimulatedSocket socket : host(one).sockets()) {
			if (socket.connection().joins(host(one), to)) {
				found.add(socket.connection());
			}
		}
		return new ArrayList<>(found);
	}

	/**
	 * Sets how long bytes travel; each time something in between.
	 * @param shortest at least
	 * @param longest at most
	 */
	public void latency(Duration shortest, Duration longest) {
		this.shortest = Nanos.of(shortest);
		this.longest = Math.max(this.shortest, Nanos.of(longest));
	}

	/**
	 * Lets bytes travel longer between two hosts, in both directions.
	 * @param one a host
	 * @param other another one
	 * @param delay how much longer; zero for no longer
	 */
	public void delay(String one, String other, Duration delay) {
		this.delays.put(new Path(one, other), Nanos.of(delay));
		this.delays.put(new Path(other, one), Nanos.of(delay));
	}

	/**
	 * Sets how much fits through each direction of each connection.
	 * @param bytesPerSecond bytes per second
	 */
	public void bandwidth(long bytesPerSecond) {
		this.bytesPerSecond = Math.max(1, bytesPerSecond);
	}

	/**
	 * Limits how fast the processes of a host read from each connection.
	 * @param host the host
	 * @param bytesPerSecond bytes per second
	 */
	public void slowReader(String host, long bytesPerSecond) {
		fault("slow reader", host + " " + bytesPerSecond);
		host(host).read(Math.max(1, bytesPerSecond));
	}

	/**
	 * Lets a host read as fast as it can.
	 * @param host the host
	 */
	public void fastReader(String host) {
		host(host).read(Long.MAX_VALUE);
	}

	/**
	 * Makes some attempts to connect fail: some are refused, some never answered.
	 * @param percent how many of a hundred
	 */
	public void failDials(int percent) {
		this.dialFailures = percent;
	}

	/**
	 * Lets the threads of some connections stand still between any two packets that they
	 * read at once, while others go on.
	 * @param percent how many of a hundred connections that are made from now on
	 */
	public void singleSteps(int percent) {
		this.singleSteps = percent;
	}

	int singleSteps() {
		return this.singleSteps;
	}

	/**
	 * Lets the nodes of a host agree on nothing beyond AEMP with their peers, as nodes in
	 * Perl do: on no arbiter, no heartbeats and no parts, for example.
	 * @param host the name of the host
	 */
	public void plain(String host) {
		host(host).makePlain();
	}

	/**
	 * Gives hosts a common name, as a name service does.
	 * @param name the name
	 * @param hosts the hosts that it stands for
	 */
	public void name(String name, String... hosts) {
		this.names.put(name, List.of(hosts));
	}

	/**
	 * The connections that somebody has.
	 * @return how many there are
	 */
	public int connections() {
		Set<Connection> all = new LinkedHashSet<>();
		this.hosts.values().forEach((host) -> host.sockets().forEach((socket) -> all.add(socket.connection())));
		return all.size();
	}

	/**
	 * Whether some host keeps a connection though the other end is gone, or nothing gets
	 * through for ever. Where nobody detects failures, that may last for hours, until TCP
	 * gives up: so long the network is not whole.
	 * @return whether there is such a connection
	 */
	public boolean hasDeadConnections() {
		return this.hosts.values()
			.stream()
			.flatMap((host) -> host.sockets().stream())
			.anyMatch((socket) -> socket.connection().isDead());
	}

	/**
	 * What the nodes of a host have sent.
	 * @param host the host
	 * @return all since the beginning
	 */
	public Traffic sent(String host) {
		return host(host).sent();
	}

	/**
	 * What all nodes have sent.
	 * @return all since the beginning
	 */
	public Traffic sent() {
		return this.hosts.values().stream().map(Host::sent).reduce(Traffic.NONE, Traffic::plus);
	}

	private void fault(String kind, String text) {
		this.statistics.fault(kind);
		this.world.journal().note(this.world.now(), "network", kind + ": " + text);
	}

	Host host(String name) {
		return this.hosts.computeIfAbsent(name, Host::new);
	}

	List<Host> resolve(String name) {
		List<String> hosts = this.names.get(name);
		if (hosts != null) {
			return hosts.stream().map(this::host).toList();
		}
		Host host = this.hosts.get(name);
		return (host != null) ? List.of(host) : List.of();
	}

	/** Whether a name may stand for several hosts. */
	boolean isName(String name) {
		return this.names.containsKey(name);
	}

	boolean isOpen(Host from, Host to) {
		return from.isOn() && to.isOn()
				&& (this.blocked.isEmpty() || !this.blocked.contains(new Path(from.name(), to.name())));
	}

	long latency(SplittableRandom random) {
		return (this.longest > this.shortest) ? random.nextLong(this.shortest, this.longest) : this.shortest;
	}

	void endDelays() {
		this.delays.clear();
	}

	/** How much longer than others bytes travel between two hosts. */
	long delay(Host one, Host other) {
		return this.delays.isEmpty() ? 0 : this.delays.getOrDefault(new Path(one.name(), other.name()), 0L);
	}

	/** Sends what was lost on present connections, where there is a way again. */
	void sendAgain() {
		this.hosts.values()
			.stream()
			.flatMap((host) -> host.sockets().stream())
			.map(SimulatedSocket::connection)
			.distinct()
			.toList()
			.forEach(Connection::sendAgain);
	}

	/** All connections of a host are reset: it and its peers are told at once. */
	void cutAll(String name) {
		host(name).sockets().stream().map(SimulatedSocket::connection).distinct().toList().forEach(Connection::reset);
	}

	long bytesPerSecond() {
		return this.bytesPerSecond;
	}

	/** What becomes of the next attempt to connect, if it is to fail. */
	@Nullable DialFault dialFault() {
		if (this.dialFailures == 0 || this.world.random().nextInt(100) >= this.dialFailures) {
			return null;
		}
		this.statistics.fault("failed dial");
		return this.world.random().nextBoolean() ? DialFault.REFUSED : DialFault.LOST;
	}

	Connection connection(SimulatedProcess from, SimulatedProcess to, int port) {
		Connection connection = new Connection(this, this.world, this.connections++, from, to, port);
		this.statistics.connection();
		this.world.journal().note(this.world.now(), "network", "connection " + connection);
		return connection;
	}

	World world() {
		return this.world;
	}

	private record Path(String from, String to) {

	}

	/** How an attempt to connect fails. */
	enum DialFault {

		REFUSED, LOST

	}

}

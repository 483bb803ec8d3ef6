package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.Limits;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;

/** Which nodes there are, and how they are configured. */
final class Plan {

	/** How many messages may wait for a port, where mailboxes are small. */
	static final int MAILBOX = 60;

	/** Failure detection waits less, with the shorter heartbeat. */
	private static final Duration SLOWEST_PORT = Duration.ofSeconds(16);

	private static final Duration SHORT = Duration.ofSeconds(2);

	/** Below this a message of some kilobytes is hundreds of parts. */
	private static final int SLOW = 150;

	private final Map<String, Place> places = new LinkedHashMap<>();

	private final RandomGenerator random;

	private final boolean small;

	/** Whether queues and mailboxes are so small that they overflow. */
	private final boolean tight;

	/**
	 * Whether whole packets are about as large as ordinary messages: some go in parts,
	 * and others do not.
	 */
	private final boolean bulky;

	/** Whether lost connections are noticed by TCP alone. */
	private final boolean undetected;

	/** Whether some nodes know nothing beyond AEMP. */
	private final boolean mixed;

	private final Set<String> plain = new HashSet<>();

	/** Most stories spend no time on frequent heartbeats. */
	private final Duration heartbeat;

	/**
	 * Whether connections are not read while little waits for ports, which may take long.
	 */
	private final boolean choked;

	/** The bytes of a connection that may wait for ports, where queues are small. */
	private final int window;

	private int named;

	Plan(RandomGenerator random, int nodes, boolean calm) {
		this.random = random;
		this.undetected = random.nextInt(4) == 0;
		boolean impatient = random.nextInt(3) == 0;
		this.tight = !calm && random.nextInt(4) == 0;
		this.bulky = random.nextInt(3) == 0;
		this.mixed = !calm && !this.undetected && random.nextInt(4) == 0;
		boolean frequent = random.nextInt(4) == 0;
		int seeds = (nodes == 2) ? 1 + random.nextInt(2) : 1 + random.nextInt(Math.min(3, nodes - 1));
		List<String> addresses = new ArrayList<>();
		for (int i = 0; i < seeds; i++) {
			addresses.add("s" + i + ":4040");
		}
		List<GlobalMode> modes = random.ints(nodes, 0, GlobalMode.values().length)
			.mapToObj((mode) -> GlobalMode.values()[mode])
			.toList();
		List<String> names = IntStream.range(0, nodes).mapToObj(this::name).toList();
		List<String> able = IntStream.range(seeds, nodes)
			.filter((i) -> modes.get(i) != GlobalMode.NEVER)
			.mapToObj((i) -> names.get(i) + ":4040")
			.toList();
		for (int i = 0; i < seeds; i++) {
			String own = "s" + i;
			boolean itself = random.nextBoolean();
			List<String> others = addresses.stream().filter((seed) -> itself || !seed.equals(own + ":4040")).toList();
			others = others.isEmpty() ? others : withSome(able, others);
			add(own, new Place(own, others, random.nextBoolean() ? GlobalMode.AUTO : GlobalMode.ALWAYS, framings(),
					whole()));
		}
		for (int i = seeds; i < nodes; i++) {
			List<String> some = new ArrayList<>(addresses);
			while (some.size() > 1 && random.nextBoolean()) {
				some.remove(random.nextInt(some.size()));
			}
			add(names.get(i), new Place(names.get(i), withSome(able, some), modes.get(i), framings(), whole()));
		}
		this.named = nodes;
		this.choked = calm && random.nextInt(3) == 0;
		// the news of where a node is may take longer than that
		this.small = impatient && !this.choked;
		this.heartbeat = (frequent || this.choked) ? SHORT : Duration.ofSeconds(5);
		this.window = random.nextInt(1000, 6000);
	}

	/** Less than all seeds or greater, which decides who is the arbiter. */
	private String name(int number) {
		return (this.random.nextBoolean() ? "n" : "x") + number;
	}

	/**
	 * One more node, which nobody knows.
	 * @param seeds its seeds
	 * @return its host
	 */
	String newcomer(List<String> seeds) {
		String host = name(this.named++);
		GlobalMode mode = GlobalMode.values()[this.random.nextInt(GlobalMode.values().length)];
		add(host, new Place(host, seeds, mode, framings(), whole()));
		return host;
	}

	/** Nodes that are not seeds of all may be the seeds of some, and of each other. */
	private List<String> withSome(List<String> able, List<String> seeds) {
		List<String> all = new ArrayList<>(seeds);
		if (!able.isEmpty() && this.random.nextInt(3) == 0) {
			all.add(able.get(this.random.nextInt(able.size())));
		}
		return all;
	}

	private List<String> framings() {
		return switch (this.random.nextInt(4)) {
			case 0 -> List.of("json");
			case 1 -> List.of("json", "cbor");
			default -> List.of("cbor", "json");
		};
	}

	/** Most nodes send messages in parts that are not large at all. */
	private int whole() {
		if (this.bulky) {
			return SLOW / 3 + this.random.nextInt(SLOW);
		}
		return switch (this.random.nextInt(8)) {
			case 0, 1 -> Limits.DEFAULTS.wholePacket();
			case 2 -> SLOW / 3 + this.random.nextInt(SLOW - SLOW / 3);
			default -> 200 + this.random.nextInt(3000);
		};
	}

	void add(String host, Place place) {
		this.places.put(host, place);
		if (this.mixed && this.random.nextInt(3) == 0) {
			this.plain.add(host);
		}
	}

	void remove(String host) {
		this.places.remove(host);
	}

	Place place(String host) {
		return this.places.get(host);
	}

	List<String> hosts() {
		return List.copyOf(this.places.keySet());
	}

	/** Whether nodes on a host know nothing beyond AEMP. */
	boolean isPlain(String host) {
		return this.plain.contains(host);
	}

	boolean isUndetected() {
		return this.undetected;
	}

	boolean isTight() {
		return this.tight;
	}

	boolean isBulky() {
		return this.bulky;
	}

	/**
	 * Whether connections wait for ports, and so do the news of where nodes are.
	 */
	boolean isChoked() {
		return this.choked;
	}

	/** How long a slow port takes at most before it begins to work. */
	Duration slowPort() {
		int some = this.random.nextInt(3000);
		return this.choked ? SLOWEST_PORT : Duration.ofMillis(some);
	}

	/** Whether nodes wait for a short time only before they do without their seeds. */
	boolean isSmall() {
		return this.small;
	}

	NodeConfigurationBuilder configure(String host, NodeConfigurationBuilder builder) {
		Place place = this.places.get(host);
		builder.nodeId(place.nodeId()).seeds(place.seeds()).globalMode(place.mode()).framings(place.framings());
		builder.failureDetector(
				this.undetected ? FailureDetector.OFF : FailureDetector.builder().heartbeat(this.heartbeat).build());
		if (this.small) {
			builder.monitorTimeout(Duration.ofSeconds(8)).connectInterval(Duration.ofSeconds(1));
		}
		Limits.Builder limits = Limits.builder().wholePacket(place.whole());
		if (this.tight) {
			limits.sendQueue(40_000).mailbox(MAILBOX);
			builder.flowControl(FlowControl.builder()
				.sendHigh(20_000)
				.sendLow(5_000)
				.receiveHigh(this.window)
				.pause(Duration.ofMillis(1500))
				.build());
		}
		if (this.choked) {
			// no port may die of it
			builder.flowControl(FlowControl.builder().receiveHigh(3_000).pause(Duration.ofMinutes(2)).build());
		}
		return builder.limits(limits.build());
	}

	@Override
	public String toString() {
		return this.places + (this.plain.isEmpty() ? "" : ", plain " + this.plain) + (this.tight ? ", tight" : "")
				+ (this.bulky ? ", bulky" : "") + (this.choked ? ", choked" : "")
				+ (this.undetected ? ", no failure detection" : "") + (this.small ? ", short timeouts" : "");
	}

	/**
	 * A node on a host.
	 *
	 * @param nodeId its node ID
	 * @param seeds its seeds
	 * @param mode whether it is global
	 * @param framings its framings, best first
	 * @param whole the bytes above which it sends messages in parts
	 */
	record Place(String nodeId, List<String> seeds, GlobalMode mode, List<String> framings, int whole) {

		boolean isSeed() {
			return this.nodeId.startsWith("s");
		}

		Place named(String nodeId) {
			return new Place(nodeId, this.seeds, this.mode, this.framings, this.whole);
		}

	}

}

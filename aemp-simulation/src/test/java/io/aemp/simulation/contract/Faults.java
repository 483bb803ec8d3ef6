package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.aemp.simulation.SimulatedNetwork;
import io.aemp.simulation.Simulation;

/** What happens to processes and to the network, whatever they are doing. */
final class Faults {

	private final Simulation simulation;

	private final SimulatedNetwork network;

	private final Oracle oracle;

	private final Cast cast;

	private final Plan plan;

	private final Chance random;

	/** How long bytes travel at most, in nanoseconds. */
	private final long travel;

	private int renamed;

	Faults(Simulation simulation, Oracle oracle, Cast cast, Plan plan, Chance random) {
		this.simulation = simulation;
		this.oracle = oracle;
		this.network = simulation.network();
		this.cast = cast;
		this.plan = plan;
		this.random = random;
		long shortest = random.nextLong(1, 1_000_000);
		long longest = (random.nextInt(4) == 0) ? random.nextLong(300_000_000) : random.nextLong(5_000_000);
		this.travel = Math.max(shortest, longest);
		this.network.latency(Duration.ofNanos(shortest), Duration.ofNanos(longest));
	}

	/** How long bytes travel at most. */
	Duration travel() {
		return Duration.ofNanos(this.travel);
	}

	/**
	 * Mostly too short for anything to end that has begun. Some last as long as a few
	 * packets on their way, so that these meet.
	 */
	void moment() {
		long longest = this.random.nextBoolean() ? 1L << this.random.nextInt(10, 29) : 6 * this.travel;
		this.simulation.run(Duration.ofNanos(this.random.nextLong(longest)));
	}

	void stop(Member member, Duration moment) {
		this.simulation.stop(member.node());
		this.simulation.run(moment);
		this.simulation.goOn(member.node());
	}

	void stopForLong(Member member) {
		this.simulation.stop(member.node());
		this.simulation.later(Duration.ofMillis(this.random.nextInt(40_000)), () -> goOn(member));
	}

	private void goOn(Member member) {
		if (member.isRunning()) {
			this.simulation.goOn(member.node());
		}
	}

	void isolate(Member member, Duration moment) {
		this.network.partition(Set.of(member.host()), this.plan.hosts());
		this.simulation.run(moment);
		this.network.heal();
	}

	void partition() {
		List<String> side = new ArrayList<>();
		List<String> otherSide = new ArrayList<>();
		this.plan.hosts().forEach((host) -> (this.random.nextBoolean() ? side : otherSide).add(host));
		this.network.partition(side, otherSide);
	}

	void sever(Member one, Member other) {
		if (this.random.nextBoolean()) {
			this.network.sever(one.host(), other.host());
		}
		else {
			this.network.severDirection(one.host(), other.host());
		}
	}

	/** An orderly end, unless nobody would be left. */
	void close(Member member) {
		if (member.isRunning() && this.cast.running().size() > 1) {
			this.simulation.goOn(member.node());
			this.cast.close(member);
		}
	}

	/**
	 * A node that is part of the network leaves it, and goes on by itself; one that has
	 * left comes back, mostly before it has missed much.
	 */
	void leaveOrComeBack(Member member) {
		if (member.isWithdrawn()) {
			return;
		}
		this.simulation.goOn(member.node());
		if (member.node().network().listeners().isEmpty()) {
			member.node().start();
			return;
		}
		member.node().leave();
		this.oracle.left(member);
		if (this.random.nextInt(3) > 0) {
			moment();
			member.node().start();
		}
	}

	/**
	 * The first step of an orderly end. The node is still part of the network, for the
	 * rest of the story unless something ends it.
	 */
	void withdraw(Member member) {
		this.simulation.goOn(member.node());
		if (!member.node().network().listeners().isEmpty()) {
			member.withdraw();
		}
	}

	/** The end of a process or of a host; sometimes somebody starts soon. */
	void crash(Member member) {
		if (member.isRunning() && this.cast.running().size() > 1) {
			if (this.random.nextBoolean()) {
				this.simulation.crash(member.node());
			}
			else {
				this.simulation.losePower(member.node());
			}
			this.cast.end(member);
			if (this.random.nextBoolean()) {
				this.simulation.run(Duration.ofMillis(this.random.nextInt(3000)));
				startSome();
			}
		}
	}

	/** Under the old node ID, under a new one, or elsewhere. */
	void startSome() {
		List<String> missing = missing();
		if (missing.isEmpty()) {
			return;
		}
		String host = this.cast.some(missing);
		Plan.Place place = this.plan.place(host);
		if (!place.isSeed() && this.random.nextInt(3) == 0) {
			if (this.random.nextBoolean()) {
				this.plan.add(host, place.named(host + "-" + this.renamed++));
			}
			else {
				this.plan.remove(host);
				host = host + "m" + this.renamed++;
				this.plan.add(host, place);
			}
		}
		this.cast.start(host);
	}

	private List<String> missing() {
		return this.plan.hosts().stream().filter((host) -> !this.cast.isRunning(host)).toList();
	}

	/**
	 * Makes all whole, and lets those who are missing come back. Seeds may stay away if
	 * there is another one that all know.
	 */
	void end() {
		this.network.heal();
		this.network.failDials(0);
		this.cast.running().forEach((member) -> {
			this.simulation.goOn(member.node());
			this.network.fastReader(member.host());
			// without effect, unless it has left the network
			member.node().start();
		});
		missing().stream()
			.filter((host) -> !this.plan.place(host).isSeed() && this.random.nextBoolean())
			.forEach(this::comeBack);
		if (!this.cast.haveSeedInCommon() || this.random.nextBoolean()) {
			missing().stream().filter((host) -> this.plan.place(host).isSeed()).forEach(this::comeBack);
		}
	}

	private void comeBack(String host) {
		this.network.fastReader(host);
		this.cast.start(host);
	}

}

package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.aemp.simulation.SimulatedNetwork;
import io.aemp.simulation.Simulation;

/**
 * Nodes begin to have to do with each other, at moments that chance would hardly find.
 */
final class Encounters {

	/** So many nodes are enough. */
	private static final int CROWD = 8;

	/** Time to join a network that is whole. */
	private static final Duration JOINING = Duration.ofSeconds(8);

	/** Time to become known to a primary. */
	private static final Duration KNOWN = Duration.ofSeconds(2);

	private final Simulation simulation;

	private final SimulatedNetwork network;

	private final Faults faults;

	private final Deeds deeds;

	private final Entries entries;

	private final Cast cast;

	private final Plan plan;

	private final Chance random;

	Encounters(Simulation simulation, Faults faults, Deeds deeds, Entries entries, Cast cast, Plan plan,
			Chance random) {
		this.simulation = simulation;
		this.network = simulation.network();
		this.faults = faults;
		this.deeds = deeds;
		this.entries = entries;
		this.cast = cast;
		this.plan = plan;
		this.random = random;
	}

	/**
	 * A node that joins, and has nothing to do with most others; somebody who is there if
	 * there are enough.
	 */
	Member newcomer() {
		List<Member> seeds = this.cast.globalSeeds();
		if (seeds.isEmpty() || isCrowded()) {
			return this.cast.someMember();
		}
		Member newcomer = this.cast.join(this.plan.newcomer(List.of(this.cast.some(seeds).address())));
		this.simulation.run(JOINING);
		this.cast.arrived(newcomer);
		return newcomer;
	}

	private boolean isCrowded() {
		return this.cast.running().size() >= CROWD;
	}

	/** Two that have had nothing to do with each other begin to talk, both at once. */
	void meet(Member member) {
		Member stranger = this.cast.someStranger(member);
		talkTo(member, stranger);
		this.faults.moment();
		talkTo(stranger, member);
	}

	/**
	 * A node looks for another one while its primary sends it a large message, and a
	 * large change of what it monitors after that.
	 */
	void seek(Member member) {
		Member primary = this.cast.primaryOf(member);
		if (primary != null && primary != member) {
			String family = this.cast.some(Entries.FAMILIES);
			this.entries.monitor(member.outside(), family);
			this.simulation.run(KNOWN);
			Sender sender = primary.outside();
			String port = this.cast.somePortOf(member, sender);
			this.deeds.run(sender, () -> this.deeds.sendVeryLarge(sender, port));
			this.entries.setLarge(primary, family);
			this.faults.moment();
		}
		talkTo(member, this.cast.someStranger(member));
	}

	/**
	 * A newcomer reaches one of its seeds at once, and the other when its kernel knocks
	 * again. Just then that one begins to talk to it. Then the first may be lost.
	 */
	void reachLate() {
		List<Member> seeds = new ArrayList<>(this.cast.globalSeeds());
		if (seeds.size() < 2 || isCrowded()) {
			return;
		}
		Member late = seeds.remove(this.random.nextInt(seeds.size()));
		Member first = this.cast.some(seeds);
		String host = this.plan.newcomer(List.of(first.address(), late.address()));
		this.network.partition(Set.of(host), Set.of(late.host()));
		Member newcomer = this.cast.start(host);
		Duration knock = Duration.ofSeconds(this.random.nextBoolean() ? 1 : 3);
		Duration travel = this.faults.travel();
		this.simulation.run(knock.minus(travel));
		this.network.heal(host, late.host());
		this.simulation.run(Duration.ofNanos(this.random.nextLong(2 * travel.toNanos())));
		talkTo(late, newcomer);
		this.simulation.run(Duration.ofMillis(this.random.nextInt(3000)));
		switch (this.random.nextInt(4)) {
			case 0 -> this.faults.crash(first);
			case 1, 2 -> this.faults.close(first);
			default -> {
				// it stays
			}
		}
	}

	private void talkTo(Member from, Member to) {
		Sender sender = this.random.nextBoolean() ? from.outside() : this.cast.someSender(from);
		this.deeds.talk(sender, this.cast.somePortOf(to, sender));
	}

}

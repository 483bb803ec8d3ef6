package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.aemp.simulation.SimulatedNetwork;
import io.aemp.simulation.Simulation;
import io.aemp.simulation.Work;

/**
 * What goes wrong. Each story has some kinds of trouble and not others, so that rare
 * combinations get their turn. A calm story has only what must not be noticed: delays,
 * silence for a few seconds, and nodes that join.
 */
final class Troubles {

	private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);

	private final Simulation simulation;

	private final SimulatedNetwork network;

	private final Faults faults;

	private final Encounters encounters;

	private final Interruptions interruptions;

	private final Outages outages;

	private final Cast cast;

	private final Chance random;

	private final boolean calm;

	Troubles(Simulation simulation, Oracle oracle, Deeds deeds, Entries entries, Cast cast, Plan plan, Chance random,
			boolean calm) {
		this.simulation = simulation;
		this.network = simulation.network();
		this.faults = new Faults(simulation, oracle, cast, plan, random);
		this.encounters = new Encounters(simulation, this.faults, deeds, entries, cast, plan, random);
		this.interruptions = new Interruptions(simulation, oracle, this.faults, deeds, entries, cast, random);
		this.outages = new Outages(simulation, this.faults, cast, plan, random);
		this.cast = cast;
		this.random = random;
		this.calm = calm;
		for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.LEAVE, Kind.WITHDRAW))) {
			if (random.nextInt(3) == 0) {
				this.kinds.add(kind);
			}
		}
		if (random.nextInt(3) == 0) {
			simulation.delays(Duration.ofMillis(1 + random.nextInt(calm ? 300 : 2000)));
		}
		for (Work work : Work.values()) {
			if (random.nextInt(5) == 0) {
				slow(work);
			}
		}
		if (random.nextInt(3) == 0) {
			this.network.singleSteps(50);
		}
		if (random.nextInt(4) == 0) {
			this.network.bandwidth(20_000 + random.nextLong(1_000_000));
		}
		if (!calm && this.kinds.contains(Kind.DIAL)) {
			this.network.failDials(random.nextInt(60));
		}
		// these come last, so that the stories without them are the same as before
		if (random.nextInt(3) == 0) {
			this.kinds.add(Kind.LEAVE);
		}
		if (random.nextInt(4) == 0) {
			this.kinds.add(Kind.WITHDRAW);
		}
	}

	/**
	 * Few tasks wait long, or more of them less long: on average, all go on. In the
	 * background there is little to do.
	 */
	private void slow(Work work) {
		int percent = (work == Work.BACKGROUND) ? 20 + this.random.nextInt(60) : 1 + this.random.nextInt(20);
		long longest = (work == Work.BACKGROUND) ? 2_000_000_000 : 1_000_000_000 / percent;
		this.simulation.slow(work, percent, Duration
			.ofNanos(this.random.nextLong(1_000_000, this.calm ? Math.min(longest, 200_000_000) : longest)));
	}

	void something() {
		Member member = this.cast.someMember();
		if (this.calm) {
			calmly(member);
			return;
		}
		List<Kind> possible = new ArrayList<>(this.kinds);
		if (!possible.isEmpty()) {
			Member other = this.cast.someMember();
			roughly(possible.get(this.random.nextInt(possible.size())), member, other);
		}
	}

	/** One trouble at a time, and time to get over it. */
	private void calmly(Member member) {
		Duration moment = Duration.ofMillis(this.random.nextInt(2500));
		switch (this.random.nextInt(9)) {
			case 0 -> this.faults.stop(member, moment);
			case 1 -> this.faults.isolate(member, moment);
			case 2 -> {
				this.network.slowReader(member.host(), 3000 + this.random.nextInt(100_000));
				this.simulation.run(moment);
				this.network.fastReader(member.host());
			}
			case 3, 4, 5 -> meetInSilence(this.encounters.newcomer());
			case 6, 7 -> this.encounters.seek(this.encounters.newcomer());
			default -> this.simulation.jumpClock(member.node(), Duration.ofSeconds(this.random.nextInt(-9000, 9000)));
		}
		this.simulation.run(Duration.ofSeconds(8));
	}

	/** As long as may be, while two nodes agree about their connections. */
	private void meetInSilence(Member member) {
		this.encounters.meet(member);
		this.faults.moment();
		Duration silence = Duration.ofMillis(this.random.nextInt(2000, 2500));
		if (this.random.nextBoolean()) {
			this.faults.stop(member, silence);
		}
		else {
			this.faults.isolate(member, silence);
		}
	}

	private void roughly(Kind kind, Member member, Member other) {
		switch (kind) {
			case CUT -> this.interruptions.cut(member, other);
			case SEVER -> this.faults.sever(member, other);
			case PARTITION -> this.faults.partition();
			case BLOCK -> this.network.block(member.host(), other.host());
			case HEAL, DIAL -> this.network.heal();
			case SLOW -> this.network.slowReader(member.host(), 500 + this.random.nextInt(50_000));
			case STOP -> this.faults.stopForLong(member);
			case CLOCK ->
				this.simulation.jumpClock(member.node(), Duration.ofSeconds(this.random.nextInt(-90_000, 90_000)));
			case CRASH -> this.faults.crash(member);
			case CLOSE -> {
				this.simulation.goOn(member.node());
				this.cast.close(member);
			}
			case START -> this.faults.startSome();
			case PARTS -> this.interruptions.amongParts();
			case REDIAL -> this.interruptions.redial(member, this.cast.someOther(member));
			case PRIMARY -> this.interruptions.aroundPrimary(member);
			case MEET -> this.encounters.meet(member);
			case SEEK -> this.encounters.seek(member);
			case AGAIN -> this.interruptions.loseAgain(member, this.cast.someOther(member));
			case LATE -> this.encounters.reachLate();
			case OUTAGE -> this.outages.something();
			case LEAVE -> this.faults.leaveOrComeBack(member);
			case WITHDRAW -> this.faults.withdraw(member);
		}
	}

	/**
	 * All is one network: sometimes its seeds go for good.
	 * @return whether they do, and those who are left must be one network
	 */
	boolean goOn() {
		return !this.calm && this.kinds.contains(Kind.OUTAGE) && this.outages.goForGood();
	}

	/** Makes all whole. */
	void end() {
		for (Work work : Work.values()) {
			this.simulation.slow(work, 0, Duration.ZERO);
		}
		this.faults.end();
	}

	private enum Kind {

		CUT, SEVER, PARTITION, BLOCK, HEAL, DIAL, SLOW, STOP, CLOCK, CRASH, CLOSE, START, PARTS, REDIAL, PRIMARY, MEET,
		SEEK, AGAIN, LATE, OUTAGE, LEAVE, WITHDRAW

	}

}

package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.aemp.PortIds;
import io.aemp.simulation.SimulatedNetwork;
import io.aemp.simulation.Simulation;
import io.aemp.simulation.Work;

/**
 * What goes wrong. Each story has some kinds of trouble and not others, so that rare
 * combinations get their turn. A calm story has only what must not be noticed: delays,
 * and silence for a few seconds.
 */
final class Troubles {

	private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);

	private final Simulation simulation;

	private final SimulatedNetwork network;

	private final Oracle oracle;

	private final Deeds deeds;

	private final Cast cast;

	private final Plan plan;

	private final Entries entries;

	private final Chance random;

	private final boolean calm;

	private int renamed;

	Troubles(Simulation simulation, Oracle oracle, Deeds deeds, Entries entries, Cast cast, Plan plan, Chance random,
			boolean calm) {
		this.simulation = simulation;
		this.network = simulation.network();
		this.oracle = oracle;
		this.deeds = deeds;
		this.entries = entries;
		this.cast = cast;
		this.plan = plan;
		this.random = random;
		this.calm = calm;
		for (Kind kind : Kind.values()) {
			if (random.nextInt(3) == 0) {
				this.kinds.add(kind);
			}
		}
		this.network.latency(Duration.ofNanos(random.nextLong(1, 1_000_000)),
				Duration.ofNanos((random.nextInt(4) == 0) ? random.nextLong(300_000_000) : random.nextLong(5_000_000)));
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
		switch (this.random.nextInt(6)) {
			case 0 -> stop(member, moment);
			case 1 -> isolate(member, moment);
			case 3 -> {
				meet(member);
				moment();
				Duration silence = Duration.ofMillis(this.random.nextInt(1500, 2500));
				if (this.random.nextBoolean()) {
					stop(member, silence);
				}
				else {
					isolate(member, silence);
				}
			}
			case 4 -> seek(member);
			case 2 -> {
				this.network.slowReader(member.host(), 3000 + this.random.nextInt(100_000));
				this.simulation.run(moment);
				this.network.fastReader(member.host());
			}
			default -> this.simulation.jumpClock(member.node(), Duration.ofSeconds(this.random.nextInt(-9000, 9000)));
		}
		this.simulation.run(Duration.ofSeconds(8));
	}

	private void stop(Member member, Duration moment) {
		this.simulation.stop(member.node());
		this.simulation.run(moment);
		this.simulation.goOn(member.node());
	}

	private void isolate(Member member, Duration moment) {
		this.network.partition(Set.of(member.host()), this.plan.hosts());
		this.simulation.run(moment);
		this.network.heal();
	}

	/** Two that have had nothing to do with each other begin to talk, both at once. */
	private void meet(Member member) {
		Member stranger = this.cast.someStranger(member);
		talkTo(member, stranger);
		moment();
		talkTo(stranger, member);
	}

	/** A node looks for another one while it is sent large messages. */
	private void seek(Member member) {
		Member primary = this.cast.ofNode(member.node().network().primary().orElse(""));
		if (primary != null && primary != member) {
			Sender sender = this.cast.someSender(primary);
			String port = somePortOf(member, sender);
			this.deeds.run(sender, () -> {
				for (int i = this.random.nextInt(4); i >= 0; i--) {
					this.deeds.sendLarge(sender, port);
				}
			});
			change(primary);
			this.entries.monitor(member);
			moment();
		}
		talkTo(member, this.cast.someStranger(member));
	}

	private void talkTo(Member from, Member to) {
		Sender sender = this.cast.someSender(from);
		talk(sender, somePortOf(to, sender));
	}

	/** What a context sends is lost again before all its monitors have told. */
	private void loseAgain(Member one, Member other) {
		Sender sender = this.cast.someSender(one);
		String port = somePortOf(other, sender);
		this.deeds.run(sender, () -> {
			this.deeds.monitor(sender, port);
			this.deeds.monitor(sender, port);
			this.deeds.send(sender, port, 1);
		});
		for (int i = 1 + this.random.nextInt(3); i > 0; i--) {
			moment();
			this.network.cut(one.host(), other.host());
			moment();
			this.deeds.run(sender, () -> this.deeds.send(sender, port, 1 + this.random.nextInt(2)));
		}
	}

	private void roughly(Kind kind, Member member, Member other) {
		String one = member.host();
		String two = other.host();
		switch (kind) {
			case CUT -> cut(one, two);
			case SEVER -> {
				if (this.random.nextBoolean()) {
					this.network.sever(one, two);
				}
				else {
					this.network.severDirection(one, two);
				}
			}
			case PARTITION -> partition();
			case BLOCK -> this.network.block(one, two);
			case HEAL, DIAL -> this.network.heal();
			case SLOW -> this.network.slowReader(one, 500 + this.random.nextInt(50_000));
			case STOP -> {
				this.simulation.stop(member.node());
				this.simulation.later(Duration.ofMillis(this.random.nextInt(40_000)), () -> goOn(member));
			}
			case CLOCK ->
				this.simulation.jumpClock(member.node(), Duration.ofSeconds(this.random.nextInt(-90_000, 90_000)));
			case CRASH -> crash(member);
			case CLOSE -> {
				this.simulation.goOn(member.node());
				this.cast.close(member);
			}
			case START -> startSome();
			case PARTS -> amongParts();
			case REDIAL -> redial(member, this.cast.someOther(member));
			case PRIMARY -> aroundPrimary(member);
			case MEET -> meet(member);
			case SEEK -> seek(member);
			case AGAIN -> loseAgain(member, this.cast.someOther(member));
		}
	}

	/** Something happens while large messages are on their way. */
	private void amongParts() {
		Sender sender = this.cast.someSender(this.cast.someMember());
		String port = portElsewhere(sender);
		this.deeds.run(sender, () -> {
			if (this.random.nextInt(3) > 0) {
				this.deeds.monitor(sender, port);
			}
			for (int i = this.random.nextInt(4); i >= 0; i--) {
				this.deeds.sendLarge(sender, port);
				this.deeds.send(sender, port, this.random.nextInt(8));
			}
		});
		moment();
		Member here = sender.member();
		Member there = this.cast.ofNode(PortIds.nodeOf(port));
		switch (this.random.nextInt(8)) {
			case 0 -> close(here);
			case 1 -> {
				if (there != null) {
					close(there);
				}
			}
			case 2 -> this.deeds.run(sender, () -> this.deeds.kill(sender, port));
			case 3 -> this.deeds.run(sender, () -> this.deeds.flood(sender, port));
			case 4, 5 -> {
				if (there != null) {
					this.network.cut(here.host(), there.host());
				}
			}
			default -> {
				// they only meet what follows
			}
		}
		if (!here.isClosing()) {
			this.deeds.run(sender, () -> this.deeds.send(sender, port, 1 + this.random.nextInt(3)));
		}
	}

	/** Mostly one that is alive. */
	private String portElsewhere(Sender sender) {
		return (this.random.nextInt(4) == 0) ? this.cast.somePort(sender)
				: somePortOf(this.cast.someOther(sender.member()), sender);
	}

	/** A port of a node, if one is alive there. */
	private String somePortOf(Member member, Sender sender) {
		List<Actor> actors = member.actors().stream().filter(Sender::isAlive).toList();
		return actors.isEmpty() ? this.cast.somePort(sender) : this.cast.some(actors).id();
	}

	/** Both sides have much to say, lose their connection, and dial at once. */
	private void redial(Member one, Member other) {
		List<Sender> senders = new ArrayList<>();
		List<String> ports = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Member from = (i % 2 == 0) ? one : other;
			List<Actor> targets = ((i % 2 == 0) ? other : one).actors().stream().filter(Sender::isAlive).toList();
			if (!targets.isEmpty()) {
				senders.add(this.cast.someSender(from));
				ports.add(this.cast.some(targets).id());
			}
		}
		for (int round = this.random.nextInt(2); round >= 0; round--) {
			for (int i = 0; i < senders.size(); i++) {
				talk(senders.get(i), ports.get(i));
			}
			moment();
			this.network.cut(one.host(), other.host());
			for (int i = 0; i < senders.size(); i++) {
				talk(senders.get(i), ports.get(i));
			}
			moment();
		}
	}

	private void talk(Sender sender, String port) {
		this.deeds.run(sender, () -> {
			if (this.random.nextInt(3) == 0) {
				this.deeds.monitor(sender, port);
			}
			this.deeds.send(sender, port, this.random.nextInt(6));
		});
	}

	/**
	 * Owners change what they have, and ask, while their primary goes; some go
	 * themselves.
	 */
	private void aroundPrimary(Member member) {
		Member primary = this.cast.ofNode(member.node().network().primary().orElse(""));
		change(member);
		moment();
		if (primary != null && primary != member) {
			switch (this.random.nextInt(6)) {
				case 0 -> close(primary);
				case 1 -> crash(primary);
				default -> this.network.cut(member.host(), primary.host());
			}
		}
		moment();
		change(member);
		if (this.random.nextInt(4) == 0) {
			close(member);
			moment();
			startSome();
		}
	}

	private void change(Member member) {
		for (int i = this.random.nextInt(4); i > 0; i--) {
			this.entries.change(member);
		}
		if (this.random.nextBoolean()) {
			this.entries.ask(member);
		}
	}

	/** Mostly too short for anything to end that has begun. */
	private void moment() {
		this.simulation.run(Duration.ofNanos(this.random.nextLong(1L << this.random.nextInt(10, 29))));
	}

	private void close(Member member) {
		if (member.isRunning() && this.cast.running().size() > 1) {
			this.simulation.goOn(member.node());
			this.cast.close(member);
		}
	}

	/**
	 * Best a connection over which somebody is about to send who monitors, and may be
	 * slow to hear of the loss.
	 */
	private void cut(String one, String two) {
		List<Watch> watches = this.oracle.watches()
			.stream()
			.filter((watch) -> watch.isActive() && this.cast.isRunning(this.cast.hostOf(watch.port())))
			.toList();
		if (watches.isEmpty() || this.random.nextInt(4) == 0) {
			this.network.cut(one, two);
			return;
		}
		Watch watch = this.cast.some(watches);
		Sender sender = watch.creator();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			sender.run(() -> this.deeds.send(sender, watch.port(), 1));
		}
		this.simulation.run(Duration.ofNanos(this.random.nextInt(3_000_000)));
		sender.run(() -> this.deeds.send(sender, watch.port(), 1));
		this.network.cut(sender.member().host(), this.cast.hostOf(watch.port()));
		sender.run(() -> this.deeds.send(sender, watch.port(), 1));
	}

	private void goOn(Member member) {
		if (member.isRunning()) {
			this.simulation.goOn(member.node());
		}
	}

	private void partition() {
		List<String> side = new ArrayList<>();
		List<String> otherSide = new ArrayList<>();
		this.plan.hosts().forEach((host) -> (this.random.nextBoolean() ? side : otherSide).add(host));
		this.network.partition(side, otherSide);
	}

	private void crash(Member member) {
		if (this.cast.running().size() > 1) {
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
	private void startSome() {
		List<String> missing = this.plan.hosts().stream().filter((host) -> !this.cast.isRunning(host)).toList();
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

	/** Makes all whole, and lets those who are missing come back. */
	void end() {
		for (Work work : Work.values()) {
			this.simulation.slow(work, 0, Duration.ZERO);
		}
		this.network.heal();
		this.network.failDials(0);
		this.cast.running().forEach((member) -> {
			this.simulation.goOn(member.node());
			this.network.fastReader(member.host());
		});
		for (String host : this.plan.hosts()) {
			if (!this.cast.isRunning(host) && (this.plan.place(host).isSeed() || this.random.nextBoolean())) {
				this.network.fastReader(host);
				this.cast.start(host);
			}
		}
	}

	private enum Kind {

		CUT, SEVER, PARTITION, BLOCK, HEAL, DIAL, SLOW, STOP, CLOCK, CRASH, CLOSE, START, PARTS, REDIAL, PRIMARY, MEET,
		SEEK, AGAIN

	}

}

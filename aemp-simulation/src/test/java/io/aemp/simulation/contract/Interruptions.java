package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aemp.PortIds;
import io.aemp.simulation.SimulatedNetwork;
import io.aemp.simulation.Simulation;

/** Losses, closes and kills in the middle of what nodes tell each other. */
final class Interruptions {

	private final Simulation simulation;

	private final SimulatedNetwork network;

	private final Oracle oracle;

	private final Faults faults;

	private final Deeds deeds;

	private final Entries entries;

	private final Cast cast;

	private final Chance random;

	Interruptions(Simulation simulation, Oracle oracle, Faults faults, Deeds deeds, Entries entries, Cast cast,
			Chance random) {
		this.simulation = simulation;
		this.network = simulation.network();
		this.oracle = oracle;
		this.faults = faults;
		this.deeds = deeds;
		this.entries = entries;
		this.cast = cast;
		this.random = random;
	}

	/**
	 * Best a connection over which somebody is about to send who monitors, and may be
	 * slow to hear of the loss.
	 */
	void cut(Member one, Member two) {
		List<Watch> watches = this.oracle.watches()
			.stream()
			.filter((watch) -> watch.isActive() && this.cast.isRunning(this.cast.hostOf(watch.port())))
			.toList();
		if (watches.isEmpty() || this.random.nextInt(4) == 0) {
			this.network.cut(one.host(), two.host());
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

	/** What a context sends is lost again before all its monitors have told. */
	void loseAgain(Member one, Member other) {
		Sender sender = this.cast.someSender(one);
		String port = this.cast.somePortOf(other, sender);
		this.deeds.run(sender, () -> {
			this.deeds.monitor(sender, port);
			this.deeds.monitor(sender, port);
			this.deeds.send(sender, port, 1);
		});
		for (int i = 1 + this.random.nextInt(3); i > 0; i--) {
			this.faults.moment();
			this.network.cut(one.host(), other.host());
			this.faults.moment();
			this.deeds.run(sender, () -> this.deeds.send(sender, port, 1 + this.random.nextInt(2)));
		}
	}

	/** Something happens while large messages are on their way. */
	void amongParts() {
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
		this.faults.moment();
		Member here = sender.member();
		Member there = this.cast.ofNode(PortIds.nodeOf(port));
		switch (this.random.nextInt(8)) {
			case 0 -> this.faults.close(here);
			case 1 -> {
				if (there != null) {
					this.faults.close(there);
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
				: this.cast.somePortOf(this.cast.someOther(sender.member()), sender);
	}

	/** Both sides have much to say, lose their connection, and dial at once. */
	void redial(Member one, Member other) {
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
				this.deeds.talk(senders.get(i), ports.get(i));
			}
			this.faults.moment();
			this.network.cut(one.host(), other.host());
			for (int i = 0; i < senders.size(); i++) {
				this.deeds.talk(senders.get(i), ports.get(i));
			}
			this.faults.moment();
		}
	}

	/**
	 * Owners change what they have, and ask, while their primary goes; some go
	 * themselves.
	 */
	void aroundPrimary(Member member) {
		Member primary = this.cast.primaryOf(member);
		changeAndAsk(member);
		this.faults.moment();
		if (primary != null && primary != member) {
			switch (this.random.nextInt(6)) {
				case 0 -> this.faults.close(primary);
				case 1 -> this.faults.crash(primary);
				default -> this.network.cut(member.host(), primary.host());
			}
		}
		this.faults.moment();
		changeAndAsk(member);
		if (this.random.nextInt(4) == 0) {
			this.faults.close(member);
			this.faults.moment();
			this.faults.startSome();
		}
	}

	private void changeAndAsk(Member member) {
		for (int i = this.random.nextInt(4); i > 0; i--) {
			this.entries.change(member, this.cast.some(Entries.FAMILIES));
		}
		if (this.random.nextBoolean()) {
			this.entries.ask(member);
		}
	}

}

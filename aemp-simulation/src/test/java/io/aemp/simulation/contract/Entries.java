package io.aemp.simulation.contract;

import java.util.List;

/** What nodes do with the database. */
final class Entries {

	static final List<String> FAMILIES = List.of("workers", "chat", "f");

	private final Oracle oracle;

	private final Cast cast;

	private final Chance random;

	/** Whether several nodes set the same subkeys. */
	private final boolean conflicts;

	private long values;

	Entries(Oracle oracle, Cast cast, Chance random) {
		this.oracle = oracle;
		this.cast = cast;
		this.random = random;
		this.conflicts = random.nextInt(3) == 0;
	}

	/** Lets somebody do something. */
	void something() {
		Member member = this.cast.someMember();
		String family = this.cast.some(FAMILIES);
		String subkey = (this.conflicts ? "" : member.host() + " ") + this.random.nextInt(4);
		int dice = this.random.nextInt(10);
		if (dice < 4) {
			set(member, family, subkey);
		}
		else if (dice < 6) {
			delete(member, family, subkey);
		}
		else if (dice < 8) {
			Sender sender = this.cast.someSender(member);
			sender.run(() -> monitor(sender, family));
		}
		else if (dice < 9) {
			List<Replay> replays = this.oracle.replays();
			if (!replays.isEmpty()) {
				this.cast.some(replays).close();
			}
		}
		else {
			Sender sender = this.cast.someSender(member);
			sender.run(() -> ask(sender, family));
		}
	}

	/** An owner changes something of its own. */
	void change(Member member, String family) {
		String subkey = (this.conflicts ? "" : member.host() + " ") + this.random.nextInt(4);
		if (this.random.nextInt(3) > 0) {
			set(member, family, subkey);
		}
		else {
			delete(member, family, subkey);
		}
	}

	/** An owner sets something that takes parts, unless whole packets are large. */
	void setLarge(Member member, String family) {
		set(member, family, member.host() + " large", this.values++ + "x".repeat(this.random.nextInt(100, 500)));
	}

	/** A query whose answer may be long in coming. */
	void ask(Member member) {
		Sender sender = this.cast.someSender(member);
		String family = this.cast.some(FAMILIES);
		sender.run(() -> ask(sender, family));
	}

	private void set(Member member, String family, String subkey) {
		set(member, family, subkey, value());
	}

	private void set(Member member, String family, String subkey, Object value) {
		member.set(family, subkey, value);
		this.oracle.call(() -> member.node().database().set(family, subkey, value));
	}

	/** Some take parts if they are told alone, others only together. */
	private Object value() {
		long value = this.values++;
		return (this.random.nextInt(3) == 0) ? value + "x".repeat(this.random.nextInt(200)) : value;
	}

	private void delete(Member member, String family, String subkey) {
		member.delete(family, subkey);
		this.oracle.call(() -> {
			member.node().database().delete(family, subkey);
			return true;
		});
	}

	/** Hears of all that happens in a family. */
	void monitor(Sender sender, String family) {
		Replay replay = this.oracle.replay(sender, family);
		replay.guard(this.oracle.call(() -> sender.member().node().database().monitor(family, (change) -> {
			if (sender instanceof Actor actor) {
				actor.callback(() -> replay.changed(change));
			}
			else {
				this.oracle.callback(() -> replay.changed(change));
			}
		})));
	}

	private void ask(Sender sender, String family) {
		String what = "query " + this.values++;
		this.oracle.pending().begins(what, sender);
		this.oracle.call(() -> {
			sender.member()
				.node()
				.database()
				.entries(family, (contents) -> ends(sender, what), (failure) -> ends(sender, what));
			return true;
		});
	}

	private void ends(Sender sender, String what) {
		if (sender instanceof Actor actor) {
			actor.callback(() -> this.oracle.pending().ends(what));
		}
		else {
			this.oracle.callback(() -> this.oracle.pending().ends(what));
		}
	}

}

package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Network.Role;
import io.aemp.simulation.Simulation;

/** All is whole and quiet: the nodes must be one network with one database, C10. */
final class Ending {

	private static final Duration SOON = Duration.ofSeconds(5);

	private final Simulation simulation;

	private final Oracle oracle;

	private final Cast cast;

	private final List<Member> members;

	Ending(Simulation simulation, Oracle oracle, Cast cast) {
		this.simulation = simulation;
		this.oracle = oracle;
		this.cast = cast;
		this.members = cast.running();
	}

	/** Whether all is as it has to be in the end. */
	boolean holds() {
		try {
			check();
			return true;
		}
		catch (Violation ex) {
			this.oracle.check();
			return false;
		}
	}

	/** Checks what must have come true in the end. */
	void check() {
		this.oracle.checkEnd();
		Leftovers leftovers = new Leftovers(this.oracle.watches());
		this.members.forEach(leftovers::check);
		List<Member> globals = this.cast.globals();
		for (Member member : this.members) {
			Role role = member.node().network().role();
			if (role != Role.GLOBAL && role != Role.ATTACHED) {
				throw violation(member, "is " + role + ", globals are " + globals);
			}
			for (Member global : globals) {
				if (globals.contains(member) && !member.node().network().isUp(global.node().id())) {
					throw violation(member, "is not connected to the other global node " + global);
				}
			}
			Entries.FAMILIES.forEach((family) -> checkFamily(member, family));
		}
		this.oracle.replays().forEach(this::checkReplay);
		this.oracle.check();
	}

	private void checkFamily(Member member, String family) {
		Map<String, Set<Object>> expected = new LinkedHashMap<>();
		for (Member owner : this.members) {
			owner.entries(family)
				.forEach(
						(subkey, value) -> expected.computeIfAbsent(subkey, (key) -> new LinkedHashSet<>()).add(value));
		}
		Map<String, Object> found = ask(member, family);
		if (!found.keySet().equals(expected.keySet())) {
			throw violation(member, "has " + found + " in family " + family + ", the owners have " + expected);
		}
		found.forEach((subkey, value) -> {
			if (!expected.get(subkey).contains(value)) {
				throw violation(member, "has " + subkey + "=" + value + " in family " + family + ", the owners have "
						+ expected.get(subkey));
			}
		});
	}

	private Map<String, Object> ask(Member member, String family) {
		CompletableFuture<Map<String, Object>> answer = member.node().database().entries(family);
		AtomicBoolean late = new AtomicBoolean();
		this.simulation.later(SOON, () -> late.set(true));
		this.simulation.runUntil(() -> answer.isDone() || late.get(), SOON);
		if (!answer.isDone()) {
			throw violation(member, "does not tell what family " + family + " is");
		}
		return answer.join();
	}

	private void checkReplay(Replay replay) {
		Map<String, Object> found = ask(replay.sender().member(), replay.family());
		if (replay.calls() == 0 || !replay.contents().equals(found)) {
			throw replay.violation(
					"has put together " + replay.contents() + " of " + replay.calls() + " calls, there is " + found);
		}
	}

	private static Violation violation(Member member, String text) {
		return new Violation("C10: " + member + " " + text, List.of(member.host()));
	}

}

package io.aemp.simulation.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.PeerInfo;
import io.aemp.PortInfo;

/** What nodes hold of others must be no more than somebody needs: C9. */
final class Leftovers {

	/** Notices and monitors wait in mailboxes too, and are not limited. */
	private static final int OTHERS = 60;

	/** The members that monitor a port from elsewhere count once each. */
	private final Map<String, Set<Member>> elsewhere = new HashMap<>();

	private final Map<String, Integer> here = new HashMap<>();

	Leftovers(List<Watch> watches) {
		for (Watch watch : watches) {
			if (watch.isActive()) {
				Member member = watch.creator().member();
				if (member.node().isLocal(watch.port())) {
					this.here.merge(watch.port(), 1, Integer::sum);
				}
				else {
					this.elsewhere.computeIfAbsent(watch.port(), (port) -> new HashSet<>()).add(member);
				}
			}
		}
	}

	/**
	 * All is quiet: no monitor may be left on a port that nobody monitors, and no
	 * connection may wait for ports.
	 */
	void check(Member member) {
		for (PeerInfo peer : member.node().network().peers()) {
			if (peer.paused()) {
				throw new Violation("C9: " + member + " does not read what comes from " + peer.node(),
						List.of(member.host(), peer.node()));
			}
		}
		for (PortInfo port : member.node().ports()) {
			int needed = this.here.getOrDefault(port.id(), 0) + this.elsewhere.getOrDefault(port.id(), Set.of()).size();
			if (port.monitors() > needed) {
				throw new Violation("C9: " + port.id() + " has " + port.monitors() + " monitors, but only " + needed
						+ " are needed", List.of(port.id()));
			}
		}
	}

	/** A port dies before more waits for it than its mailbox may hold. */
	static void checkMailboxes(Member member) {
		if (member.hasMailboxLimit()) {
			for (PortInfo port : member.node().ports()) {
				if (port.waiting() > Plan.MAILBOX + OTHERS) {
					throw new Violation("C9: " + port.waiting() + " messages wait for " + port.id(),
							List.of(port.id()));
				}
			}
		}
	}

}

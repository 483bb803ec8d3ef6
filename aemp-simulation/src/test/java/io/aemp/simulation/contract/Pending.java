package io.aemp.simulation.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has begun and must end, once, while a context lives: C3. */
final class Pending {

	private final Map<String, Sender> begun = new LinkedHashMap<>();

	private final Oracle oracle;

	Pending(Oracle oracle) {
		this.oracle = oracle;
	}

	void begins(String what, Sender sender) {
		this.oracle.note(sender.id(), () -> "begins " + what);
		this.begun.put(what, sender);
	}

	void ends(String what) {
		this.oracle.guarded(() -> {
			Sender sender = this.begun.remove(what);
			if (sender == null) {
				throw new Violation("C3: " + what + " ends twice", List.of());
			}
			this.oracle.note(sender.id(), () -> "ends " + what);
		});
	}

	/** All is quiet: nothing comes any more. */
	void checkEnd() {
		this.begun.forEach((what, sender) -> {
			if (sender.isAlive()) {
				throw new Violation("C3: " + what + " by " + sender + " never ends", List.of(sender.id()));
			}
		});
	}

}

package io.aemp.simulation.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import org.jspecify.annotations.Nullable;

/** What a family monitor was told, put together: C10. */
final class Replay {

	private final Sender sender;

	private final String family;

	private final Map<String, @Nullable Object> contents = new LinkedHashMap<>();

	private int calls;

	private boolean closed;

	private Guard guard = () -> {
	};

	Replay(Sender sender, String family) {
		this.sender = sender;
		this.family = family;
	}

	Sender sender() {
		return this.sender;
	}

	String family() {
		return this.family;
	}

	int calls() {
		return this.calls;
	}

	Map<String, @Nullable Object> contents() {
		return this.contents;
	}

	boolean isActive() {
		return !this.closed && this.sender.isAlive() && this.sender.member().isRunning();
	}

	void guard(Guard guard) {
		this.guard = guard;
	}

	void close() {
		this.guard.close();
		this.closed = true;
	}

	void changed(FamilyChange change) {
		if (this.closed) {
			throw violation("is told a change after it was closed");
		}
		this.calls++;
		for (String subkey : change.added()) {
			if (this.contents.containsKey(subkey)) {
				throw violation("is told of the new subkey " + subkey + ", which it knows");
			}
			this.contents.put(subkey, change.contents().get(subkey));
		}
		for (String subkey : change.changed()) {
			if (!this.contents.containsKey(subkey)) {
				throw violation("is told of the changed subkey " + subkey + ", which it does not know");
			}
			this.contents.put(subkey, change.contents().get(subkey));
		}
		for (String subkey : change.deleted()) {
			if (!this.contents.containsKey(subkey)) {
				throw violation("is told of the deleted subkey " + subkey + ", which it does not know");
			}
			this.contents.remove(subkey);
		}
		if (!this.contents.equals(change.contents())) {
			throw violation("has put together " + this.contents + " and is told " + change.contents());
		}
	}

	Violation violation(String text) {
		return new Violation("C10: the monitor of family " + this.family + " by " + this.sender + " " + text,
				List.of(this.sender.id(), this.sender.member().host()));
	}

}

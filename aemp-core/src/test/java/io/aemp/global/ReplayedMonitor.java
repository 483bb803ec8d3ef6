package io.aemp.global;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays what a family monitor is told, and compares it with the contents that it is
 * told at the same time.
 */
final class ReplayedMonitor implements Consumer<FamilyChange> {

	private final String node;

	private final String family;

	private final Map<String, Object> replayed = new HashMap<>();

	private final List<FamilyChange> calls = new ArrayList<>();

	private Guard guard = () -> {
	};

	ReplayedMonitor(String node, String family) {
		this.node = node;
		this.family = family;
	}

	void guard(Guard guard) {
		this.guard = guard;
	}

	void close() {
		this.guard.close();
	}

	String family() {
		return this.family;
	}

	Map<String, Object> contents() {
		return this.replayed;
	}

	int calls() {
		return this.calls.size();
	}

	@Override
	public void accept(FamilyChange change) {
		boolean first = this.calls.isEmpty();
		this.calls.add(change);
		String description = "monitor of " + this.family + " on " + this.node + ": "
				+ this.calls.subList(Math.max(0, this.calls.size() - 5), this.calls.size());
		assertThat(first || !change.added().isEmpty() || !change.changed().isEmpty() || !change.deleted().isEmpty())
			.as(description)
			.isTrue();
		assertThat(this.replayed).as(description).doesNotContainKeys(change.added().toArray(String[]::new));
		assertThat(this.replayed.keySet()).as(description).containsAll(change.changed()).containsAll(change.deleted());
		change.added().forEach((subkey) -> this.replayed.put(subkey, change.contents().get(subkey)));
		change.changed().forEach((subkey) -> this.replayed.put(subkey, change.contents().get(subkey)));
		this.replayed.keySet().removeAll(change.deleted());
		assertThat(change.contents()).as(description).isEqualTo(this.replayed);
	}

}

package io.aemp.global;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.aemp.global.MergedDatabase.Effect;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MergedDatabaseTests {

	private final MergedDatabase database = new MergedDatabase("self");

	private Effect set(String owner, String subkey, Object value) {
		return this.database.update(owner, new FamilyUpdate("f", Map.of(subkey, value), List.of()));
	}

	private Effect delete(String owner, String... subkeys) {
		return this.database.update(owner, new FamilyUpdate("f", Map.of(), List.of(subkeys)));
	}

	@Test
	void tellsWhatShowsDifferently() {
		assertThat(set("a", "k", 1).changed()).isEqualTo(new FamilyUpdate("f", Map.of("k", 1), java.util.Set.of()));
		assertThat(set("a", "k", 1).changed().isEmpty()).isTrue();
		assertThat(set("b", "k", 1).changed().isEmpty()).isTrue();
		assertThat(set("b", "k", 1).arrived().set()).containsEntry("k", 1);
		assertThat(delete("a", "k").arrived().isEmpty()).isTrue();
		assertThat(delete("b", "k", "k", "none").changed().deleted()).containsExactly("k");
		assertThat(delete("b", "k").changed().isEmpty()).isTrue();
		assertThat(this.database.database()).isEmpty();
	}

	@Test
	void preferredOwnerShowsAgainFirst() {
		set("self", "k", "self");
		set("a", "k", "a");
		set("b", "k", "b");
		assertThat(delete("b", "k").changed().set()).containsEntry("k", "self");
		assertThat(delete("self", "k").changed().set()).containsEntry("k", "a");
	}

	@Test
	void replacesTheWholePartOfAnOwner() {
		set("a", "keep", 1);
		set("a", "change", 1);
		set("a", "gone", 1);
		set("b", "gone", 2);
		List<Effect> effects = this.database.replace("a",
				Map.of("f", Map.of("keep", 1, "change", 2), "g", Map.of("new", 3)));
		assertThat(effects).hasSize(2);
		assertThat(effects.get(0).changed()).isEqualTo(new FamilyUpdate("f", Map.of("change", 2), java.util.Set.of()));
		assertThat(this.database.contents("f")).isEqualTo(Map.of("keep", 1, "change", 2, "gone", 2));
		assertThat(this.database.size("a")).isEqualTo(3);
		this.database.remove("a");
		assertThat(this.database.database()).isEqualTo(Map.of("f", Map.of("gone", 2)));
		assertThat(this.database.size("a")).isZero();
	}

	@Test
	void ownersThatJoinShowTheSameOnBothSides() {
		MergedDatabase onA = new MergedDatabase("A");
		MergedDatabase onB = new MergedDatabase("B");
		Map<String, Map<String, Object>> ofA = Map.of("f", Map.of("k", "a"));
		Map<String, Map<String, Object>> ofB = Map.of("f", Map.of("k", "b"));
		onA.replace("A", ofA);
		onB.replace("B", ofB);
		onA.join("B", ofB);
		assertThat(onB.join("A", ofA)).isNotEmpty()
			.allMatch((effect) -> effect.changed().isEmpty() && effect.arrived().isEmpty());
		assertThat(onA.contents("f")).isEqualTo(onB.contents("f")).containsEntry("k", "b");
		onB.update("B", new FamilyUpdate("f", Map.of(), List.of("k")));
		assertThat(onB.contents("f")).containsEntry("k", "a");
	}

	@Test
	void manyOwnersOfOneSubkeyDoNotOverflowTheStack() {
		for (int i = 0; i < 20_000; i++) {
			this.database.join("a" + i, Map.of("f", Map.of("k", i)));
		}
		this.database.remove("a0");
		assertThat(this.database.contents("f")).containsEntry("k", 9999);
	}

	@Test
	void contentsAreUnionOfPartsAndEffectsReplayToThem() {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			MergedDatabase database = new MergedDatabase("o0");
			Map<String, Map<String, Object>> parts = new HashMap<>();
			Map<String, Object> replayed = new HashMap<>();
			Map<String, Object> arrived = new HashMap<>();
			for (int i = 0; i < 200; i++) {
				String owner = "o" + random.nextInt(4);
				Map<String, Object> part = parts.computeIfAbsent(owner, (name) -> new HashMap<>());
				for (Effect effect : step(random, database, owner, part)) {
					replayed.putAll(effect.changed().set());
					replayed.keySet().removeAll(effect.changed().deleted());
					arrived.putAll(effect.arrived().set());
					arrived.keySet().removeAll(effect.arrived().deleted());
				}
				FamilyEntries contents = database.contents("f");
				assertThat(contents).as("seed " + seed).isEqualTo(replayed).isEqualTo(arrived);
				assertThat(database.size(owner)).as("seed " + seed).isEqualTo(part.size());
				Map<String, Object> union = new HashMap<>();
				parts.values().forEach(union::putAll);
				assertThat(contents.keySet()).as("seed " + seed).isEqualTo(union.keySet());
				contents.forEach((subkey, value) -> assertThat(parts.values())
					.anyMatch((each) -> value.equals(each.get(subkey))));
			}
		}
	}

	private static List<Effect> step(Random random, MergedDatabase database, String owner, Map<String, Object> part) {
		Map<String, Object> set = new LinkedHashMap<>();
		List<String> deleted = new ArrayList<>();
		for (int i = random.nextInt(3); i >= 0; i--) {
			set.put("s" + random.nextInt(6), random.nextInt(3));
			deleted.add("s" + (6 + random.nextInt(6)));
			set.put("s" + (6 + random.nextInt(6)), random.nextInt(3));
		}
		set.keySet().removeAll(deleted);
		int dice = random.nextInt(10);
		if (dice == 0) {
			part.clear();
			return database.remove(owner);
		}
		if (dice <= 2) {
			part.clear();
			part.putAll(set);
			return (dice == 1) ? database.replace(owner, Map.of("f", set)) : database.join(owner, Map.of("f", set));
		}
		part.putAll(set);
		part.keySet().removeAll(deleted);
		return List.of(database.update(owner, new FamilyUpdate("f", set, deleted)));
	}

}

package io.aemp.global;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link FamilyEntries} against the map of the JDK. */
class FamilyEntriesTests {

	@Test
	void behavesLikeSortedMapAndKeepsOldVersions() {
		for (int seed = 0; seed < 50; seed++) {
			Random random = new Random(seed);
			TreeMap<String, Object> model = new TreeMap<>();
			FamilyEntries contents = FamilyEntries.EMPTY;
			List<Map.Entry<FamilyEntries, TreeMap<String, Object>>> versions = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				String subkey = "k" + random.nextInt(60);
				if (random.nextInt(3) > 0) {
					Object value = random.nextBoolean() ? (Object) i : null;
					contents = contents.with(subkey, value);
					model.put(subkey, value);
				}
				else {
					contents = contents.without(List.of(subkey));
					model.remove(subkey);
				}
				versions.add(Map.entry(contents, new TreeMap<>(model)));
			}
			for (Map.Entry<FamilyEntries, TreeMap<String, Object>> version : versions) {
				assertThat(version.getKey()).as("seed " + seed).isEqualTo(version.getValue());
				assertThat(List.copyOf(version.getKey().keySet())).as("seed " + seed)
					.isEqualTo(List.copyOf(version.getValue().keySet()));
				assertThat(version.getKey()).as("seed " + seed).hasSameSizeAs(version.getValue());
			}
		}
	}

	@Test
	void changesManyAtOnceAsOneByOne() {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			TreeMap<String, Object> model = new TreeMap<>();
			FamilyEntries contents = FamilyEntries.EMPTY;
			for (int i = 0; i < 20; i++) {
				FamilyEntries before = contents;
				TreeMap<String, Object> modelBefore = new TreeMap<>(model);
				Map<String, Object> some = some(random);
				if (random.nextInt(3) > 0) {
					contents = contents.with(some);
					model.putAll(some);
				}
				else {
					contents = contents.without(some.keySet());
					model.keySet().removeAll(some.keySet());
				}
				assertThat(List.copyOf(contents.entrySet())).as("seed " + seed)
					.isEqualTo(List.copyOf(model.entrySet()));
				assertThat(before).as("seed " + seed).isEqualTo(modelBefore);
			}
		}
	}

	/** Few or many, in no order. */
	private static Map<String, Object> some(Random random) {
		Map<String, Object> some = new HashMap<>();
		for (int count = random.nextInt(1 << random.nextInt(9)); count > 0; count--) {
			some.put("k" + random.nextInt(300), random.nextInt());
		}
		return some;
	}

	@Test
	void staysFlatHoweverItWasMade() {
		FamilyEntries contents = FamilyEntries.EMPTY;
		for (int i = 0; i < 10; i++) {
			Map<String, Object> many = new HashMap<>();
			for (int j = 0; j < 10_000; j++) {
				many.put(String.format("%06d", i * 10_000 + j), j);
			}
			contents = contents.with(many);
		}
		assertThat(contents).hasSize(100_000);
		for (int i = 0; i < 99_999; i++) {
			contents = contents.without(List.of(String.format("%06d", i)));
		}
		assertThat(contents).containsOnlyKeys("099999");
	}

	@Test
	void staysFlatWhenSubkeysComeInOrder() {
		FamilyEntries contents = FamilyEntries.EMPTY;
		for (int i = 0; i < 100_000; i++) {
			contents = contents.with(String.format("%06d", i), i);
		}
		assertThat(contents).hasSize(100_000).containsEntry("099999", 99_999);
		for (int i = 0; i < 99_999; i++) {
			contents = contents.without(List.of(String.format("%06d", i)));
		}
		assertThat(contents).containsOnlyKeys("099999");
	}

	@Test
	void knowsOnlyText() {
		FamilyEntries contents = FamilyEntries.of(Map.of("1", "one"));
		Object number = 1;
		assertThat(contents.containsKey(number)).isFalse();
		assertThat(contents.get(null)).isNull();
		assertThat(contents.without(List.of("2"))).isSameAs(contents);
	}

	@Test
	void isImmutable() {
		FamilyEntries contents = FamilyEntries.of(Map.of("a", 1));
		Iterator<Map.Entry<String, Object>> entries = contents.entrySet().iterator();
		Map.Entry<String, Object> entry = entries.next();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> entry.setValue(2));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(entries::remove);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> contents.put("b", 2));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> contents.keySet().remove("a"));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
	}

}

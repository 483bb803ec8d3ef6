package io.aemp.port;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.NodeObserver;
import io.aemp.PortOptions;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of ports, against a map that is known to work. */
class PortMapTests {

	private static final String PREFIX = "some/node#";

	private final VirtualWorld world = new VirtualWorld();

	private final PortTable table = new PortTable(
			new PortRuntime("some/node", (dispatcher) -> this.world, this.world, new NodeObserver() {
			}, 100), new PortNameGenerator(new Random(1)));

	private final PortMap map = new PortMap(PREFIX);

	private LocalPort port(String name) {
		return new LocalPort(this.table, PREFIX + name, PortOptions.DEFAULTS);
	}

	@Test
	void findsWhatWasAddedAndNothingElse() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		Map<String, LocalPort> expected = new HashMap<>();
		for (int i = 0; i < 100_000; i++) {
			// grows and shrinks again
			int range = (i < 50_000) ? 5000 : 50;
			String name = "p" + random.nextInt(range);
			if (random.nextBoolean()) {
				LocalPort port = port(name);
				assertThat(this.map.addIfAbsent(port)).as("seed %d", seed).isEqualTo(!expected.containsKey(name));
				expected.putIfAbsent(name, port);
			}
			else if (expected.containsKey(name)) {
				this.map.remove(expected.remove(name));
			}
			assertThat(this.map.withName(name)).as("seed %d", seed).isSameAs(expected.get(name));
			assertThat(this.map.withId(PREFIX + name)).as("seed %d", seed).isSameAs(expected.get(name));
		}
		assertThat(this.map.size()).isEqualTo(expected.size());
		assertThat(this.map.all()).containsExactlyInAnyOrderElementsOf(expected.values());
		assertThat(expected).isNotEmpty();
		expected.forEach((name, port) -> assertThat(this.map.withName(name)).isSameAs(port));
	}

	@Test
	void aPortThatIsNotTheOneIsNotRemoved() {
		LocalPort port = port("a");
		this.map.add(port);
		this.map.remove(port("a"));
		assertThat(this.map.contains(port)).isTrue();
	}

	@Test
	void namesOfAnyLengthAreFound() {
		for (String name : List.of("", "#", "a#b", "some/node#", "x".repeat(1000), "\u00e4\u4e2d")) {
			LocalPort port = port(name);
			this.map.add(port);
			assertThat(this.map.withName(name)).isSameAs(port);
			assertThat(this.map.withId(PREFIX + name)).isSameAs(port);
			assertThat(this.map.withName(name + "x")).isNull();
		}
	}

	@Test
	void aPortThatStaysIsNeverMissedWhileOthersComeAndGo() throws Exception {
		List<LocalPort> staying = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			LocalPort port = port("stays" + i);
			staying.add(port);
			this.map.add(port);
		}
		AtomicBoolean end = new AtomicBoolean();
		AtomicInteger missed = new AtomicInteger();
		Thread reader = new Thread(() -> {
			while (!end.get()) {
				for (LocalPort port : staying) {
					if (this.map.withId(port.id()) != port) {
						missed.incrementAndGet();
					}
				}
			}
		});
		reader.start();
		for (int round = 0; round < 200; round++) {
			List<LocalPort> passing = new ArrayList<>();
			for (int i = 0; i < 2000; i++) {
				LocalPort port = port(round + "passes" + i);
				passing.add(port);
				this.map.add(port);
			}
			passing.forEach(this.map::remove);
		}
		end.set(true);
		BoundedWait.join(reader);
		assertThat(missed).hasValue(0);
	}

}

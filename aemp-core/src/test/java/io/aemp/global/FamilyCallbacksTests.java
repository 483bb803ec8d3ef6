package io.aemp.global;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.port.Context;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FamilyCallbacksTests {

	private final QueuedContext context = new QueuedContext();

	private final List<FamilyChange> told = new ArrayList<>();

	private final FamilyMonitors monitors = new FamilyMonitors();

	private FamilyEntries contents = FamilyEntries.EMPTY;

	private FamilyCallbacks begin(int limit) {
		FamilyCallbacks calls = new FamilyCallbacks(this.context, this.told::add, limit, (ended) -> {
		});
		this.monitors.add("f", calls);
		this.monitors.contents("f", this.contents);
		return calls;
	}

	private void set(String subkey) {
		this.monitors.change(new FamilyUpdate("f", Map.of(subkey, 1), List.of()));
	}

	@Test
	void callsNeverOverlapAndStayInOrder() {
		begin(10);
		set("a");
		set("b");
		assertThat(this.context.tasks).hasSize(1);
		this.context.runNext();
		assertThat(this.context.tasks).hasSize(1);
		this.context.runAll();
		assertThat(this.told.stream().map(FamilyChange::added).map(Object::toString)).containsExactly("[]", "[a]",
				"[b]");
	}

	@Test
	void goesOnAfterAnException() {
		List<String> called = new ArrayList<>();
		this.monitors.add("f", new FamilyCallbacks(this.context, (change) -> {
			called.add(change.added().toString());
			throw new IllegalStateException("of the callback");
		}, 10, (ended) -> {
		}));
		this.monitors.contents("f", this.contents);
		set("a");
		assertThatIllegalStateException().isThrownBy(this.context::runNext);
		assertThatIllegalStateException().isThrownBy(this.context::runNext);
		assertThat(called).containsExactly("[]", "[a]");
	}

	@Test
	void makesNoCallAfterItWasClosed() {
		FamilyCallbacks calls = begin(10);
		set("a");
		this.context.runNext();
		calls.close();
		set("b");
		this.context.runAll();
		assertThat(this.told).hasSize(1);
	}

	@Test
	void endsWithItsContext() {
		this.context.dead = true;
		begin(10);
		this.context.dead = false;
		set("a");
		assertThat(this.context.tasks).isEmpty();
	}

	@Test
	void changesThatWaitTooLongAreJoinedButReplayToTheSameContents() {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			ReplayedMonitor replayed = new ReplayedMonitor("seed " + seed, "f");
			FamilyMonitors monitors = new FamilyMonitors();
			QueuedContext context = new QueuedContext();
			FamilyCallbacks calls = new FamilyCallbacks(context, replayed, 1 + random.nextInt(3), (ended) -> {
			});
			monitors.add("f", calls);
			Map<String, Object> model = new HashMap<>();
			monitors.contents("f", FamilyEntries.EMPTY);
			for (int i = 0; i < 100; i++) {
				String subkey = "k" + random.nextInt(4);
				if (random.nextBoolean()) {
					model.put(subkey, i);
					monitors.change(new FamilyUpdate("f", Map.of(subkey, i), List.of()));
				}
				else {
					model.remove(subkey);
					monitors.change(new FamilyUpdate("f", Map.of(), List.of(subkey)));
				}
				if (random.nextInt(5) == 0) {
					context.runAll();
				}
			}
			context.runAll();
			assertThat(replayed.contents()).as("seed " + seed).isEqualTo(model);
		}
	}

	/** Runs callbacks when the test says so. */
	private static final class QueuedContext implements Context {

		private final List<Runnable> tasks = new ArrayList<>();

		private boolean dead;

		@Override
		public boolean tryExecute(Runnable callback) {
			return !this.dead && this.tasks.add(callback);
		}

		@Override
		public void own(Guard guard) {
		}

		@Override
		public void disown(Guard guard) {
		}

		void runNext() {
			this.tasks.remove(0).run();
		}

		void runAll() {
			while (!this.tasks.isEmpty()) {
				runNext();
			}
		}

	}

}

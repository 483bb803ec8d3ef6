package io.aemp.dispatch;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Order, and what does not fit. */
class TaskRingTests {

	private final TaskRing ring = new TaskRing(4);

	private final List<Integer> order = new ArrayList<>();

	@Test
	void keepsTheOrderAlsoOfWhatDoesNotFit() {
		assertThat(this.ring.isEmpty()).isTrue();
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 10; i++) {
				add(i);
			}
			assertThat(this.ring.isEmpty()).isFalse();
			run(10);
			assertThat(this.order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
			assertThat(this.ring.isEmpty()).isTrue();
			assertThat(this.ring.poll()).isNull();
			this.order.clear();
		}
	}

	@Test
	void nobodyOvertakesWhatHasOverflown() {
		for (int i = 0; i < 6; i++) {
			add(i);
		}
		run(3);
		add(6);
		run(4);
		assertThat(this.order).containsExactly(0, 1, 2, 3, 4, 5, 6);
	}

	private void add(int number) {
		this.ring.add(() -> this.order.add(number));
	}

	private void run(int count) {
		for (int i = 0; i < count; i++) {
			Runnable task = this.ring.poll();
			assertThat(task).isNotNull();
			task.run();
		}
	}

}

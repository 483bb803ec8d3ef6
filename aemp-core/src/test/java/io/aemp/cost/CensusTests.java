package io.aemp.cost;

import java.util.ArrayList;
import java.util.List;

import io.aemp.testing.BoundedWait;
import io.aemp.testing.Budget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Sees every object. */
class CensusTests {

	private static final int TIMES = 1000;

	private volatile Object last = "";

	private void allocate() {
		for (int i = 0; i < TIMES; i++) {
			// seen by others, so that it has to be made
			this.last = new Marked(i);
		}
	}

	@Test
	void objectsCountThoughNobodyKeepsThem() throws Exception {
		new Budget(1, 16).coversAllocations(TIMES, this::allocate);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> new Budget(0, 16).coversAllocations(TIMES, this::allocate))
			.withMessageContaining("1.00 io.aemp.cost.CensusTests$Marked");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> new Budget(1, 14).coversAllocations(TIMES, this::allocate));
	}

	@Test
	void objectsOfOtherThreadsCount() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> new Budget(0, 16).coversAllocations(TIMES, () -> {
				Thread thread = new Thread(this::allocate);
				thread.start();
				BoundedWait.join(thread);
			}))
			.withMessageContaining("1.00 io.aemp.cost.CensusTests$Marked");
	}

	@Test
	void onlyWhatStaysIsMemory() throws Exception {
		List<Object> kept = new ArrayList<>(TIMES * 10);
		new Budget(0, 0).coversMemory(TIMES, this::allocate);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> new Budget(0, 16).coversMemory(TIMES, () -> {
			for (int i = 0; i < TIMES; i++) {
				kept.add(new Marked(i));
			}
		})).withMessageContaining("1.00 io.aemp.cost.CensusTests$Marked");
	}

	/** An object of 16 bytes: a header of 12, and a number. */
	private record Marked(int number) {

	}

}

package io.aemp.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitedLogTests {

	private final AtomicLong clock = new AtomicLong(-5);

	private final LimitedLog log = new LimitedLog(this.clock::get);

	private final List<String> lines = new ArrayList<>();

	@Test
	void oneLineASecondThatTellsTheNumberOfTheOthers() {
		write(3);
		assertThat(this.lines).containsExactly("");
		this.clock.addAndGet(Duration.ofMillis(999).toNanos());
		write(1);
		this.clock.addAndGet(Duration.ofMillis(1).toNanos());
		write(2);
		assertThat(this.lines).containsExactly("", " (and 3 more of this kind since the last such line)");
	}

	@Test
	void aLineAfterAQuietTimeTellsNothingMore() {
		write(1);
		this.clock.addAndGet(Duration.ofHours(1).toNanos());
		write(1);
		assertThat(this.lines).containsExactly("", "");
	}

	@Test
	void eachObjectHasALimitOfItsOwn() {
		write(1);
		new LimitedLog(this.clock::get).log(this.lines::add);
		assertThat(this.lines).hasSize(2);
	}

	private void write(int count) {
		for (int i = 0; i < count; i++) {
			this.log.log(this.lines::add);
		}
	}

}

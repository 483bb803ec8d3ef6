package io.aemp.boot.metrics;

import java.time.Duration;

import io.aemp.Message;
import io.aemp.Receiver;
import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.handler.HandlerWatch.Watched;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What is counted and timed of messages for methods of beans. */
class HandlerMetersTests {

	private static final HandlerName ORDERS = new HandlerName("shop", "order", "Shop.order");

	private final MockClock clock = new MockClock();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);

	private final HandlerMeters meters = new HandlerMeters(this.registry, 16);

	private void receive(Receiver receiver, int messages) throws Exception {
		for (int i = 0; i < messages; i++) {
			receiver.receive(Message.of());
		}
	}

	private double messages() {
		return this.registry.get("aemp.handler.messages")
			.tags("label", "shop", "tag", "order")
			.functionCounter()
			.count();
	}

	private long timed() {
		return this.registry.get("aemp.handler").tags("label", "shop", "tag", "order").timer().count();
	}

	@Test
	void methodsThatTakeLongAreTimedEachTime() throws Exception {
		receive(this.meters.watch(ORDERS).around((message) -> this.clock.add(Duration.ofMillis(1))), 100);
		assertThat(messages()).isEqualTo(100);
		assertThat(timed()).isEqualTo(100);
	}

	@Test
	void quickMethodsAreTimedNowAndThenAndCountedAlways() throws Exception {
		receive(this.meters.watch(ORDERS).around((message) -> this.clock.add(Duration.ofNanos(100))), 16_000);
		assertThat(messages()).isEqualTo(16_000);
		assertThat(timed()).isBetween(500L, 1500L);
	}

	@Test
	void anIntervalOfOneTimesAll() throws Exception {
		receive(new HandlerMeters(this.registry, 1).watch(ORDERS).around((message) -> {
		}), 100);
		assertThat(timed()).isEqualTo(100);
	}

	@Test
	void handlersWithTheSameNamesShareTheirMeters() throws Exception {
		receive(this.meters.watch(ORDERS).around((message) -> {
		}), 3);
		receive(this.meters.watch(new HandlerName("shop", "order", "Branch.order")).around((message) -> {
		}), 4);
		assertThat(messages()).isEqualTo(7);
	}

	@Test
	void failuresAreCountedAndPassedOn() {
		Watched watched = this.meters.watch(new HandlerName("", null, "Shop"));
		watched.failed(new IllegalStateException("closed"));
		Receiver receiver = watched.around((message) -> {
			throw new IllegalStateException("closed");
		});
		assertThatIllegalStateException().isThrownBy(() -> receiver.receive(Message.of()));
		assertThat(this.registry.get("aemp.handler.failures")
			.tags("label", "none", "tag", "other")
			.functionCounter()
			.count()).isOne();
		assertThat(this.registry.get("aemp.handler").tags("label", "none", "tag", "other").timer().count()).isOne();
	}

}

package io.aemp.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aemp.CallOutcome;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.dispatch.ControlDelay;
import io.aemp.dispatch.NodeThreads;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** What a node counts: nothing of the dead and of lost connections is forgotten. */
class StatisticsTests {

	private static final int MESSAGES = 1000;

	private static final Duration LONG = Duration.ofMinutes(1);

	private Node seed;

	@BeforeEach
	void start() {
		this.seed = Nodes.start(configuration("seed").build());
	}

	private static NodeConfigurationBuilder configuration(String id) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim");
	}

	private Node other() {
		return Nodes.start(configuration("other").seeds(this.seed.network().listeners()).build());
	}

	@AfterEach
	void stop() {
		this.seed.close();
	}

	@Test
	void messagesOfTheDeadCount() {
		Port port = this.seed.open((message) -> {
		});
		for (int i = 0; i < MESSAGES; i++) {
			this.seed.send(port.id(), i);
		}
		await().until(() -> this.seed.statistics().messagesReceived() == MESSAGES);
		port.kill();
		await().until(() -> this.seed.ports().isEmpty());
		assertThat(this.seed.statistics().messagesReceived()).isEqualTo(MESSAGES);
	}

	@Test
	void trafficOfLostConnectionsCounts() {
		Port port = this.seed.open((message) -> {
		});
		try (Node other = other()) {
			for (int i = 0; i < MESSAGES; i++) {
				other.send(port.id(), i, "to be carried");
			}
			await().until(() -> this.seed.statistics().messagesReceived() == MESSAGES);
			await().until(() -> other.statistics().packetsSent() >= MESSAGES);
			assertThat(other.statistics().bytesSent()).isGreaterThan(MESSAGES * 13);
			assertThat(other.network().connection("seed")).hasValueSatisfying((connection) -> {
				assertThat(connection.dialled()).isTrue();
				assertThat(connection.bytesSent()).isGreaterThan(MESSAGES * 13);
				assertThat(connection.bytesReceived()).isPositive();
			});
			assertThat(other.network().connection("nowhere")).isEmpty();
		}
		await().until(() -> this.seed.network().peers().isEmpty());
		long packets = this.seed.statistics().packetsReceived();
		long bytes = this.seed.statistics().bytesReceived();
		assertThat(packets).isGreaterThanOrEqualTo(MESSAGES);
		assertThat(bytes).isGreaterThan(MESSAGES * 13);
		try (Node again = other()) {
			await().until(() -> this.seed.network().isUp("other"));
			again.send(port.id(), "once more");
			await().until(() -> this.seed.statistics().messagesReceived() == MESSAGES + 1);
			await().until(() -> this.seed.statistics().packetsReceived() > packets);
			assertThat(this.seed.statistics().bytesReceived()).isGreaterThan(bytes);
		}
	}

	@Test
	void changesOfFamiliesCount() {
		long before = this.seed.statistics().databaseChanges();
		this.seed.database().set("fruit", "apple", 1);
		this.seed.database().set("fruit", "apple", 2);
		await().until(() -> this.seed.statistics().databaseChanges() >= before + 2);
	}

	@Test
	void callsCountOnceByTheirEnd() throws Exception {
		Port port = this.seed.open().receive("ask", (message) -> this.seed.send(message.text(0), "answer"));
		port.receive("fail", (message) -> this.seed.kill(message.text(0), Reason.of("refused")));
		port.receive("none", (message) -> {
		});
		port.receive("die", (message) -> port.kill("tired"));
		assertThat(this.seed.call(port.id(), "ask")).succeedsWithin(LONG);
		assertThat(this.seed.call(port.id(), "fail")).failsWithin(LONG);
		assertThat(this.seed.call(port.id(), Message.of("none"), Duration.ofMillis(1))).failsWithin(LONG);
		this.seed.call(port.id(), "none").cancel(false);
		assertThat(this.seed.call(port.id(), "die")).failsWithin(LONG);
		assertThat(this.seed.call(port.id(), Message.of("late"), LONG)).failsWithin(LONG);
		assertThatIllegalArgumentException().isThrownBy(() -> this.seed.call("no ID", "ask"));
		assertThat(counts()).isEqualTo(Map.of(CallOutcome.ANSWERED, 1L, CallOutcome.ERROR_ANSWER, 1L,
				CallOutcome.TIMED_OUT, 1L, CallOutcome.GIVEN_UP, 1L, CallOutcome.PORT_DIED, 2L));
	}

	private Map<CallOutcome, Long> counts() {
		return Stream.of(CallOutcome.values())
			.collect(Collectors.toMap(Function.identity(), this.seed.statistics()::calls));
	}

	@Test
	void messagesForNobodyCount() {
		Port port = this.seed.open();
		port.receive((message) -> {
			this.seed.send(message.text(0), "answer");
			this.seed.send(message.text(0), "second answer");
		});
		try (Node other = other()) {
			assertThat(other.call(port.id())).succeedsWithin(LONG);
			await().until(() -> other.statistics().messagesDropped() == 1);
			this.seed.send("seed#none", "here");
			other.send("seed#none", "there");
			await().until(() -> this.seed.statistics().messagesDropped() == 2);
		}
	}

	@Test
	void theDelayOfTheControlThreadShowsWhileItIsHeldUp() throws Exception {
		NodeThreads threads = new NodeThreads("held");
		try {
			ControlDelay delay = new ControlDelay(threads.control(), threads);
			CountDownLatch release = new CountDownLatch(1);
			threads.control().execute(() -> BoundedWait.await(release));
			delay.look();
			long first = delay.look();
			await().until(() -> delay.look() > first + 1_000_000);
			release.countDown();
		}
		finally {
			threads.close();
		}
	}

	@Test
	void callsAreSeenWhileTheyWait() {
		Port silent = this.seed.open((message) -> {
		});
		this.seed.call(silent.id());
		this.seed.call(silent.id(), Message.of(), Duration.ofHours(1));
		assertThat(this.seed.streamCalls()).containsExactly(silent.id(), silent.id());
		silent.kill("gone");
		await().until(() -> this.seed.streamCalls().findAny().isEmpty());
	}

	@Test
	void aLocalNodeHasNoTraffic() {
		try (Node local = Nodes.local()) {
			assertThat(local.statistics().packetsSent()).isZero();
			assertThat(local.statistics().packetsReceived()).isZero();
			assertThat(local.statistics().bytesSent()).isZero();
			assertThat(local.statistics().bytesReceived()).isZero();
		}
	}

}

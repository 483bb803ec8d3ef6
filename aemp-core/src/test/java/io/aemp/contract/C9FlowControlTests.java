package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Dispatcher;
import io.aemp.FlowControl;
import io.aemp.InvalidConfigurationException;
import io.aemp.Limits;
import io.aemp.LocalListener;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.PeerEvent;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Who is too fast is slowed down, and who holds others up does not do so for ever. */
class C9FlowControlTests extends RealNodes {

	private static final PortOptions BLOCKING = PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING);

	/** What a message of {@link #LOAD} takes while it waits. */
	private static final int SIZE = 1100;

	private static final String LOAD = "x".repeat(1000);

	private static final int RECEIVE_HIGH = 100_000;

	/** What Netty reads at once, at most. */
	private static final int ONE_READ = 1 << 16;

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private Node seed;

	private Node other;

	private void pair(Duration pause) {
		FlowControl small = FlowControl.builder()
			.sendHigh(50_000)
			.sendLow(20_000)
			.receiveHigh(RECEIVE_HIGH)
			.pause(pause)
			.build();
		this.seed = start(configuration("seed").flowControl(small));
		this.other = start(configuration("other").seeds(this.seed.network().listeners()).flowControl(small));
		awaitUp(this.other, "seed");
	}

	private static int waiting(Node node) {
		return node.ports().stream().mapToInt(PortInfo::waiting).sum();
	}

	@Test
	void connectionIsNotReadWhileMailboxesAreFull() throws Exception {
		pair(Duration.ofSeconds(60));
		CountDownLatch latch = new CountDownLatch(1);
		AtomicInteger taken = new AtomicInteger();
		Port port = this.seed.open(BLOCKING).receive((message) -> {
			BoundedWait.await(latch);
			assertThat(message.integer(0)).isEqualTo(taken.getAndIncrement());
		});
		int count = 20_000;
		for (int i = 0; i < count; i++) {
			this.other.send(port.id(), i, LOAD);
		}
		eventually().until(() -> waiting(this.seed) * SIZE > RECEIVE_HIGH / 2);
		eventually().until(() -> this.seed.network().peers().get(0).paused());
		eventually().during(Duration.ofMillis(250))
			.failFast(() -> assertThat(waiting(this.seed) * SIZE).isLessThan(RECEIVE_HIGH + 5 * SIZE))
			.until(() -> taken.get() == 0);
		int most = waiting(this.seed);
		latch.countDown();
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
		while (taken.get() < count && System.nanoTime() < end) {
			most = Math.max(most, waiting(this.seed));
		}
		assertThat(taken).hasValue(count);
		assertThat(most * SIZE).isLessThan(RECEIVE_HIGH + ONE_READ);
	}

	@Test
	void handlerThatWaitsForAnAnswerBehindThePausedBytesDoesNotWaitForEver() throws Exception {
		pair(Duration.ofMillis(500));
		CountDownLatch flooded = new CountDownLatch(1);
		Port echo = this.other.open((message) -> this.other.send(message.text(0), "answer"));
		Port waiting = this.seed.open(BLOCKING).receive((message) -> {
			BoundedWait.await(flooded);
			this.seen.add(this.seed.call(echo.id()).get(SECONDS, TimeUnit.SECONDS).text(0));
		});
		this.other.monitor(waiting.id(), (reason) -> this.seen.add(reason.identifier()));
		this.seed.monitor(waiting.id(), (reason) -> this.seen.add(reason));
		for (int i = 0; i < 2000; i++) {
			this.other.send(waiting.id(), i, LOAD);
		}
		// or the pause is over already
		eventually().until(() -> waiting(this.seed) * SIZE > RECEIVE_HIGH / 2 || !this.seen.isEmpty());
		flooded.countDown();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactlyInAnyOrder(Reason.MAILBOX_OVERFLOW,
				Reason.of(Reason.MAILBOX_OVERFLOW,
						"a connection could not be read for 500 ms, and most of what waits is for this port"),
				"answer"));
		assertThat(this.seed.network().isUp("other")).isTrue();
	}

	@Test
	void deathsAndKillsGoOutWhileTheConnectionIsNotRead() throws Exception {
		pair(Duration.ofSeconds(60));
		CountDownLatch latch = closeLater(new Latch()).latch;
		Port port = this.seed.open(BLOCKING).receive((message) -> BoundedWait.await(latch));
		Port victim = this.other.open((message) -> this.seen.add(message.get(0)));
		Port monitored = this.seed.open((message) -> {
		});
		this.other.monitor(monitored.id(), (reason) -> this.seen.add(reason.identifier()));
		this.other.monitor(victim.id(), (reason) -> this.seen.add(reason.identifier()));
		flush(this.other, "seed");
		for (int i = 0; i < 2000; i++) {
			this.other.send(port.id(), i, LOAD);
		}
		eventually().until(() -> waiting(this.seed) * SIZE > RECEIVE_HIGH / 2);
		this.seed.send(victim.id(), "hello");
		this.seed.kill(victim.id(), "killed");
		monitored.kill("died");
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactlyInAnyOrder("hello", "killed", "died"));
	}

	@Test
	void endOfThePeerIsNoticedWhileTheConnectionIsNotRead() {
		pair(Duration.ofSeconds(60));
		pauseWith(150);
		this.other.close();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.TRANSPORT_ERROR));
	}

	@Test
	void endOfThePeerBehindAFullSocketIsNoticedByWriting() {
		pair(Duration.ofSeconds(60));
		pauseWith(20_000);
		this.other.close();
		eventually().untilAsserted(() -> {
			this.seed.send("other", "devnull");
			assertThat(this.seen).containsExactly(Reason.TRANSPORT_ERROR);
		});
	}

	private void pauseWith(int messages) {
		CountDownLatch latch = closeLater(new Latch()).latch;
		Port port = this.seed.open(BLOCKING).receive((message) -> BoundedWait.await(latch));
		this.seed.monitor("other", (reason) -> this.seen.add(reason.identifier()));
		for (int i = 0; i < messages; i++) {
			this.other.send(port.id(), i, LOAD);
		}
		eventually().until(() -> waiting(this.seed) * SIZE > RECEIVE_HIGH - 2 * SIZE);
	}

	@Test
	void sendersThatWaitFillNeitherQueuesNorMailboxes() throws Exception {
		pair(Duration.ofSeconds(60));
		AtomicInteger taken = new AtomicInteger();
		Port port = this.seed.open(BLOCKING)
			.receive((message) -> assertThat(message.integer(0)).isEqualTo(taken.getAndIncrement()));
		this.other.network().monitor(this.seen::add);
		int count = 5000;
		for (int i = 0; i < count; i++) {
			this.other.sendWaiting(port.id(), Message.of(i, LOAD), Duration.ofSeconds(SECONDS));
		}
		eventually().untilAsserted(() -> assertThat(taken).hasValue(count));
		eventually().until(() -> this.other.network().isWritable(port.id()));
		assertThat(this.seen).filteredOn((event) -> !(event instanceof PeerEvent.Writability))
			.containsExactly(new PeerEvent.Up("seed"));
	}

	@Test
	void stagesOfAPortAreSentInOrderAndEachWhenThereIsRoom() {
		pair(Duration.ofSeconds(60));
		AtomicInteger taken = new AtomicInteger();
		int count = 5000;
		Port port = this.seed.open(BLOCKING)
			.receive((message) -> assertThat(message.integer(0)).isEqualTo(taken.getAndIncrement()));
		Port producer = this.other.open();
		producer.receive((message) -> {
			int number = (int) message.integer(0);
			if (number < count) {
				this.other.sendWhenWritable(port.id(), Message.of(number, LOAD))
					.thenRun(() -> this.other.send(producer.id(), number + 2));
				this.other.send(port.id(), number + 1, LOAD);
			}
		});
		this.other.send(producer.id(), 0);
		eventually().untilAsserted(() -> assertThat(taken).hasValue(count));
	}

	@Test
	void threadsThatTheNodeNeedsMustNotWait() throws Exception {
		pair(Duration.ofSeconds(60));
		Port port = this.seed.open((message) -> this.seen.add(message.get(0)));
		for (Dispatcher dispatcher : List.of(Dispatcher.POOL, Dispatcher.EVENT_LOOP)) {
			Port impatient = this.other.open(PortOptions.DEFAULTS.dispatcher(dispatcher));
			assertThat(impatient.callInContext(() -> {
				assertThat(this.other.mustNotWait()).isTrue();
				assertThatIllegalStateException().isThrownBy(() -> this.other.sendWaiting(port.id(), Message.of(1)))
					.withMessageContaining("must not wait");
				return "refused";
			}).get(SECONDS, TimeUnit.SECONDS)).isEqualTo("refused");
		}
		assertThat(this.other.mustNotWait()).isFalse();
		this.other.open(BLOCKING).callInContext(() -> {
			assertThat(this.other.mustNotWait()).isFalse();
			this.other.sendWaiting(port.id(), Message.of("waited"));
			return "done";
		}).get(SECONDS, TimeUnit.SECONDS);
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly("waited"));
	}

	@Test
	void highMarkThatIsNotBelowTheLimitIsRefused() {
		Limits limits = Limits.builder().sendQueue(FlowControl.DEFAULTS.sendHigh()).build();
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> Nodes.create(configuration("node").limits(limits).build()))
			.withMessageContaining("'flow_control.send_high_water_mark': 1048576 bytes are not less than");
		Nodes.create(configuration("node").limits(limits.toBuilder().sendQueue(limits.sendQueue() + 1).build()).build())
			.close();
	}

	@Test
	void whoWaitsIsToldWhenTimeIsOverOrTheConnectionIsLost() throws Exception {
		Node node = start(configuration("node")
			.flowControl(FlowControl.builder()
				.sendHigh(50_000)
				.sendLow(20_000)
				.receiveHigh(RECEIVE_HIGH)
				.pause(Duration.ofSeconds(60))
				.build())
			.limits(Limits.builder().sendQueue(200_000).build())
			.seeds(closeLater(new LocalListener()).address())
			.globalMode(NodeConfiguration.GlobalMode.NEVER));
		assertThat(node.network().isWritable("far")).isTrue();
		assertThat(node.network().isWritable("node#port")).isTrue();
		for (int i = 0; i < 60; i++) {
			node.send("far#port", LOAD);
		}
		assertThat(node.network().isWritable("far#port")).isFalse();
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> node.sendWaiting("far#port", Message.of(LOAD), Duration.ofMillis(50)));
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> node.sendWaiting("far#port", Message.of(LOAD)));
		CompletableFuture<?> lost = node.sendWhenWritable("far#port", Message.of(LOAD));
		CompletableFuture<?> cancelled = node.sendWhenWritable("far#port", Message.of(LOAD));
		assertThat(cancelled.cancel(false)).isTrue();
		assertThat(lost).isNotDone();
		for (int i = 0; i < 150; i++) {
			node.send("far#port", LOAD);
		}
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> lost.get(SECONDS, TimeUnit.SECONDS))
			.havingCause()
			.isEqualTo(BoundedWait.get(lost.handle((done, ex) -> ex)))
			.asInstanceOf(InstanceOfAssertFactories.type(PortDiedException.class))
			.extracting(PortDiedException::reason)
			.isEqualTo(Reason.transportError("far", "send queue overflow"));
		eventually().until(() -> node.network().isWritable("far"));
	}

	/** Lets a test end whose callbacks wait. */
	private static final class Latch implements AutoCloseable {

		private final CountDownLatch latch = new CountDownLatch(1);

		@Override
		public void close() {
			this.latch.countDown();
		}

	}

}

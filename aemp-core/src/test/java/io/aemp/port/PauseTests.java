package io.aemp.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.aemp.Message;
import io.aemp.PortOptions;
import io.aemp.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits and what goes on while a port is paused. */
class PauseTests {

	private static final String NODE = "other";

	private final VirtualWorld world = new VirtualWorld();

	private final PortTable ports = this.world.ports();

	private final List<Object> seen = new ArrayList<>();

	private final ReceiveWindow window = new ReceiveWindow(NODE, 1 << 20, new ReceiveWindow.Listener() {

		@Override
		public void filled() {
		}

		@Override
		public void drained() {
		}

	});

	private final DeliveryBatcher connection = new DeliveryBatcher(this.ports, this.window);

	private LocalPort port;

	@BeforeEach
	void open() {
		this.port = this.ports.open(PortOptions.DEFAULTS);
		this.port.receive((message) -> this.seen.add(message.get(0)));
	}

	private void send(Object element) {
		this.port.deliver(Message.of(element));
	}

	private String name() {
		return this.port.id().substring("me#".length());
	}

	@Test
	void messagesWaitInOrderAndAreCounted() {
		this.port.pause();
		send(1);
		send(2);
		this.world.run();
		send(3);
		this.world.run();
		assertThat(this.seen).isEmpty();
		assertThat(this.port.info().waiting()).isEqualTo(3);
		assertThat(this.port.info().paused()).isTrue();
		this.port.resume();
		this.world.run();
		send(4);
		this.world.run();
		assertThat(this.seen).containsExactly(1, 2, 3, 4);
		assertThat(this.port.info().waiting()).isZero();
		assertThat(this.port.info().paused()).isFalse();
	}

	@Test
	void pauseFromInsideKeepsTheRestOfABatch() {
		this.port.receive((message) -> {
			this.seen.add(message.get(0));
			this.port.pause();
		});
		IntStream.rangeClosed(1, 5).forEach(this::send);
		for (int i = 1; i <= 5; i++) {
			this.world.run();
			assertThat(this.seen).hasSize(i).endsWith(i);
			this.port.resume();
		}
	}

	@Test
	void callbacksRunAheadOfTheMessagesThatWait() {
		this.port.pause();
		send("message");
		this.port.execute(() -> this.seen.add("task"));
		CompletableFuture<String> computed = this.port.callInContext(() -> "computed");
		this.port.tryExecute(() -> this.seen.add("callback"));
		this.world.run();
		assertThat(this.seen).containsExactly("task", "callback");
		assertThat(computed).isCompletedWithValue("computed");
		this.port.execute(this.port::resume);
		this.world.run();
		assertThat(this.seen).endsWith("message");
	}

	@Test
	void receiverSetFromOutsideStaysInOrderWithMessages() {
		this.port.pause();
		send(1);
		this.port.receive((message) -> this.seen.add("new " + message.get(0)));
		send(2);
		this.world.run();
		this.port.resume();
		this.world.run();
		assertThat(this.seen).containsExactly(1, "new 2");
	}

	@Test
	void pauseFromOutsideIsInOrderWithMessages() {
		send(1);
		this.port.pause();
		send(2);
		this.world.run();
		assertThat(this.seen).containsExactly(1);
		this.port.pause();
		this.port.resume();
		this.port.resume();
		this.world.run();
		assertThat(this.seen).containsExactly(1, 2);
	}

	@ValueSource(booleans = { false, true })
	@ParameterizedTest
	void killWorksAtOnceAndWhatWaitsIsLetGo(boolean idle) {
		this.ports.monitor(name(), new Monitor(this.ports.runtime().outside(), null, true, this.seen::add));
		this.port.pause();
		send(1);
		receive(2, 100);
		if (idle) {
			this.world.run();
		}
		assertThat(this.window.waiting()).isEqualTo(100);
		this.port.kill(Reason.of("end"));
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of("end"));
		assertThat(this.window.waiting()).isZero();
		assertThat(this.ports.infos()).isEmpty();
	}

	@Test
	void overflowKillsAPausedPort() {
		this.ports.monitor(name(), new Monitor(this.ports.runtime().outside(), null, true, this.seen::add));
		this.port.pause();
		for (int i = 0; i < 500; i++) {
			send(i);
		}
		this.world.run();
		for (int i = 0; i < 501; i++) {
			receive(i, 10);
		}
		CompletableFuture<String> late = this.port.callInContext(() -> "");
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of(Reason.MAILBOX_OVERFLOW, "more than 1000 messages wait"));
		assertThat(this.window.waiting()).isZero();
		assertThat(late).isCompletedExceptionally();
	}

	@Test
	void timersAndMonitorsGoOn() {
		LocalPort target = this.ports.open(PortOptions.DEFAULTS);
		this.ports.monitor(target.id().substring("me#".length()),
				new Monitor(this.port, this.port, true, (reason) -> this.seen.add("death")));
		this.port.pause();
		send("message");
		this.world.schedule(Duration.ofSeconds(1), () -> this.port.execute(() -> this.seen.add("timer")));
		target.kill(Reason.NORMAL);
		this.world.advance(Duration.ofSeconds(2));
		assertThat(this.seen).containsExactly("death", "timer");
	}

	@Test
	void waitingBytesCountForTheConnectionAndNameItsSource() {
		this.port.receive((message) -> {
			this.seen.add(message.get(0) + this.port.sourceNode());
			this.port.pause();
		});
		for (int i = 1; i <= 3; i++) {
			this.connection.take(name(), Message.of(i), 100);
		}
		this.connection.handOver();
		send(4);
		for (int i = 1; i <= 4; i++) {
			this.world.run();
			assertThat(this.window.waiting()).isEqualTo((i < 3) ? 300 : 0);
			assertThat(this.port.waiting(this.window)).isEqualTo((i < 3) ? 300 : 0);
			this.port.resume();
		}
		assertThat(this.seen).containsExactly("1other", "2other", "3other", "4me");
	}

	/** Any sequence of what may happen, against what must come of it. */
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	@ParameterizedTest
	void anySequenceKeepsTheOrderOfMessagesAndOfCallbacks(long seed) {
		Random random = new Random(seed);
		List<Integer> messages = new ArrayList<>();
		List<Integer> callbacks = new ArrayList<>();
		this.port = this.ports.open(PortOptions.DEFAULTS.mailboxLimit(10_000));
		this.port.receive((message) -> {
			messages.add((int) message.get(0));
			if (random.nextInt(3) == 0) {
				this.port.pause();
			}
		});
		int[] sent = new int[2];
		for (int i = 0; i < 5000; i++) {
			switch (random.nextInt(8)) {
				case 0, 1 -> send(sent[0]++);
				case 2 -> receive(sent[0]++, 10);
				case 3 -> {
					int number = sent[1]++;
					this.port.execute(() -> callbacks.add(number));
				}
				case 4 -> this.port.pause();
				case 5, 6 -> this.port.resume();
				default -> this.world.run();
			}
			if (this.port.info().paused() && random.nextInt(100) == 0) {
				this.world.run();
				assertThat(callbacks).as("callbacks do not wait").hasSize(sent[1]);
			}
		}
		while (messages.size() < sent[0]) {
			this.port.resume();
			this.world.run();
		}
		assertThat(messages).isEqualTo(IntStream.range(0, sent[0]).boxed().toList());
		assertThat(callbacks).isEqualTo(IntStream.range(0, sent[1]).boxed().toList());
		assertThat(this.window.waiting()).isZero();
		assertThat(this.port.info().waiting()).isZero();
	}

	private void receive(Object element, int bytes) {
		this.connection.take(name(), Message.of(element), bytes);
		this.connection.handOver();
	}

}

package io.aemp.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages that come together keep their order, and are accounted for together. */
class DeliveryBatcherTests {

	private static final int SIZE = 100;

	private static final long HIGH = 64 * 10 * SIZE;

	/** How many of {@link #SIZE} come together below that mark. */
	private static final int TOGETHER = 10;

	private final List<Object> seen = new ArrayList<>();

	private final VirtualWorld world = new VirtualWorld();

	private final VirtualWorld slow = new VirtualWorld();

	private final PortTable ports = this.world.ports();

	private final ReceiveWindow inflow = inflow(HIGH);

	private final DeliveryBatcher intake = new DeliveryBatcher(this.ports, this.inflow);

	private ReceiveWindow inflow(long high) {
		return new ReceiveWindow("peer", high, new NotedMarks(this.seen));
	}

	private LocalPort port(String label) {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS);
		port.receive((message) -> this.seen.add(label + (message.isEmpty() ? "" : message.get(0))));
		return port;
	}

	private boolean take(LocalPort port, int element) {
		return this.intake.take(PortIds.nameOf(port.id()), Message.of(element), SIZE);
	}

	@Test
	void waitUntilTheyAreHandedOver() {
		LocalPort port = port("");
		take(port, 1);
		take(port, 2);
		this.world.run();
		assertThat(this.seen).isEmpty();
		assertThat(this.intake.handOver()).isTrue();
		assertThat(port.info().waiting()).isEqualTo(2);
		assertThat(this.inflow.waiting()).isEqualTo(2 * SIZE);
		this.world.run();
		assertThat(this.seen).containsExactly("1", "2");
		assertThat(this.inflow.waiting()).isZero();
		assertThat(this.intake.handOver()).isTrue();
	}

	@Test
	void keepOrderWithWhatOthersPutInBetween() {
		LocalPort port = port("");
		for (int i = 1; i <= 9; i++) {
			take(port, i);
			if (i % 3 == 0) {
				this.intake.handOver();
				port.deliver(Message.of("-" + i));
			}
		}
		assertThat(port.info().waiting()).isEqualTo(12);
		this.world.run();
		assertThat(this.seen).containsExactly("1", "2", "3", "-3", "4", "5", "6", "-6", "7", "8", "9", "-9");
		assertThat(port.info().waiting()).isZero();
	}

	@Test
	void goToTheirPortsInOrder() {
		LocalPort a = port("a");
		LocalPort b = port("b");
		take(a, 1);
		take(b, 2);
		take(b, 3);
		assertThat(this.inflow.waiting()).isEqualTo(SIZE);
		take(a, 4);
		this.intake.handOver();
		this.world.run();
		assertThat(this.seen).containsExactly("a1", "a4", "b2", "b3");
	}

	@Test
	void comeFromTheNodeOfTheirConnection() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS);
		port.receive((message) -> this.seen.add(message.tag() + " of " + port.sourceNode()));
		DeliveryBatcher other = new DeliveryBatcher(this.ports,
				new ReceiveWindow("other", HIGH, new NotedMarks(this.seen)));
		String name = PortIds.nameOf(port.id());
		port.deliver(Message.of(1));
		take(port, 2);
		take(port, 3);
		this.intake.take(name, Message.of(), SIZE);
		take(port, 4);
		this.intake.handOver();
		port.execute(() -> this.seen.add("task of " + port.sourceNode()));
		other.take(name, Message.of(5), SIZE);
		other.handOver();
		port.deliverOwn(Message.of(6));
		for (int i = 0; i < 3; i++) {
			other.take(name, Message.of(7), SIZE);
		}
		other.handOver();
		this.world.run();
		assertThat(this.seen).containsExactly("1 of me", "2 of peer", "3 of peer", "null of peer", "4 of peer",
				"task of me", "5 of other", "6 of me", "7 of other", "7 of other", "7 of other");
	}

	@Test
	void comeFromTheirNodeAlsoInALaterTurn() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS);
		port.receive((message) -> this.seen.add(port.sourceNode()));
		for (int i = 0; i < 200; i++) {
			this.intake.take(PortIds.nameOf(port.id()), Message.of(i), 1);
		}
		this.intake.handOver();
		port.deliver(Message.of("local"));
		this.world.run();
		assertThat(this.seen).hasSize(201).endsWith("peer", "me");
		assertThat(this.seen.subList(0, 200)).containsOnly("peer");
	}

	@Test
	void theEmptyMessageComesAgainAndAgain() {
		LocalPort port = port("x");
		for (int i = 0; i < 3; i++) {
			this.intake.take(PortIds.nameOf(port.id()), Message.of(), SIZE);
			take(port, i);
			port.deliver(Message.of());
		}
		this.intake.handOver();
		this.world.run();
		assertThat(this.seen).containsExactly("x", "x", "x", "x", "x0", "x", "x1", "x", "x2");
	}

	@Test
	void noMoreThanAPartOfWhatMayWaitComesTogether() {
		LocalPort port = port("");
		for (int i = 0; i < TOGETHER + 1; i++) {
			take(port, i);
		}
		assertThat(this.inflow.waiting()).isEqualTo(TOGETHER * SIZE);
		assertThat(port.info().waiting()).isEqualTo(TOGETHER);
	}

	@Test
	void mailboxThatHoldsFewGetsFewTogether() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS.mailboxLimit(50));
		for (int i = 0; i < 4; i++) {
			take(port, i);
		}
		assertThat(port.info().waiting()).isEqualTo(3);
	}

	@Test
	void callbacksThatMayWaitGetOneByOne() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.slow)));
		port.receive((message) -> this.seen.add(this.inflow.waiting()));
		for (int i = 0; i < 3; i++) {
			take(port, i);
		}
		this.intake.handOver();
		this.slow.run();
		assertThat(this.seen).containsExactly(2L * SIZE, (long) SIZE, 0L);
	}

	@Test
	void fullAccountIsToldOnce() {
		LocalPort port = port("");
		LocalPort other = port("other");
		int count = (int) (HIGH / SIZE);
		for (int i = 0; i < count; i++) {
			assertThat(take(port, i)).isTrue();
		}
		for (int i = 1; i < TOGETHER; i++) {
			assertThat(take(port, i)).isTrue();
		}
		assertThat(this.seen).isEmpty();
		// what came before is handed over, and is too much
		assertThat(take(port, 0)).isTrue();
		assertThat(take(other, 0)).isFalse();
		assertThat(this.intake.handOver()).isFalse();
		assertThat(this.seen).containsExactly("filled");
		this.world.run();
		assertThat(this.seen).contains("other0").containsOnlyOnce("filled").containsOnlyOnce("drained");
		assertThat(this.inflow.waiting()).isZero();
	}

	@Test
	void killBetweenThemTakesEffectBeforeTheRest() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS);
		port.receive((message) -> {
			this.seen.add(message.get(0));
			if (message.integer(0) == 2) {
				port.kill("enough");
			}
		});
		for (int i = 1; i <= 5; i++) {
			take(port, i);
		}
		this.intake.handOver();
		this.world.run();
		assertThat(this.seen).containsExactly(1, 2);
		assertThat(this.inflow.waiting()).isZero();
	}

	@Test
	void deathGivesBackWhatWasTaken() {
		LocalPort port = port("");
		take(port, 1);
		take(port, 2);
		this.intake.handOver();
		port.overflow("too much");
		this.world.run();
		assertThat(this.inflow.waiting()).isZero();
		take(port, 3);
		take(port, 4);
		assertThat(this.intake.handOver()).isTrue();
		LocalPort killed = port("killed");
		take(killed, 1);
		killed.kill(Reason.of("early"));
		assertThat(this.intake.handOver()).isTrue();
		this.world.run();
		assertThat(this.seen).isEmpty();
		assertThat(this.inflow.waiting()).isZero();
	}

	@Test
	void whatIsDroppedGoesNowhere() {
		LocalPort port = port("");
		take(port, 1);
		this.intake.drop();
		assertThat(this.intake.handOver()).isTrue();
		this.world.run();
		assertThat(this.seen).isEmpty();
		assertThat(this.inflow.waiting()).isZero();
	}

	@Test
	void orderAndSumHoldAgainstOthersAndDeaths() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		ExecutorService threads = Executors.newFixedThreadPool(3);
		try {
			PortTable ports = this.world.ports((dispatcher) -> threads, 1_000_000);
			ReceiveWindow inflow = inflow(1 << 30);
			DeliveryBatcher intake = new DeliveryBatcher(ports, inflow);
			List<List<Long>> received = new ArrayList<>();
			LocalPort[] open = IntStream.range(0, 3).mapToObj((i) -> {
				List<Long> numbers = new ArrayList<>();
				received.add(numbers);
				return (LocalPort) ports.open(PortOptions.DEFAULTS).receive("n", (m) -> numbers.add(m.integer(0)));
			}).toArray(LocalPort[]::new);
			LocalPort port = open[0];
			long[] sent = new long[open.length];
			for (int i = 0; i < 300_000; i++) {
				int index = (random.nextInt(20) == 0) ? random.nextInt(open.length) : 0;
				if (i == 150_000) {
					threads.execute(() -> open[2].overflow("race"));
				}
				intake.take(PortIds.nameOf(open[index].id()), Message.of("n", sent[index]++), 1 + random.nextInt(99));
				if (random.nextInt(50) == 0) {
					intake.handOver();
					threads.execute(() -> port.runInContext(() -> {
					}));
				}
			}
			intake.handOver();
			Awaitility.await().untilAsserted(() -> assertThat(inflow.waiting()).as("seed %d", seed).isZero());
			for (int i = 0; i < open.length - 1; i++) {
				LocalPort last = open[i];
				List<Long> numbers = BoundedWait.get(last.callInContext(() -> received.get(last == port ? 0 : 1)));
				assertThat(numbers).as("seed %d", seed).hasSize((int) sent[i]);
				assertThat(numbers).isSorted();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}

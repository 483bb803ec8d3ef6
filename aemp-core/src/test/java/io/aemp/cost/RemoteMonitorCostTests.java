package io.aemp.cost;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Port;
import io.aemp.PortInfo;
import io.aemp.testing.Budget;
import io.aemp.transport.CountedSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What it costs to tell another node of a death in objects, bytes on the line, flushes
 * and wake-ups, over real sockets. One port of a node monitors many ports of another one.
 * The budgets hold where the JVM has had no time to compile objects away, as on a busy
 * machine.
 */
@Timeout(300)
class RemoteMonitorCostTests {

	private static final int PORTS = 1000;

	private final List<Port> ports = new ArrayList<>();

	private HeldPair pair;

	private HeldNode watching;

	/** Dials, as it is what it costs to tell that is counted. */
	private HeldNode watched;

	private Port port;

	private int fired;

	private void start(String framing) {
		this.pair = new HeldPair(framing);
		this.watching = this.pair.listener();
		this.watched = this.pair.dialler();
		this.port = this.watching.node().open();
	}

	@AfterEach
	void close() {
		this.pair.close();
	}

	/** Opens ports and has each of them monitored. */
	private void monitor() {
		this.ports.clear();
		for (int i = 0; i < PORTS; i++) {
			this.ports.add(this.watched.node().open((message) -> {
			}));
		}
		this.fired = 0;
		this.port.runInContext(
				() -> this.ports.forEach((port) -> this.watching.node().monitor(port.id(), (reason) -> this.fired++)));
		this.watching.run();
		Polling.until(() -> {
			this.watched.run();
			return monitors() == PORTS;
		});
	}

	private int monitors() {
		return this.watched.node().ports().stream().mapToInt(PortInfo::monitors).sum();
	}

	private void killBatch() throws InterruptedException {
		this.pair.batch(this::kill);
	}

	private void kill() {
		this.ports.forEach(Port::kill);
		this.watched.run();
	}

	private void fire() {
		this.pair.receive(PORTS);
		assertThat(this.fired).isEqualTo(PORTS);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 24, 658", "json, 24, 658" })
	void objectsOfADeathThatIsTold(String framing, int objects, int bytes) throws Exception {
		start(framing);
		new Budget(objects, bytes).coversAllocations(PORTS, () -> {
			if (!this.ports.isEmpty()) {
				fire();
			}
			monitor();
			this.pair.holdReceiver();
		}, this::killBatch);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 19, 434", "json, 31, 1234" })
	void objectsOfADeathThatIsHeardOf(String framing, int objects, int bytes) throws Exception {
		start(framing);
		new Budget(objects, bytes).coversAllocations(PORTS, () -> {
			monitor();
			this.pair.holdReceiver();
			killBatch();
		}, this::fire);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 22", "json, 28" })
	void bytesFlushesAndWakeUpsOfManyDeaths(String framing, int bytes) throws Exception {
		start(framing);
		monitor();
		int flushesBefore = CountedSockets.flushes();
		long bytesBefore = CountedSockets.bytes();
		int wakeUpsBefore = this.watched.wakeUps();
		try (HeldNode.Hold hold = this.watched.holdLoops()) {
			kill();
			assertThat(this.watched.wakeUps() - wakeUpsBefore).isLessThanOrEqualTo(HeldPair.most(1));
		}
		int schedulesBefore = this.watching.schedules();
		fire();
		assertThat(CountedSockets.flushes() - flushesBefore).isLessThanOrEqualTo(HeldPair.most(1));
		assertThat(CountedSockets.bytes() - bytesBefore).isLessThanOrEqualTo(bytes * PORTS);
		assertThat(this.watching.schedules() - schedulesBefore).isLessThanOrEqualTo(HeldPair.mostSchedules(PORTS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cbor", "json" })
	void connectionThatHasNothingToDoTellsOfEachDeathAtOnce(String framing) throws Exception {
		start(framing);
		monitor();
		int flushesBefore = CountedSockets.flushes();
		int wakeUpsBefore = this.watched.wakeUps();
		for (Port port : this.ports) {
			int before = this.fired;
			port.kill();
			this.watched.run();
			Polling.until(() -> {
				this.watching.run();
				return this.fired > before;
			});
		}
		assertThat(CountedSockets.flushes() - flushesBefore).isBetween(PORTS, HeldPair.most(PORTS));
		assertThat(this.watched.wakeUps() - wakeUpsBefore).isLessThanOrEqualTo(HeldPair.most(PORTS));
	}

}

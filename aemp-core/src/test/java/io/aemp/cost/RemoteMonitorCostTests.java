package io.aemp.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortInfo;
import io.aemp.transport.CountedSockets;
import io.netty.util.ResourceLeakDetector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What it costs to tell another node of a death in objects, octets on the line, flushes
 * and wake-ups, over real sockets. One port of a node monitors many ports of another one.
 */
@Timeout(300)
class RemoteMonitorCostTests {

	private static final int PORTS = 1000;

	/** How many signals a port may take before others have their turn. */
	private static final int BATCH = 64;

	/** Heartbeats, which come in between. */
	private static final int OTHERS = 5;

	private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

	private final List<Port> ports = new ArrayList<>();

	private HeldNode watching;

	/** Dials, as those are the sockets that are counted. */
	private HeldNode watched;

	private Port port;

	/** Keeps the monitoring node from reading. */
	private HeldNode.Hold hold = () -> {
	};

	private int fired;

	/** Its records are objects too. */
	@BeforeEach
	void detectNoLeaks() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
	}

	@AfterEach
	void close() {
		this.hold.close();
		this.watched.close();
		this.watching.close();
		ResourceLeakDetector.setLevel(this.level);
	}

	private void start(String framing) {
		this.watching = new HeldNode(configuration("watching", framing));
		this.port = this.watching.node().open();
		this.watched = new HeldNode(
				configuration("watched", framing).seeds(this.watching.node().network().listeners()));
		Awaitility.await()
			.until(() -> this.watching.node().network().isUp("watched")
					&& this.watched.node().network().isUp("watching"));
	}

	private static NodeConfiguration.Builder configuration(String id, String framing) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim").framings(framing);
	}

	/** Opens ports and has each of them monitored. */
	private void monitor() throws InterruptedException {
		this.ports.clear();
		for (int i = 0; i < PORTS; i++) {
			this.ports.add(this.watched.node().open((message) -> {
			}));
		}
		this.fired = 0;
		this.port.runInContext(
				() -> this.ports.forEach((port) -> this.watching.node().monitor(port.id(), (reason) -> this.fired++)));
		this.watching.run();
		while (monitors() < PORTS) {
			TimeUnit.MILLISECONDS.sleep(1);
			this.watched.run();
		}
	}

	private int monitors() {
		return this.watched.node().ports().stream().mapToInt(PortInfo::monitors).sum();
	}

	/** Kills what its event loop tells the other node all at once. */
	private void killBatch() throws InterruptedException {
		try (HeldNode.Hold hold = this.watched.holdLoops()) {
			this.ports.forEach(Port::kill);
			this.watched.run();
		}
		this.watched.settleLoops();
	}

	/** Lets the port hear of all deaths at once. */
	private void fire() throws InterruptedException {
		this.hold.close();
		while (this.watching.node().ports().get(0).waiting() < PORTS) {
			TimeUnit.MILLISECONDS.sleep(1);
		}
		this.watching.run();
		assertThat(this.fired).isEqualTo(PORTS);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 22, 626", "json, 22, 626" })
	void objectsOfADeathThatIsTold(String framing, int objects, int octets) throws Exception {
		start(framing);
		new Budget(objects, octets).coversAllocations(PORTS, () -> {
			if (!this.ports.isEmpty()) {
				fire();
			}
			monitor();
			this.hold = this.watching.holdLoops();
		}, this::killBatch);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 18, 425", "json, 16, 404" })
	void objectsOfADeathThatIsHeardOf(String framing, int objects, int octets) throws Exception {
		start(framing);
		new Budget(objects, octets).coversAllocations(PORTS, () -> {
			monitor();
			this.hold = this.watching.holdLoops();
			killBatch();
		}, this::fire);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 22", "json, 28" })
	void octetsFlushesAndWakeUpsOfManyDeaths(String framing, int octets) throws Exception {
		start(framing);
		monitor();
		int flushesBefore = CountedSockets.flushes();
		long octetsBefore = CountedSockets.octets();
		int wakeUpsBefore = this.watched.wakeUps();
		try (HeldNode.Hold hold = this.watched.holdLoops()) {
			this.ports.forEach(Port::kill);
			this.watched.run();
			assertThat(this.watched.wakeUps() - wakeUpsBefore).isLessThanOrEqualTo(1 + OTHERS);
		}
		int schedulesBefore = this.watching.schedules();
		fire();
		assertThat(CountedSockets.flushes() - flushesBefore).isLessThanOrEqualTo(1 + OTHERS);
		assertThat(CountedSockets.octets() - octetsBefore).isLessThanOrEqualTo(octets * PORTS);
		assertThat(this.watching.schedules() - schedulesBefore).isLessThanOrEqualTo(PORTS / BATCH + 1 + OTHERS);
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
			while (this.fired == before) {
				this.watching.run();
				Thread.onSpinWait();
			}
		}
		assertThat(CountedSockets.flushes() - flushesBefore).isBetween(PORTS, PORTS + OTHERS);
		assertThat(this.watched.wakeUps() - wakeUpsBefore).isLessThanOrEqualTo(PORTS + OTHERS);
	}

}

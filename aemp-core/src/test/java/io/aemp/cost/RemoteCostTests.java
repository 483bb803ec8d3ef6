package io.aemp.cost;

import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
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
 * What a message to another node costs in objects, octets on the line, flushes and
 * wake-ups, over real sockets.
 */
@Timeout(300)
class RemoteCostTests {

	/** Together they fit into one buffer. */
	private static final int MESSAGES = 1000;

	/** How many messages a port may take before others have their turn. */
	private static final int BATCH = 64;

	/** Heartbeats, which come in between. */
	private static final int OTHERS = 5;

	private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

	private final Message message = Message.of("tick", 100_000);

	private HeldNode receiver;

	private HeldNode sender;

	private Port port;

	/** Keeps the receiver from reading. */
	private HeldNode.Hold hold = () -> {
	};

	private int received;

	/** Its records are objects too. */
	@BeforeEach
	void detectNoLeaks() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
	}

	@AfterEach
	void close() {
		this.hold.close();
		this.sender.close();
		this.receiver.close();
		ResourceLeakDetector.setLevel(this.level);
	}

	private void start(String framing) throws Exception {
		this.receiver = new HeldNode(configuration("receiver", framing));
		this.port = this.receiver.node().open().receive("tick", (message) -> this.received++);
		this.sender = new HeldNode(configuration("sender", framing).seeds(this.receiver.node().network().listeners()));
		Awaitility.await().until(() -> this.sender.node().network().isUp("receiver"));
		sendBatch();
	}

	private static NodeConfiguration.Builder configuration(String id, String framing) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim").framings(framing);
	}

	private void send(int messages) {
		for (int i = 0; i < messages; i++) {
			this.sender.node().send(this.port.id(), this.message);
		}
	}

	/** Sends what its event loop takes all at once. */
	private void sendBatch() throws Exception {
		try (HeldNode.Hold hold = this.sender.holdLoops()) {
			send(MESSAGES);
		}
		this.sender.settleLoops();
	}

	/** Lets the port take all at once. */
	private void receiveBatch() throws InterruptedException {
		this.hold.close();
		while (this.receiver.node().ports().get(0).waiting() < MESSAGES) {
			TimeUnit.MILLISECONDS.sleep(1);
		}
		this.receiver.run();
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 0, 2", "json, 0, 2" })
	void objectsOfAMessageThatIsSent(String framing, int objects, int octets) throws Exception {
		start(framing);
		new Budget(objects, octets).coversAllocations(MESSAGES, () -> {
			receiveBatch();
			this.hold = this.receiver.holdLoops();
		}, this::sendBatch);
	}

	/**
	 * Three of them are the message itself: its object, its array and its number. Tags
	 * are known.
	 */
	@ParameterizedTest
	@CsvSource({ "cbor, 3, 88", "json, 4, 136" })
	void objectsOfAMessageThatIsReceived(String framing, int objects, int octets) throws Exception {
		start(framing);
		receiveBatch();
		new Budget(objects, octets).coversAllocations(MESSAGES, () -> {
			this.hold = this.receiver.holdLoops();
			sendBatch();
		}, this::receiveBatch);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 25", "json, 31" })
	void octetsAndFlushesOfManyMessages(String framing, int octets) throws Exception {
		start(framing);
		receiveBatch();
		int flushesBefore = CountedSockets.flushes();
		long octetsBefore = CountedSockets.octets();
		sendBatch();
		assertThat(CountedSockets.flushes() - flushesBefore).isLessThanOrEqualTo(1 + OTHERS);
		assertThat(CountedSockets.octets() - octetsBefore).isLessThanOrEqualTo(octets * MESSAGES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cbor", "json" })
	void connectionThatHasNothingToDoSendsEachMessageAtOnce(String framing) throws Exception {
		start(framing);
		receiveBatch();
		int flushesBefore = CountedSockets.flushes();
		int wakeUpsBefore = this.sender.wakeUps();
		this.received = 0;
		for (int i = 1; i <= MESSAGES; i++) {
			send(1);
			while (this.received < i) {
				this.receiver.run();
				Thread.onSpinWait();
			}
		}
		assertThat(CountedSockets.flushes() - flushesBefore).isBetween(MESSAGES, MESSAGES + OTHERS);
		assertThat(this.sender.wakeUps() - wakeUpsBefore).isLessThanOrEqualTo(MESSAGES + OTHERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cbor", "json" })
	void wakeUpsOfManyMessages(String framing) throws Exception {
		start(framing);
		receiveBatch();
		try (HeldNode.Hold hold = this.sender.holdLoops()) {
			int before = this.sender.wakeUps();
			send(MESSAGES);
			assertThat(this.sender.wakeUps() - before).isLessThanOrEqualTo(1 + OTHERS);
		}
		int before = this.receiver.schedules();
		receiveBatch();
		assertThat(this.receiver.schedules() - before).isLessThanOrEqualTo(MESSAGES / BATCH + 1 + OTHERS);
	}

}

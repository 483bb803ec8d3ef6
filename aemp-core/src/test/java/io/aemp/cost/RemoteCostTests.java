package io.aemp.cost;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.testing.Budget;
import io.aemp.transport.CountedSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message to another node costs in objects, bytes on the line, flushes and
 * wake-ups, over real sockets.
 */
@Timeout(300)
class RemoteCostTests {

	/** Together they fit into one buffer. */
	private static final int MESSAGES = 1000;

	private final Message message = Message.of("tick", 100_000);

	private HeldPair pair;

	private Port port;

	private int received;

	private void start(String framing) throws Exception {
		this.pair = new HeldPair(framing);
		this.port = this.pair.listener().node().open().receive("tick", (message) -> this.received++);
		sendBatch();
	}

	@AfterEach
	void close() {
		this.pair.close();
	}

	private void send(int messages) {
		for (int i = 0; i < messages; i++) {
			this.pair.dialler().node().send(this.port.id(), this.message);
		}
	}

	private void sendBatch() throws InterruptedException {
		this.pair.batch(() -> send(MESSAGES));
	}

	private void receiveBatch() throws InterruptedException {
		this.pair.receive(MESSAGES);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 0, 2", "json, 0, 2" })
	void objectsOfAMessageThatIsSent(String framing, int objects, int bytes) throws Exception {
		start(framing);
		new Budget(objects, bytes).coversAllocations(MESSAGES, () -> {
			receiveBatch();
			this.pair.holdReceiver();
		}, this::sendBatch);
	}

	/**
	 * Three of them are the message itself: its object, its array and its number. Tags
	 * are known.
	 */
	@ParameterizedTest
	@CsvSource({ "cbor, 3, 88", "json, 20, 1011" })
	void objectsOfAMessageThatIsReceived(String framing, int objects, int bytes) throws Exception {
		start(framing);
		receiveBatch();
		new Budget(objects, bytes).coversAllocations(MESSAGES, () -> {
			this.pair.holdReceiver();
			sendBatch();
		}, this::receiveBatch);
	}

	@ParameterizedTest
	@CsvSource({ "cbor, 25", "json, 31" })
	void bytesAndFlushesOfManyMessages(String framing, int bytes) throws Exception {
		start(framing);
		receiveBatch();
		int flushesBefore = CountedSockets.flushes();
		long bytesBefore = CountedSockets.bytes();
		sendBatch();
		assertThat(CountedSockets.flushes() - flushesBefore).isLessThanOrEqualTo(HeldPair.most(1));
		assertThat(CountedSockets.bytes() - bytesBefore).isLessThanOrEqualTo(bytes * MESSAGES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cbor", "json" })
	void connectionThatHasNothingToDoSendsEachMessageAtOnce(String framing) throws Exception {
		start(framing);
		receiveBatch();
		int flushesBefore = CountedSockets.flushes();
		int wakeUpsBefore = this.pair.dialler().wakeUps();
		this.received = 0;
		for (int i = 1; i <= MESSAGES; i++) {
			send(1);
			while (this.received < i) {
				this.pair.listener().run();
				Thread.onSpinWait();
			}
		}
		assertThat(CountedSockets.flushes() - flushesBefore).isBetween(MESSAGES, HeldPair.most(MESSAGES));
		assertThat(this.pair.dialler().wakeUps() - wakeUpsBefore).isLessThanOrEqualTo(HeldPair.most(MESSAGES));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cbor", "json" })
	void wakeUpsOfManyMessages(String framing) throws Exception {
		start(framing);
		receiveBatch();
		try (HeldNode.Hold hold = this.pair.dialler().holdLoops()) {
			int before = this.pair.dialler().wakeUps();
			send(MESSAGES);
			assertThat(this.pair.dialler().wakeUps() - before).isLessThanOrEqualTo(HeldPair.most(1));
		}
		int before = this.pair.listener().schedules();
		receiveBatch();
		assertThat(this.pair.listener().schedules() - before).isLessThanOrEqualTo(HeldPair.mostSchedules(MESSAGES));
	}

}

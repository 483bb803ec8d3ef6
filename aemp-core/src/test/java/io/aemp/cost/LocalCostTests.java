package io.aemp.cost;

import java.util.Arrays;

import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.testing.Budget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a message between ports of one node costs in objects and wake-ups. */
class LocalCostTests {

	private static final int MESSAGES = 10_000;

	private static final int BURST = 100;

	/** How many messages a port may take before others have their turn. */
	private static final int BATCH = 64;

	private final Message[] messages = new Message[MESSAGES];

	private final HeldNode held = new HeldNode(NodeConfiguration.builder().nodeId("me"));

	private int received;

	@AfterEach
	void close() {
		this.held.close();
	}

	/** Makes new messages: who sends the same one again pays for it. */
	@BeforeEach
	void write() {
		for (int i = 0; i < MESSAGES; i++) {
			this.messages[i] = Message.of("tick", i);
		}
	}

	private void sendBursts(Port port) {
		for (int i = 0; i < MESSAGES; i++) {
			this.held.node().send(port.id(), this.messages[i]);
			if (i % BURST == BURST - 1) {
				this.held.run();
			}
		}
	}

	/** What comes in addition to the message. */
	private void covers(Budget budget, Port port) throws Exception {
		budget.coversAllocations(MESSAGES, this::write, () -> sendBursts(port));
		assertThat(this.received % MESSAGES).isZero();
	}

	@Test
	void objectsOfAMessage() throws Exception {
		covers(new Budget(0, 0), this.held.node().open((message) -> this.received++));
	}

	@Test
	void objectsOfAMessageToAReceiverOfItsTag() throws Exception {
		covers(new Budget(1, 24), this.held.node().open().receive("tick", (message) -> this.received++));
	}

	/** The array is that of the caller, and the message itself is the one object. */
	@Test
	void objectsOfNewElementsToAReceiverOfTheirTag() throws Exception {
		Port port = this.held.node().open().receive("tick", (message) -> this.received++);
		Object[][] elements = new Object[MESSAGES][];
		new Budget(1, 24).coversAllocations(MESSAGES, () -> Arrays.setAll(elements, (i) -> new Object[] { "tick", i }),
				() -> {
					for (int i = 0; i < MESSAGES; i++) {
						this.held.node().send(port.id(), elements[i]);
						if (i % BURST == BURST - 1) {
							this.held.run();
						}
					}
				});
		assertThat(this.received % MESSAGES).isZero();
	}

	@Test
	void objectsOfTwoMessagesIfAPortPassesThemOn() throws Exception {
		Port last = this.held.node().open((message) -> this.received++);
		covers(new Budget(1, 24), this.held.node().open((message) -> this.held.node().send(last.id(), message)));
	}

	@Test
	void objectsOfAMessageThatIsSentAgain() throws Exception {
		Port port = this.held.node().open((message) -> this.received++);
		new Budget(1, 24).coversAllocations(MESSAGES, () -> Arrays.fill(this.messages, this.messages[0]),
				() -> sendBursts(port));
	}

	@Test
	void portThatHasNothingToDoIsWokenByEachMessage() {
		Port port = this.held.node().open((message) -> this.received++);
		int before = this.held.schedules();
		for (int i = 0; i < BURST; i++) {
			this.held.node().send(port.id(), this.messages[i]);
			this.held.run();
		}
		assertThat(this.held.schedules() - before).isLessThanOrEqualTo(BURST);
	}

	@Test
	void portThatIsBusyIsWokenOnceForManyMessages() {
		Port port = this.held.node().open((message) -> this.received++);
		int before = this.held.schedules();
		for (int i = 0; i < MESSAGES; i++) {
			this.held.node().send(port.id(), this.messages[i]);
		}
		assertThat(this.held.schedules() - before).isEqualTo(1);
		this.held.run();
		assertThat(this.received).isEqualTo(MESSAGES);
		assertThat(this.held.schedules() - before).isLessThanOrEqualTo(MESSAGES / BATCH + 1);
	}

}

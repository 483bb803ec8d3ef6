package io.aemp.cost;

import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a message between ports of one node costs in objects and wake-ups. */
class LocalCostTests {

	private static final int MESSAGES = 10_000;

	private static final int BURST = 100;

	/** How many messages a port may take before others have their turn. */
	private static final int BATCH = 64;

	private final Message message = Message.of("tick", 100_000);

	private final HeldNode held = new HeldNode(NodeConfiguration.builder().nodeId("me"));

	private int received;

	@AfterEach
	void close() {
		this.held.close();
	}

	private void send(Port port, int messages) {
		for (int i = 1; i <= messages; i++) {
			this.held.node().send(port.id(), this.message);
			if (i % BURST == 0) {
				this.held.run();
			}
		}
		this.held.run();
	}

	private void covers(Budget budget, Port port) throws Exception {
		budget.coversAllocations(MESSAGES, () -> send(port, MESSAGES));
		assertThat(this.received % MESSAGES).isZero();
	}

	@Test
	void objectsOfAMessage() throws Exception {
		covers(new Budget(3, 80), this.held.node().open((message) -> this.received++));
	}

	@Test
	void objectsOfAMessageToAReceiverOfItsTag() throws Exception {
		covers(new Budget(4, 104), this.held.node().open().receive("tick", (message) -> this.received++));
	}

	@Test
	void objectsOfTwoMessagesIfAPortPassesThemOn() throws Exception {
		Port last = this.held.node().open((message) -> this.received++);
		covers(new Budget(6, 160), this.held.node().open((message) -> this.held.node().send(last.id(), message)));
	}

	@Test
	void portThatHasNothingToDoIsWokenByEachMessage() {
		Port port = this.held.node().open((message) -> this.received++);
		int before = this.held.schedules();
		for (int i = 0; i < BURST; i++) {
			send(port, 1);
		}
		assertThat(this.held.schedules() - before).isLessThanOrEqualTo(BURST);
	}

	@Test
	void portThatIsBusyIsWokenOnceForManyMessages() {
		Port port = this.held.node().open((message) -> this.received++);
		int before = this.held.schedules();
		for (int i = 0; i < MESSAGES; i++) {
			this.held.node().send(port.id(), this.message);
		}
		assertThat(this.held.schedules() - before).isEqualTo(1);
		this.held.run();
		assertThat(this.received).isEqualTo(MESSAGES);
		assertThat(this.held.schedules() - before).isLessThanOrEqualTo(MESSAGES / BATCH + 1);
	}

}

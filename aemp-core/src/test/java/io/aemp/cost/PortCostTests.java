package io.aemp.cost;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.Receiver;
import io.aemp.testing.Budget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ports and monitors take in memory, and what it costs to make them. */
class PortCostTests {

	private static final int PORTS = 100_000;

	private static final int MONITORS = 10_000;

	private final HeldNode held = new HeldNode(NodeConfiguration.builder().nodeId("me"));

	private final Receiver receiver = (message) -> {
	};

	@AfterEach
	void close() {
		this.held.close();
	}

	private Node node() {
		return this.held.node();
	}

	@Test
	void memoryOfAPort() throws Exception {
		new Budget(3, 140).coversMemory(PORTS, () -> {
			for (int i = 0; i < PORTS; i++) {
				node().open(this.receiver);
			}
		});
	}

	@Test
	void memoryOfAPortThatHasReceivedAMessage() throws Exception {
		new Budget(3, 140).coversMemory(PORTS, () -> {
			for (int i = 0; i < PORTS; i++) {
				node().send(node().open(this.receiver).id(), Message.of());
				this.held.run();
			}
		});
	}

	@Test
	void memoryOfAPortWithTwoReceivers() throws Exception {
		new Budget(5, 196).coversMemory(PORTS, () -> {
			for (int i = 0; i < PORTS; i++) {
				node().open().receive("one", this.receiver).receive("two", this.receiver);
			}
		});
	}

	@Test
	void objectsOfAPortThatIsOpenedAndKilled() throws Exception {
		new Budget(5, 192).coversAllocations(MONITORS, () -> {
			for (int i = 0; i < MONITORS; i++) {
				node().open(this.receiver).kill();
			}
		});
	}

	@Test
	void memoryOfAMonitor() throws Exception {
		Port port = node().open(this.receiver);
		new Budget(4, 122).coversMemory(MONITORS, () -> {
			for (int i = 0; i < MONITORS; i++) {
				node().monitor(port.id(), PortCostTests::ignore);
			}
		});
	}

	@Test
	void objectsOfAMonitorThatFiresInAPort() throws Exception {
		Port monitoring = node().open(this.receiver);
		new Budget(11, 325).coversAllocations(MONITORS, () -> {
			Port port = node().open(this.receiver);
			monitoring.runInContext(() -> {
				for (int i = 0; i < MONITORS; i++) {
					node().monitor(port.id(), PortCostTests::ignore);
				}
			});
			this.held.run();
			port.kill();
			this.held.run();
		});
	}

	private static void ignore(Reason reason) {
	}

}

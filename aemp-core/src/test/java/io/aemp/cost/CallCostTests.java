package io.aemp.cost;

import java.time.Duration;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.runtime.Nodes;
import io.aemp.testing.Budget;
import io.netty.util.ResourceLeakDetector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call to another node costs in objects, at both ends together. */
@Timeout(300)
class CallCostTests {

	private static final int CALLS = 1000;

	private static final Duration LONG = Duration.ofMinutes(10);

	private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

	private final Message request = Message.of("q", 1);

	private final Message reply = Message.of("a", 1);

	private Node caller;

	private Node callee;

	private Port port;

	@BeforeEach
	void start() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
		this.callee = Nodes.start(configuration("callee").build());
		this.caller = Nodes.start(configuration("caller").seeds(this.callee.network().listeners()).build());
		Awaitility.await().until(() -> this.caller.network().isUp("callee"));
		this.port = this.callee.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.EVENT_LOOP));
		this.port.receive((message) -> this.callee.send(message.text(2), this.reply));
	}

	private static NodeConfigurationBuilder configuration(String id) {
		return NodeConfiguration.builder().nodeId(id).binds("127.0.0.1:0").secret("geheim");
	}

	@AfterEach
	void close() {
		this.caller.close();
		this.callee.close();
		ResourceLeakDetector.setLevel(this.level);
	}

	/**
	 * Six are the messages: the request with the ID of the call, what the callee
	 * receives, and the answer. Fourteen belong to the two flushes, which many calls at a
	 * time share, and one to an answer that comes before the thread waits.
	 */
	@Test
	void objectsOfACallThatAThreadWaitsFor() throws Exception {
		new Budget(33, 1175).coversAllocations(CALLS, () -> {
			for (int i = 0; i < CALLS; i++) {
				this.caller.call(this.port.id(), this.request, LONG).join();
			}
		});
	}

}

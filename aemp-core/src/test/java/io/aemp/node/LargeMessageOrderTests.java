package io.aemp.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.aemp.FailureDetector;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.node.MemoryNetwork;
import io.aemp.node.MemoryNode;
import io.aemp.port.LocalPort;
import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of packets of one port while large messages leave in parts, however little
 * room the socket has (C1).
 */
class LargeMessageOrderTests {

	private final VirtualWorld world = new VirtualWorld();

	private final MemoryNetwork memory = new MemoryNetwork(this.world);

	private final List<Long> arrived = new ArrayList<>();

	private MemoryNode a;

	private MemoryNode b;

	@BeforeEach
	void start() {
		this.memory.keys = Map.of("mproto", "1", "gproto", "1", "arbiter", "1", "parts", "1000000");
		this.a = node("A");
		this.b = node("B");
		this.a.messenger.monitor("B", true, (reason) -> {
		});
		this.world.run();
		this.memory.room("A", 0);
	}

	private MemoryNode node(String id) {
		return new MemoryNode(id, this.world, this.memory,
				NodeConfiguration.builder()
					.limits(Limits.builder().wholePacket(400).build())
					.failureDetector(FailureDetector.OFF));
	}

	private Port collector(List<Long> seen) {
		return this.b.open().receive((message) -> {
			seen.add(message.integer(0));
			this.arrived.add(message.integer(0));
		});
	}

	private void send(String port, long number, boolean large) {
		this.a.messenger.send(port, Message.of(number, "x".repeat(large ? 400 : 100)));
	}

	private void goOn(int packets) {
		this.memory.room("A", packets);
		this.world.run();
	}

	@Test
	void secondLargeMessageWaitsForWhatWasSentBetweenTheTwo() {
		List<Long> seen = new ArrayList<>();
		String port = collector(seen).id();
		for (long i = 0; i < 100; i++) {
			send(port, i, i == 0 || i == 60);
		}
		for (int i = 0; i < 150; i++) {
			goOn(1);
		}
		assertThat(seen).hasSize(100).isSorted();
	}

	@Test
	void connectionThatIsClosedKeepsTheOrderToo() {
		List<Long> seen = new ArrayList<>();
		String port = collector(seen).id();
		for (long i = 0; i < 100; i++) {
			send(port, i, i == 0 || i == 60);
		}
		this.world.run();
		hurry();
		goOn(1000);
		assertThat(seen).hasSize(100).isSorted();
	}

	/** As a link does that is being closed, and hears nothing any more. */
	private void hurry() {
		this.memory.room("B", 0);
		this.a.network.connections().session("B").queue().hurry();
	}

	/** Two senders, three ports, deaths, and a socket with room for a few packets. */
	@RepeatedTest(100)
	void noPacketOvertakesAnotherOneOfItsPort(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		Map<String, List<Long>> seen = new LinkedHashMap<>();
		for (int i = 0; i < 3; i++) {
			List<Long> numbers = new ArrayList<>();
			seen.put(collector(numbers).id(), numbers);
		}
		List<Sender> senders = List.of(new Sender(), new Sender());
		goOn(0);
		int most = 1 + random.nextInt(5);
		List<String> ports = List.copyOf(seen.keySet());
		for (long i = 0; i < 300; i++) {
			senders.get(random.nextInt(2)).send(ports.get(random.nextInt(3)), i, random.nextInt(6) == 0);
			if (random.nextInt(3) == 0) {
				goOn(random.nextInt(most));
			}
		}
		senders.forEach((sender) -> sender.port.kill("done"));
		if (random.nextBoolean()) {
			this.world.run();
			hurry();
		}
		for (int i = 0; i < 5000 && senders.stream().anyMatch((sender) -> sender.known == null); i++) {
			goOn(most);
		}
		assertThat(seen.values()).flatExtracting((numbers) -> numbers).hasSize(300);
		for (Sender sender : senders) {
			seen.values().forEach((numbers) -> assertThat(numbers).filteredOn(sender.sent::contains).isSorted());
			assertThat(sender.known).as("what has arrived when the death is known").containsAll(sender.sent);
		}
	}

	/** A port that sends, whose death is monitored on the other node. */
	private final class Sender {

		private final List<Long> sent = new ArrayList<>();

		private final LocalPort port = LargeMessageOrderTests.this.a.ports.open(PortOptions.DEFAULTS);

		/** What had arrived of all when the death became known. */
		private List<Long> known;

		Sender() {
			LargeMessageOrderTests.this.b.messenger.monitor(this.port.id(), true,
					(reason) -> this.known = List.copyOf(LargeMessageOrderTests.this.arrived));
		}

		void send(String to, long number, boolean large) {
			this.sent.add(number);
			this.port.runInContext(() -> LargeMessageOrderTests.this.send(to, number, large));
		}

	}

}

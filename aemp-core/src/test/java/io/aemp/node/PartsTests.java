package io.aemp.node;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Dispatcher;
import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.outbound.SendQueue;
import io.aemp.port.LocalPort;
import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Large messages in parts, and what passes between them, step by step. */
class PartsTests {

	private static final String LARGE = "x".repeat(10_000);

	private static final Map<String, String> KEYS = Map.of("mproto", "1", "gproto", "1", "arbiter", "1", "parts",
			"1000000");

	private final VirtualWorld world = new VirtualWorld();

	private final MemoryNetwork memory = new MemoryNetwork(this.world);

	private final List<Object> seen = new ArrayList<>();

	private MemoryNode a;

	private MemoryNode b;

	@BeforeEach
	void start() {
		this.memory.keys = KEYS;
		this.a = node("A");
		this.b = node("B");
	}

	private MemoryNode node(String id) {
		return new MemoryNode(id, this.world, this.memory, configuration());
	}

	private static NodeConfigurationBuilder configuration() {
		return NodeConfiguration.builder()
			.limits(Limits.builder().wholePacket(1000).build())
			.failureDetector(FailureDetector.OFF);
	}

	private Port collector(MemoryNode node, String name) {
		return node.open().receive((message) -> this.seen.add(name + " " + shown(message.get(0))));
	}

	private static Object shown(Object value) {
		return (value instanceof String text && text.length() > 100) ? "large" : value;
	}

	private void send(String port, Object value) {
		this.a.messenger.send(port, Message.of(value));
	}

	/** Connects the nodes, with room for no packet at A. */
	private void connectAndHold() {
		this.a.messenger.monitor("B", true, (reason) -> this.seen.add(reason.toString()));
		this.world.run();
		this.memory.room("A", 0);
	}

	private void goOn(int packets) {
		this.memory.room("A", packets);
		this.world.run();
	}

	@Test
	void othersPassAndTheSamePortWaits() {
		Port one = collector(this.b, "one");
		Port two = collector(this.b, "two");
		connectAndHold();
		send(one.id(), 1L);
		send(one.id(), LARGE);
		send(one.id(), 2L);
		send(two.id(), 3L);
		send(two.id(), LARGE);
		send(two.id(), 4L);
		send(one.id(), 5L);
		goOn(4);
		assertThat(this.seen).containsExactly("one 1", "two 3");
		goOn(1000);
		assertThat(this.seen).containsExactly("one 1", "two 3", "one large", "one 2", "one 5", "two large", "two 4");
		assertThat(this.a.network.connections().session("B").queue().level().queued()).isZero();
	}

	@Test
	void smallOnesNeedNoMoreThanTheirShare() {
		Port one = collector(this.b, "one");
		Port two = collector(this.b, "two");
		connectAndHold();
		send(one.id(), LARGE);
		for (int i = 0; i < 1000; i++) {
			send(two.id(), i);
		}
		for (int i = 0; i < 40; i++) {
			goOn(20);
		}
		assertThat(this.seen).contains("one large").doesNotContain("two 999");
		goOn(1000);
		assertThat(this.seen).hasSize(1001);
	}

	@Test
	void killAndMonitorOfThePortWaitToo() {
		Port one = collector(this.b, "one");
		Port two = collector(this.b, "two");
		connectAndHold();
		send(one.id(), LARGE);
		this.a.messenger.monitor(one.id(), true, (reason) -> this.seen.add(reason.toString()));
		this.a.messenger.kill(one.id(), Reason.of("end"));
		this.a.messenger.kill(two.id(), Reason.of("early"));
		goOn(3);
		assertThat(this.b.ports.infos()).hasSize(1);
		goOn(1000);
		assertThat(this.seen).containsExactly("one large", "end");
	}

	@Test
	void deathIsNotKnownBeforeWhatThePortHasSent() {
		Port two = collector(this.b, "two");
		Port three = collector(this.b, "three");
		LocalPort one = this.a.ports.open(PortOptions.DEFAULTS);
		LocalPort other = this.a.ports.open(PortOptions.DEFAULTS);
		this.b.messenger.monitor(one.id(), true, (reason) -> this.seen.add("one: " + reason));
		this.b.messenger.monitor(other.id(), true, (reason) -> this.seen.add("other: " + reason));
		this.world.run();
		this.memory.room("A", 0);
		one.runInContext(() -> {
			send(two.id(), LARGE);
			send(three.id(), 1L);
			one.kill("done");
		});
		other.kill("early");
		this.world.run();
		goOn(3);
		assertThat(this.seen).containsExactlyInAnyOrder("three 1", "other: early");
		goOn(1000);
		assertThat(this.seen).hasSize(4).endsWith("two large", "one: done");
	}

	@Test
	void deathOfAPortWaitsForASmallMessageBehindALargeOneOfAnother() {
		Port two = collector(this.b, "two");
		LocalPort one = this.a.ports.open(PortOptions.DEFAULTS);
		this.b.messenger.monitor(one.id(), true, (reason) -> this.seen.add("one: " + reason));
		this.world.run();
		this.memory.room("A", 0);
		send(two.id(), LARGE);
		one.runInContext(() -> {
			send(two.id(), 1L);
			one.kill("done");
		});
		this.world.run();
		goOn(1000);
		assertThat(this.seen).containsExactly("two large", "two 1", "one: done");
	}

	@Test
	void portIsSpawnedWithLargeDataBeforeItsFirstMessage() {
		this.b.functions.registerInit("init", (self, arguments) -> {
			this.seen.add("init " + shown(arguments.text(0)));
			self.receive((message) -> this.seen.add("message " + message.get(0)));
		});
		connectAndHold();
		String port = this.a.messenger.spawn("B", "init", Message.of(LARGE));
		send(port, 1L);
		goOn(1000);
		assertThat(this.seen).containsExactly("init large", "message 1");
	}

	@Test
	void requestsToTheNodePortKeepTheirOrder() {
		this.b.functions.register("f", (node, arguments) -> this.seen.add("f " + shown(arguments.get(0))));
		Port one = collector(this.b, "one");
		connectAndHold();
		this.a.messenger.send("B", Message.of("f", LARGE));
		this.a.messenger.send("B", Message.of("f", 1L));
		send(one.id(), 2L);
		goOn(1000);
		assertThat(this.seen).containsExactly("one 2", "f large", "f 1");
	}

	@Test
	void whatWasQueuedBeforeTheConnectionKeepsItsOrder() {
		Port one = collector(this.b, "one");
		Port two = collector(this.b, "two");
		send(one.id(), LARGE);
		send(one.id(), 1L);
		send(two.id(), 2L);
		this.world.run();
		assertThat(this.seen).containsExactly("two 2", "one large", "one 1");
	}

	@Test
	void lossInTheMiddleFiresMonitorsAndNothingOfItArrives() {
		Port one = collector(this.b, "one");
		Port two = collector(this.b, "two");
		connectAndHold();
		this.a.messenger.monitor(one.id(), true, (reason) -> this.seen.add("one: " + reason.identifier()));
		send(one.id(), LARGE);
		send(one.id(), 1L);
		send(two.id(), 2L);
		goOn(6);
		this.memory.cut("B");
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("two 2", "transport_error, B, cut", "one: transport_error");
		this.seen.clear();
		send(one.id(), 3L);
		send(one.id(), LARGE);
		this.world.run();
		assertThat(this.seen).containsExactly("one 3", "one large");
	}

	@Test
	void peerThatKnowsNothingOfPartsGetsThePacketsInOrder() {
		this.memory.keysOf.put("B", Map.of("mproto", "1"));
		Port one = collector(this.b, "one");
		Port two = collector(this.b, "two");
		send(one.id(), LARGE);
		send(two.id(), 1L);
		connectAndHold();
		this.seen.clear();
		send(one.id(), LARGE);
		send(two.id(), 2L);
		goOn(2);
		assertThat(this.seen).containsExactly("one large", "two 2");
	}

	@Test
	void senderInAHurryWaitsForNothing() {
		Port one = collector(this.b, "one");
		connectAndHold();
		send(one.id(), LARGE);
		send(one.id(), 1L);
		SendQueue queue = this.a.network.connections().session("B").queue();
		int packets = 0;
		while (queue.next() != null) {
			packets++;
		}
		assertThat(packets).isLessThan(10);
		queue.hurry();
		while (queue.next() != null) {
			packets++;
		}
		// 41 parts, one packet to hand them over, and the small message
		assertThat(packets).isEqualTo(43);
	}

	@Test
	void nothingIsReadWhileAMessageIsDueThatIsNotDecoded() {
		VirtualWorld slow = new VirtualWorld();
		MemoryNode c = new MemoryNode("C", this.world, this.memory, configuration(), slow);
		Port fast = c.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.world)));
		fast.receive((message) -> this.seen.add(message.get(0)));
		byte[] packet = ("[\"" + PortIds.nameOf(fast.id()) + "\",\"large\"]").getBytes(StandardCharsets.UTF_8);
		this.a.messenger.send("C", Message.of("part", packet.length, packet));
		send(fast.id(), 1L);
		this.world.run();
		this.a.messenger.send("C", Message.of("part_end"));
		send(fast.id(), 2L);
		this.world.run();
		assertThat(this.seen).containsExactly(1L);
		slow.run();
		this.world.run();
		assertThat(this.seen).containsExactly(1L, "large", 2L);
	}

	@Test
	void patientSendsOfOthersPassAndLargeOnesWaitForEachOther() {
		this.a = new MemoryNode("A2", this.world, this.memory,
				configuration().flowControl(FlowControl.builder()
					.sendHigh(2000)
					.sendLow(500)
					.receiveHigh(1 << 20)
					.pause(Duration.ofSeconds(10))
					.build()));
		Port one = collector(this.b, "one");
		Port two = collector(this.b, "two");
		this.a.messenger.monitor("B", true, (reason) -> this.seen.add(reason.toString()));
		this.world.run();
		this.memory.room("A2", 0);
		send(one.id(), LARGE);
		this.world.run();
		List<String> done = new ArrayList<>();
		patient(one.id(), LARGE, "large", done);
		patient(one.id(), 1L, "one", done);
		LocalPort other = this.a.ports.open(PortOptions.DEFAULTS);
		other.runInContext(() -> patient(two.id(), 2L, "two", done));
		this.world.run();
		assertThat(done).isEmpty();
		this.memory.room("A2", 2);
		this.world.run();
		assertThat(done).containsExactly("two");
		assertThat(this.seen).containsExactly("two 2");
		this.memory.room("A2", 10_000);
		this.world.run();
		assertThat(done).containsExactly("two", "large", "one");
		assertThat(this.seen).containsExactly("two 2", "one large", "one large", "one 1");
	}

	private void patient(String port, Object value, String name, List<String> done) {
		this.a.sends.send(port, Message.of(value)).thenRun(() -> done.add(name));
	}

	@Test
	void heartbeatsGoOnWhileALargeMessageWaits() {
		Map<String, String> keys = new HashMap<>(KEYS);
		keys.put("heartbeat", "2000");
		this.memory.keys = keys;
		VirtualWorld slow = new VirtualWorld();
		NodeConfigurationBuilder detected = configuration().failureDetector(FailureDetector.DEFAULTS);
		MemoryNode c = new MemoryNode("C", this.world, this.memory, detected, slow);
		MemoryNode d = new MemoryNode("D", this.world, this.memory, detected, this.world);
		Port one = c.open();
		one.receive((message) -> this.seen.add("one " + shown(message.get(0))));
		d.messenger.monitor("C", true, (reason) -> this.seen.add(reason.toString()));
		d.messenger.send(one.id(), Message.of(LARGE));
		this.world.advance(Duration.ofMinutes(2));
		assertThat(this.seen).isEmpty();
		// makes room, decodes, runs the port
		for (int i = 0; i < 3; i++) {
			slow.run();
			this.world.advance(Duration.ofSeconds(1));
		}
		assertThat(this.seen).containsExactly("one large");
	}

	@Test
	void messageThatIsTooLargeFailsAtTheSender() {
		connectAndHold();
		assertThatExceptionOfType(UnsendableValueException.class).isThrownBy(() -> send("B#p", "x".repeat(1_000_001)))
			.withMessageContaining("'B' takes no more than 1000000")
			.withMessageContaining("max_packet_size");
		MemoryNode c = new MemoryNode("C", this.world, this.memory,
				configuration().limits(Limits.builder().sendQueue(5000).build())
					.flowControl(FlowControl.builder()
						.sendHigh(2000)
						.sendLow(500)
						.receiveHigh(1 << 20)
						.pause(Duration.ofSeconds(10))
						.build()));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(UnsendableValueException.class)
				.isThrownBy(() -> c.messenger.send("B#p", Message.of(LARGE)))
				.withMessageContaining("no more than 5000")
				.withMessageContaining("max_send_queue");
			c.messenger.monitor("B", true, (reason) -> {
			});
			this.world.run();
		}
		assertThat(c.network.connected()).containsExactly("B");
	}

	@ParameterizedTest
	@ValueSource(strings = { "part -1", "part 0", "part 20000000", "part 5", "part 10 11", "end", "part 10 5 end",
			"part 10 5 11", "taken 1", "part 10 0" })
	void faultyPeerLosesItsConnection(String packets) {
		connectAndHold();
		this.memory.room("A", Integer.MAX_VALUE);
		String[] words = packets.split(" ");
		byte[] part = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
		switch (words[0] + words.length) {
			case "part2" -> send("B", Message.of("part", Long.parseLong(words[1]), new byte[6]));
			case "part3" -> send("B", Message.of("part", 10, Arrays.copyOf(part, Integer.parseInt(words[2]))));
			case "part4" -> {
				send("B", Message.of("part", 10, new byte[5]));
				send("B", words[3].equals("end") ? Message.of("part_end") : Message.of("part", 11, new byte[5]));
			}
			case "end1" -> send("B", Message.of("part_end"));
			default -> send("B", Message.of("part_taken", 1));
		}
		this.world.run();
		assertThat(this.seen).hasSize(1);
		assertThat(this.seen.get(0).toString()).startsWith("transport_error, B");
	}

	private void send(String node, Message request) {
		this.a.messenger.send(node, request);
	}

	@Test
	void whatIsNoPacketEndsTheConnection() {
		connectAndHold();
		this.memory.room("A", Integer.MAX_VALUE);
		send("B", Message.of("part", 3, new byte[] { '1', '2', '3' }));
		this.world.run();
		assertThat(this.seen).hasSize(1);
	}

	@Test
	void severalPacketsInOneAreNone() {
		connectAndHold();
		this.memory.room("A", Integer.MAX_VALUE);
		send("B", Message.of("part", 6, "[\"\"][]".getBytes(StandardCharsets.UTF_8)));
		this.world.run();
		assertThat(this.seen).hasSize(1);
	}

	@Test
	void partsAreRefusedWhereTheyWereNotAgreedOn() {
		this.memory.keysOf.put("A", Map.of("mproto", "1", "gproto", "1", "arbiter", "1"));
		connectAndHold();
		this.memory.room("A", Integer.MAX_VALUE);
		send("B", Message.of("part", 3, new byte[] { '1', '2', '3' }));
		this.world.run();
		assertThat(this.seen).isEmpty();
		assertThat(this.b.dropped).hasSize(1);
	}

}

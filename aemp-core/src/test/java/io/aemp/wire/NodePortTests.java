package io.aemp.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.ExecutionPolicy;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The requests to the node port, as a peer sees them, in both framings. */
@ParameterizedClass
@EnumSource(RawFraming.class)
class NodePortTests extends WireTest {

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	@Parameter
	private RawFraming framing;

	private Node node;

	private RawPeer peer;

	@BeforeEach
	void start() throws Exception {
		this.node = node("examined");
		this.peer = connect(this.node, "raw", this.framing);
		assertThat(this.peer.packet()).containsExactly("", "g_global");
	}

	/** Whatever was tried, the connection stays, and nothing unexpected was sent. */
	@AfterEach
	void stillConnected() throws Exception {
		assertThat(this.peer.sync()).isEmpty();
	}

	private Port port() {
		return this.node.open().receive(this.seen::add);
	}

	private static String name(Port port) {
		return PortIds.nameOf(port.id());
	}

	private Object next() throws InterruptedException {
		return this.seen.poll(60, TimeUnit.SECONDS);
	}

	private static List<@Nullable Object> list(@Nullable Object... elements) {
		return Arrays.asList(elements);
	}

	@Test
	void monitorOfADyingPortIsAnsweredOnce() throws Exception {
		Port port = port();
		this.peer.request("mon1", name(port)).request("mon1", name(port));
		assertThat(this.peer.sync()).isEmpty();
		port.kill("bye", List.of(1, "x"), null);
		assertThat(this.peer.packet()).isEqualTo(list("", "kil0", name(port), "bye", List.of(1L, "x"), null));
		assertThat(this.peer.sync()).isEmpty();
		this.peer.request("mon1", name(port));
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(port), "no_such_port",
				"cannot monitor nonexistent port", port.id());
	}

	@Test
	void monitorOfAMissingPortIsAnsweredEachTime() throws Exception {
		this.peer.request("mon1", "nobody").request("mon1", "nobody");
		for (int i = 0; i < 2; i++) {
			assertThat(this.peer.packet()).containsExactly("", "kil0", "nobody", "no_such_port",
					"cannot monitor nonexistent port", "examined#nobody");
		}
	}

	@Test
	void normalDeathHasAnEmptyReason() throws Exception {
		Port port = port();
		this.peer.request("mon1", name(port)).sync();
		port.kill();
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(port));
	}

	@Test
	void uncaughtExceptionAndUnhandledMessageAreTold() throws Exception {
		Port failing = this.node.open().receive((message) -> {
			throw new IllegalStateException("caf\u00e9 \u20ac\n\n");
		});
		Port tagged = this.node.open().receive("known", (message) -> {
		});
		Port empty = this.node.open().receive("known", (message) -> {
		});
		this.peer.request("mon1", name(failing)).request("mon1", name(tagged)).request("mon1", name(empty)).sync();
		this.peer.send(name(failing), 1);
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(failing), "die", "caf\u00e9 \u20ac");
		this.peer.send(name(tagged), "known").send(name(tagged), "\u00fcber " + "x".repeat(40), 1);
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(tagged), "unhandled_message",
				"no callback found for message '.ber " + "x".repeat(25) + "'");
		this.peer.send(name(empty));
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(empty), "unhandled_message",
				"no callback found for message ''");
	}

	@Test
	void monitorCanBeStopped() throws Exception {
		Port port = port();
		this.peer.request("mon1", name(port)).request("mon0", name(port)).request("mon0", name(port)).sync();
		port.kill("bye");
		assertThat(this.peer.sync()).isEmpty();
		Port other = port();
		this.peer.request("mon1", name(other))
			.request("mon0", name(other))
			.request("mon1", name(other))
			.request("mon0", (Object) null)
			.request("mon0")
			.sync();
		other.kill();
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(other));
	}

	@Test
	void killTakesEffectBeforeALaterMonitor() throws Exception {
		for (Object[] reason : new Object[][] { {}, { "why", "text", 3 } }) {
			Port port = port();
			this.node.monitor(port.id(), this.seen::add);
			List<@Nullable Object> kill = new ArrayList<>(List.of("", "kil1", name(port)));
			kill.addAll(List.of(reason));
			this.peer.send(kill.toArray()).request("mon1", name(port));
			assertThat(this.peer.packet()).containsExactly("", "kil0", name(port), "no_such_port",
					"cannot monitor nonexistent port", port.id());
			assertThat(next()).isEqualTo(Reason.of(reason));
		}
	}

	@Test
	void monitorBeforeAKillIsToldTheReason() throws Exception {
		Port port = port();
		this.peer.request("mon1", name(port)).request("kil1", name(port), "why").request("kil1", name(port), "again");
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(port), "why");
	}

	@Test
	void nodePortCannotBeKilledOrMonitored() throws Exception {
		this.peer.request("kil1", "").request("kil1", "", "why").request("kil1").request("kil1", (Object) null);
		this.peer.request("mon1", "").request("mon1").request("kil0", "").request("kil0").request("mon0", "");
		this.peer.request("kil1", List.of()).request("mon1", Map.of("a", 1));
	}

	@Test
	void relayAnswersUsAndServesThirdNodes() throws Exception {
		this.peer.request("snd", "raw#here", "a", null, 1.5, List.of(Map.of("k", -7)), true);
		assertThat(this.peer.packet()).isEqualTo(list("here", "a", null, 1.5, List.of(Map.of("k", -7L)), true));
		this.peer.request("snd", "raw", "nodeport", 1).request("snd", "raw#empty");
		assertThat(this.peer.packet()).containsExactly("", "nodeport", 1L);
		assertThat(this.peer.packet()).containsExactly("empty");
		RawPeer third = connect(this.node, "third", RawFraming.JSON);
		third.sync();
		this.peer.request("snd", "third#p", "from", "raw");
		assertThat(third.packet()).containsExactly("p", "from", "raw");
		Port port = port();
		this.peer.request("snd", port.id(), "local", 1);
		assertThat(next()).isEqualTo(Message.of("local", 1));
		this.peer.request("snd", "examined", "snd", "examined", "snd", "raw#deep", "x");
		assertThat(this.peer.packet()).containsExactly("deep", "x");
	}

	@Test
	void canTellsWhatIsUnderstood() throws Exception {
		ending(this.node.functions().register("App::function", (from, arguments) -> {
		}));
		for (String request : List.of("mon1", "mon0", "kil0", "kil1", "snd", "can", "time", "eval", "devnull",
				"AnyEvent::MP::_spawn", "g_slave", "g_find", "App::function", "::App::function",
				"main::App::function")) {
			this.peer.request("can", request, "raw#can", request);
			assertThat(this.peer.packet()).containsExactly("can", request, "1");
		}
		this.peer.request("can", "unknown", "raw#can");
		assertThat(this.peer.packet()).containsExactly("can", "");
	}

	@Test
	void timeIsFractional() throws Exception {
		boolean fraction = false;
		for (int i = 0; i < 3; i++) {
			this.peer.request("time", "raw#t", "x", i);
			List<@Nullable Object> answer = this.peer.packet();
			assertThat(answer.subList(0, 3)).isEqualTo(list("t", "x", (long) i));
			double time = ((Number) answer.get(3)).doubleValue();
			assertThat(time).isBetween(System.currentTimeMillis() / 1000.0 - 5,
					System.currentTimeMillis() / 1000.0 + 5);
			fraction |= time != Math.rint(time);
		}
		assertThat(fraction).isTrue();
	}

	@Test
	void evalAnswersErrorTextAndResults() throws Exception {
		ending(this.node.functions().registerEvaluation("1 + 1", (from) -> List.of(2L, from)));
		ending(this.node.functions().registerEvaluation("die", (from) -> {
			throw new IllegalStateException("no");
		}));
		this.peer.request("eval", "1 + 1", "raw#e", "x");
		assertThat(this.peer.packet()).containsExactly("e", "x", "", 2L, "raw");
		this.peer.request("eval", "die", "raw#e");
		assertThat(this.peer.packet()).containsExactly("e", "no");
		this.peer.request("eval", "unknown", "raw#e");
		assertThat(this.peer.packet()).hasSize(2).startsWith("e").doesNotContain("");
	}

	@Test
	void nothingIsNothing() throws Exception {
		this.peer.send().send("").send("", "").send(new Object[] { null }).send(null, "").request("devnull", 1, "x");
		this.peer.send(null, "snd", "raw#null", "x");
		assertThat(this.peer.packet()).containsExactly("null", "x");
	}

	@Test
	void whatMakesNoSenseIsDropped() throws Exception {
		this.peer.request("no::such::function", 1, 2)
			.request("snd")
			.request("snd", "")
			.request("snd", "#x", 1)
			.request("snd", List.of())
			.request("snd", "a b#c", 1)
			.request("can")
			.request("can", "mon1")
			.request("time")
			.request("eval")
			.request("eval", "x")
			.request("AnyEvent::MP::_spawn")
			.request("AnyEvent::MP::_spawn", "p")
			.request("AnyEvent::MP::_spawn", "", "x")
			.request(List.of("snd"), "raw#x")
			.request(Map.of())
			.request(true)
			.request(1.5, "x")
			.request("g_slave", 1)
			.request("g_set")
			.request("g_set", List.of())
			.request("g_upd")
			.request("g_upd", "f", 1)
			.request("g_upd", "f", Map.of(), 1)
			.request("g_find")
			.request("g_mon1")
			.request("g_db_keys", "f")
			.request("g_reply")
			.request("g_found", "x", "y")
			.request("g_chg1", "f")
			.request("g_chg2", "f", Map.of("a", 1));
	}

	@Test
	void packetForAMissingPortIsDropped() throws Exception {
		this.peer.send("nobody", 1).send("p/?%#\u20ac", 1).send(-1, 1).send("x".repeat(5000), 1);
	}

	@Test
	void integerAsPortNameMeansItsDigits() throws Exception {
		this.node.functions()
			.registerInit("init", (self, arguments) -> self.receive((message) -> this.seen.add(message)));
		this.peer.request("AnyEvent::MP::_spawn", "4711", "init").send(4711, "x");
		assertThat(next()).isEqualTo(Message.of("x"));
		this.peer.request("mon1", 4711).request("kil1", 4711);
		assertThat(this.peer.packet()).containsExactly("", "kil0", "4711");
	}

	@Test
	void functionIsCalledByAnyOfItsNames() throws Exception {
		ending(this.node.functions()
			.register("function",
					(from, arguments) -> this.seen.add(Message.of(from).append(arguments.toList().toArray()))));
		for (String name : List.of("function", "::function", "main::function")) {
			this.peer.request(name, name, 1);
			assertThat(next()).isEqualTo(Message.of("raw", name, 1));
		}
		ending(this.node.functions().register("failing", (from, arguments) -> {
			throw new IllegalStateException("no");
		}));
		this.peer.request("failing");
	}

	@Test
	void spawnMessageAndMonitorInOneSegment() throws Exception {
		this.node.functions().registerInit("App::init", (self, arguments) -> {
			this.seen.add(arguments);
			self.receive("m", this.seen::add);
		});
		ByteArrayOutputStream segment = new ByteArrayOutputStream();
		segment.writeBytes(this.peer.encode("", "AnyEvent::MP::_spawn", "new1", "App::init", 1, "two"));
		segment.writeBytes(this.peer.encode("new1", "m", 3));
		segment.writeBytes(this.peer.encode("", "mon1", "new1"));
		segment.writeBytes(this.peer.encode("new1", "unknown"));
		this.peer.write(segment.toByteArray());
		assertThat(this.peer.packet()).containsExactly("", "kil0", "new1", "unhandled_message",
				"no callback found for message 'unknown'");
		assertThat(next()).isEqualTo(Message.of(1, "two"));
		assertThat(next()).isEqualTo(Message.of(3));
	}

	@Test
	void spawnThatFailsIsTold() throws Exception {
		this.node.functions().registerInit("no::receiver", (self, arguments) -> {
		});
		this.node.functions().registerInit("throwing", (self, arguments) -> {
			throw new IllegalStateException("no room\n");
		});
		for (String function : List.of("unknown::init", "no::receiver")) {
			String port = "port-" + function;
			this.peer.request("AnyEvent::MP::_spawn", port, function).request("mon1", port);
			assertThat(this.peer.packet()).containsExactly("", "kil0", port, "no_such_port",
					"cannot monitor nonexistent port", "examined#" + port);
		}
		this.peer.request("AnyEvent::MP::_spawn", "t", "throwing").request("mon1", "t");
		assertThat(this.peer.packet()).containsExactly("", "kil0", "t", "die", "no room");
	}

	@Test
	void spawnOfAPortThatIsThereIsDropped() throws Exception {
		this.node.functions().registerInit("init", (self, arguments) -> self.receive(this.seen::add));
		Port port = port();
		this.peer.request("AnyEvent::MP::_spawn", name(port), "init").send(name(port), 1).request("mon1", name(port));
		assertThat(next()).isEqualTo(Message.of(1));
		this.peer.sync();
		port.kill("end");
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(port), "end");
	}

	@Test
	void executionPolicyRefusesWhatRunsButNothingElse() throws Exception {
		Node secure = node("secure", (builder) -> builder.executionPolicy(ExecutionPolicy.REFUSE));
		secure.functions().registerInit("init", (self, arguments) -> self.receive(this.seen::add));
		ending(secure.functions().register("function", (from, arguments) -> this.seen.add(arguments)));
		ending(secure.functions().registerEvaluation("1", (from) -> List.of(1)));
		RawPeer other = connect(secure, "raw", this.framing);
		other.packet();
		other.request("AnyEvent::MP::_spawn", "p", "init").request("function", 1).request("mon1", "p");
		assertThat(other.packet()).containsExactly("", "kil0", "p", "no_such_port", "cannot monitor nonexistent port",
				"secure#p");
		other.request("eval", "1", "raw#e");
		assertThat(other.packet()).hasSize(2).startsWith("e").doesNotContain("");
		assertThat(other.sync()).isEmpty();
		assertThat(this.seen).isEmpty();
	}

	@Test
	void whateverTheDetourAPeerAsksInItsOwnName() throws Exception {
		List<String> asked = new ArrayList<>();
		Node choosy = node("choosy", (builder) -> builder.executionPolicy((from, function) -> {
			asked.add(from + " " + function);
			return from.equals("choosy");
		}));
		choosy.functions().registerInit("init", (self, arguments) -> self.receive(this.seen::add));
		ending(choosy.functions().register("function", (from, arguments) -> this.seen.add(arguments)));
		RawPeer other = connect(choosy, "raw", this.framing);
		other.packet();
		for (String itself : List.of("choosy", "choosy#")) {
			other.request("snd", itself, "function", 1)
				.request("snd", itself, "snd", itself, "function", 1)
				.request("time", itself, "function", 1)
				.request("can", "snd", itself, "function", 1)
				.request("eval", "1", itself, "function", 1)
				.request("snd", itself, "AnyEvent::MP::_spawn", "p", "init");
		}
		assertThat(other.sync()).isEmpty();
		assertThat(asked).hasSize(12).containsOnly("raw function", "raw init");
		choosy.send("choosy", "function", "own");
		assertThat(next()).isEqualTo(Message.of("own"));
		assertThat(this.seen).isEmpty();
	}

	@Test
	void relayedRequestsToThisNodeAreThoseOfThePeer() throws Exception {
		Port port = port();
		this.peer.request("snd", "examined", "mon1", name(port))
			.request("snd", "examined", "g_upd", "f", Map.of("k", 1))
			.request("snd", "examined", "g_db_values", "f", "id");
		assertThat(this.peer.packet()).containsExactly("", "g_reply", "id", List.of(1L));
		this.peer.request("snd", "examined#", "kil1", name(port), "why");
		assertThat(this.peer.packet()).containsExactly("", "kil0", name(port), "why");
	}

	@Test
	void nobodyHasThisNodeAskAThirdOneForAnything() throws Exception {
		RawPeer third = connect(this.node, "third", this.framing);
		third.packet();
		this.peer.request("snd", "third", "function", 1)
			.request("snd", "third#", "function", 1)
			.request("time", "third", "function", 1)
			.request("can", "snd", "third", "function", 1)
			.request("snd", "third", "AnyEvent::MP::_spawn", "p", "init")
			.request("snd", "third", "kil0", "p", "forged")
			.request("snd", "third", "kil1", "p")
			.request("snd", "third", "mon1", "p")
			.request("snd", "third", "g_upd", "'l", Map.of("raw", List.of()))
			.request("snd", "third", "eval", "1", "raw#x")
			.request("snd", "third", "snd", "fourth", "function", 1)
			.request("snd", "third", "snd", "raw#p", "fine")
			.request("snd", "third", "devnull", "fine")
			.sync();
		assertThat(third.packet()).containsExactly("", "snd", "raw#p", "fine");
		assertThat(third.packet()).containsExactly("", "devnull", "fine");
		assertThat(third.sync()).isEmpty();
		this.peer.request("snd", "raw", "function", 1);
		assertThat(this.peer.packet()).containsExactly("", "function", 1L);
	}

	@Test
	void answersLeaveInTheOrderOfTheRequests() throws Exception {
		for (int i = 0; i < 200; i++) {
			this.peer.request("snd", "raw#a", i)
				.request("g_upd", "f", Map.of("k", i))
				.request("time", "raw#b", i)
				.request("g_db_values", "f", i)
				.request("can", "snd", "raw#c", i);
		}
		for (long i = 0; i < 200; i++) {
			assertThat(this.peer.packet()).containsExactly("a", i);
			assertThat(this.peer.packet()).startsWith("b", i);
			assertThat(this.peer.packet()).containsExactly("", "g_reply", i, List.of(i));
			assertThat(this.peer.packet()).containsExactly("c", i, "1");
		}
	}

	@Test
	void monitorsOfThisNodeFireOncePerDeath() throws Exception {
		this.node.monitor("raw#p", this.seen::add);
		this.node.monitor("raw#p", this.seen::add);
		assertThat(this.peer.packet()).containsExactly("", "mon1", "p");
		this.peer.request("kil0", "p", "why", 1).request("kil0", "p", "again").sync();
		assertThat(next()).isEqualTo(Reason.of("why", 1));
		assertThat(next()).isEqualTo(Reason.of("why", 1));
		assertThat(this.seen).isEmpty();
		this.node.monitor("raw#q", this.seen::add).close();
		assertThat(this.peer.packet()).containsExactly("", "mon1", "q");
		assertThat(this.peer.packet()).containsExactly("", "mon0", "q");
	}

	@Test
	void requestsOfThisNodeLookAsTheyShould() throws Exception {
		this.node.kill("raw#p");
		this.node.kill("raw#p", "why", List.of(1));
		this.node.send("raw#p");
		this.node.send("raw#p", 1, null, "x");
		this.node.send("raw", "devnull");
		String spawned = this.node.spawn("raw", "App::init", 1, "x");
		assertThat(this.peer.packet()).containsExactly("", "kil1", "p");
		assertThat(this.peer.packet()).containsExactly("", "kil1", "p", "why", List.of(1L));
		assertThat(this.peer.packet()).containsExactly("p");
		assertThat(this.peer.packet()).isEqualTo(list("p", 1L, null, "x"));
		assertThat(this.peer.packet()).containsExactly("", "devnull");
		assertThat(this.peer.packet()).containsExactly("", "AnyEvent::MP::_spawn", PortIds.nameOf(spawned), "App::init",
				1L, "x");
		assertThat(spawned).startsWith("raw#");
		assertThat(this.node.spawn("raw#any", "i")).isNotEqualTo(spawned);
		this.peer.packet();
	}

}

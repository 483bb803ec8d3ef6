package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Nodes with each other, step by step. */
class NodeNetworkTests extends TwoMemoryNodes {

	@Test
	void messagesAndKillsTravelInOrder() {
		Port port = collector(this.b);
		this.a.messenger.send(port.id(), Message.of(1L));
		this.a.messenger.send(port.id(), Message.of(2L));
		this.a.messenger.monitor(port.id(), true, this.seen::add);
		this.a.messenger.kill(port.id(), Reason.of("enough", 5L));
		this.a.messenger.send(port.id(), Message.of(3L));
		this.world.run();
		assertThat(this.seen).containsExactly(1L, 2L, Reason.of("enough", 5L));
		assertThat(this.memory.connections()).isOne();
	}

	@Test
	void requestTakesEffectBehindWhatCameTogetherBeforeIt() {
		Port port = collector(this.a);
		String name = PortIds.nameOf(port.id());
		this.b.messenger.send(port.id(), Message.of("before"));
		this.world.run();
		LinkSession session = this.a.network.connections().session("B");
		session.begins();
		session.packet(name, Message.of(1), 10);
		session.packet(name, Message.of(2), 10);
		session.packet("", Message.of("snd", port.id(), 3), 10);
		session.packet(name, Message.of(4), 10);
		session.packet("", Message.of("kil1", name), 10);
		session.packet(name, Message.of("behind the kill"), 10);
		session.ends();
		this.world.run();
		assertThat(this.seen).containsExactly("before", 1, 2, 3, 4);
		assertThat(this.a.ports.infos()).isEmpty();
	}

	@Test
	void monitorOnANodeThatCannotBeFoundFires() {
		this.a.unknown = true;
		this.a.messenger.monitor("C", true, this.seen::add);
		this.a.messenger.monitor("C#port", true, this.seen::add);
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.transportError("C", "no known address"),
				Reason.transportError("C", "no known address"));
	}

	@Test
	void nodeThatDoesNotAnswerIsGivenUpAfterTheMonitorTimeout() {
		this.a.messenger.monitor("C#port", true, this.seen::add);
		this.world.advance(Duration.ofSeconds(29));
		assertThat(this.seen).isEmpty();
		this.world.advance(Duration.ofSeconds(2));
		assertThat(this.seen).containsExactly(Reason.transportError("C", "connect timeout"));
		this.world.advance(Duration.ofSeconds(60));
		assertThat(this.world.pendingTimers()).isZero();
	}

	@Test
	void fullQueueEndsTheConnectionWithAReason() {
		MemoryNode small = new MemoryNode("S", this.world, this.memory,
				NodeConfiguration.builder().limits(Limits.builder().sendQueue(2000).build()));
		Port port = collector(this.b);
		small.messenger.monitor(port.id(), true, this.seen::add);
		for (long i = 0; i < 100; i++) {
			small.messenger.send(port.id(), Message.of(i));
		}
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.transportError("B", "send queue overflow"));
	}

	@Test
	void simultaneousConnectsLoseNothingAndFireNoMonitor() {
		Port onA = collector(this.a);
		Port onB = collector(this.b);
		this.a.messenger.monitor(onB.id(), true, this.seen::add);
		this.b.messenger.monitor(onA.id(), true, this.seen::add);
		this.a.messenger.send(onB.id(), Message.of("to B"));
		this.b.messenger.send(onA.id(), Message.of("to A"));
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("to A", "to B");
		assertThat(this.memory.connections()).isOne();
	}

	@Test
	void lateConnectionWithAPeerWithoutArbiterIsRefused() {
		this.memory.keys = Map.of("mproto", "1", "gproto", "1");
		this.memory.keysOf.clear();
		this.a.messenger.monitor("B", true, this.seen::add);
		this.b.messenger.monitor("A", true, this.seen::add);
		this.world.run();
		assertThat(this.seen).isEmpty();
		assertThat(this.memory.connections()).isOne();
	}

	@Test
	void spawnRunsTheInitFunctionBeforeTheFirstMessage() {
		this.b.functions.registerInit("My::init", (self, arguments) -> {
			this.seen.add(arguments);
			self.receive((message) -> this.seen.add(message.get(0)));
		});
		String port = this.a.messenger.spawn("B", "main::My::init", Message.of("x", 1L));
		this.a.messenger.send(port, Message.of("first"));
		this.world.run();
		assertThat(this.seen).containsExactly(Message.of("x", 1L), "first");
	}

	@Test
	void unknownInitFunctionMakesNoPortThereAndHere() {
		for (MemoryNode node : List.of(this.a, this.b)) {
			this.seen.clear();
			node.functions.registerInit("known", (self, arguments) -> {
			});
			String port = this.a.messenger.spawn(node.ports.runtime().nodeId(), "nothing", Message.of());
			this.a.messenger.monitor(port, true, this.seen::add);
			this.a.messenger.send(port, Message.of("lost"));
			this.world.run();
			assertThat(this.seen).containsExactly(Reason.of("no_such_port", "cannot monitor nonexistent port", port));
			assertThat(node.dropped).singleElement()
				.asString()
				.contains("no init function 'nothing', only [known]", "registerInit");
		}
	}

	@Test
	void nodePortAnswersTimeCanEvalAndRelay() {
		Port port = collector(this.a);
		this.b.functions.registerEvaluation("1+1", (node) -> List.of(2L));
		this.a.messenger.send("B", Message.of("can", "mon1", port.id(), "known"));
		this.a.messenger.send("B", Message.of("can", "xx", port.id(), "unknown"));
		this.a.messenger.send("B", Message.of("eval", "1+1", port.id(), "sum"));
		this.a.messenger.send("B", Message.of("eval", "exit", port.id()));
		this.a.messenger.send("B", Message.of("snd", port.id(), "relayed", 7L));
		this.a.messenger.send("B", Message.of("time", port.id(), "now"));
		this.world.run();
		assertThat(this.seen.subList(0, 5)).containsExactly(Message.of("known", "1"), Message.of("unknown", ""),
				Message.of("sum", "", 2L), "nothing is registered to be evaluated for this expression",
				Message.of("relayed", 7L));
		assertThat(((Message) this.seen.get(5)).number(1)).isEqualTo(1.8e9);
	}

	@Test
	void answerProvesThatEarlierGlobalRequestsTookEffect() {
		Port port = this.a.open().receive((message) -> this.seen.add(this.b.globalRequests.size()));
		for (int i = 0; i < 3; i++) {
			this.a.messenger.send("B", Message.of("g_upd", "f"));
		}
		this.a.messenger.send("B", Message.of("snd", port.id(), "done"));
		this.a.messenger.send("B", Message.of("g_upd", "f"));
		this.world.run();
		assertThat((int) this.seen.get(0)).isGreaterThanOrEqualTo(3);
		assertThat(this.b.globalRequests).hasSize(4);
	}

	/** Its thread has other connections to serve. */
	@Test
	void floodOfBriefRequestsIsNotHandledByTheThreadOfTheConnection() {
		this.a.messenger.send("B", Message.of("g_upd", -1L));
		this.world.run();
		this.b.brief = true;
		this.a.messenger.send("B", Message.of("g_upd", 0L));
		this.world.run();
		assertThat(this.b.handledHere).isOne();
		List<Message> sent = new ArrayList<>(this.b.globalRequests);
		for (long i = 1; i <= 2000; i++) {
			this.a.messenger.send("B", Message.of("g_upd", i));
			sent.add(Message.of(i));
		}
		this.world.run();
		assertThat(this.b.globalRequests).isEqualTo(sent);
		assertThat(this.b.handledHere).isBetween(10, 500);
	}

	@Test
	void deeplyNestedRelayIsNoRecursion() {
		Port port = collector(this.a);
		List<Object> nested = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			nested.add("snd");
			nested.add("B");
		}
		nested.add("snd");
		nested.add(port.id());
		nested.add("through");
		this.a.messenger.send("B", Message.of(nested));
		this.world.run();
		assertThat(this.seen).containsExactly("through");
	}

	@Test
	void senselessRequestsAreDroppedAndTheConnectionStays() {
		Port port = collector(this.b);
		this.a.messenger.monitor(port.id(), true, this.seen::add);
		for (Message request : List.of(Message.of("mon1"), Message.of("kil1", ""), Message.of(5L),
				Message.of("unknown", 1L), Message.of("snd", "#x", "y"), Message.of("mon1", List.of()),
				Message.of("AnyEvent::MP::_spawn"), Message.of("time"))) {
			this.a.messenger.send("B", request);
		}
		this.a.messenger.send("B", Message.of("mon0", null));
		this.a.messenger.send("B", Message.of("devnull", 1L));
		this.a.messenger.send(port.id(), Message.of("still there"));
		this.world.run();
		assertThat(this.b.dropped).hasSize(8);
		assertThat(this.seen).containsExactly("still there");
	}

	@Test
	void valueThatCannotTravelFailsAtTheSenderAndNothingIsLost() {
		Port port = collector(this.b);
		this.a.messenger.monitor(port.id(), true, this.seen::add);
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.a.messenger.send(port.id(), Message.of(new Object())));
		this.world.run();
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.a.messenger.send(port.id(), Message.of(Double.NaN)));
		this.a.messenger.send(port.id(), Message.of("good"));
		this.world.run();
		assertThat(this.seen).containsExactly("good");
	}

	@Test
	void nodePortCannotBeKilled() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.a.messenger.kill("B", Reason.NORMAL))
			.withMessageContaining("B");
	}

	@Test
	void monitorFormsWithOtherTargets() {
		Port watched = collector(this.b);
		Port linked = this.a.open();
		Port told = collector(this.a);
		this.a.messenger.monitor(linked.id(), true, (reason) -> this.seen.add("linked: " + reason));
		TargetedMonitors targeted = new TargetedMonitors(this.a.ports, this.a.messenger);
		targeted.kill(watched.id(), linked.id());
		targeted.send(watched.id(), told.id(), Message.of("restart"));
		this.world.run();
		watched.kill("bad", 1L);
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("linked: bad, 1", Message.of("restart", "bad", 1L));
	}

	@Test
	void callAnswersOnceAndItsReplyPortGoesAway() {
		Port server = this.b.open().receive("add", (message) -> {
			Message reply = Message.of(message.integer(0) + 1);
			this.b.messenger.send(message.text(1), reply);
			this.b.messenger.send(message.text(1), reply);
		});
		Calls calls = new Calls(this.a.ports, this.a.messenger, null);
		var answer = calls.call(server.id(), Message.of("add", 41L), null);
		this.world.run();
		assertThat(answer).isCompletedWithValue(Message.of(42L));
		assertThat(this.a.ports.infos()).isEmpty();
		var late = calls.call(server.id().replace("#", "#x"), Message.of("add", 1L), Duration.ofSeconds(1));
		this.world.advance(Duration.ofSeconds(2));
		assertThat(late).isCompletedExceptionally();
		var dead = calls.call(server.id() + "x", Message.of("add", 1L), null);
		this.world.run();
		assertThat(dead).isCompletedExceptionally();
		calls.call(server.id() + "x", Message.of(), Duration.ofSeconds(1), this.seen::add,
				(failure) -> this.seen.add(((PortDiedException) failure).reason().identifier()));
		this.world.advance(Duration.ofSeconds(2));
		assertThat(this.seen).containsExactly(Reason.NO_SUCH_PORT);
		assertThat(this.a.ports.infos()).isEmpty();
	}

}

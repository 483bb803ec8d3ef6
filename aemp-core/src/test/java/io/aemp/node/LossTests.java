package io.aemp.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aemp.Dispatcher;
import io.aemp.Guard;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.PeerEvent;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.link.SteppedLink;
import io.aemp.outbound.SendQueue;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.Monitor;
import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a loss of the connection does to messages and monitors, step by step. */
class LossTests extends TwoMemoryNodes {

	@Test
	void nothingArrivesBetweenALossAndTheMonitorsActionThoughTheLinkIsBack() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		sender.runInContext(() -> {
			this.a.messenger.monitor(port.id(), true, (reason) -> {
				this.seen.add(reason.identifier());
				this.a.messenger.send(port.id(), Message.of("from the action"));
			});
			this.a.messenger.send(port.id(), Message.of("before"));
		});
		slow.run();
		this.world.run();
		this.memory.cut("B");
		this.world.run();
		// somebody else makes the connection again, while the sender has not seen the
		// loss yet
		this.a.messenger.send(port.id(), Message.of("from outside"));
		this.world.run();
		this.a.messenger.send(sender, port.id(), Message.of("hole"), false);
		this.world.run();
		assertThat(this.seen).containsExactly("before", "from outside");
		slow.run();
		this.a.messenger.send(sender, port.id(), Message.of("after"), false);
		this.world.run();
		assertThat(this.seen).containsExactly("before", "from outside", "transport_error", "from the action", "after");
	}

	@Test
	void killIsHeldBackLikeAMessageUntilTheLossIsTold() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		sender.runInContext(() -> this.a.messenger.monitor(port.id(), true, this.seen::add));
		slow.run();
		this.world.run();
		sender.runInContext(() -> this.a.messenger.kill(port.id(), Reason.of("hole")));
		this.memory.cut("B");
		this.world.run();
		this.a.messenger.send(port.id(), Message.of("from outside"));
		this.world.run();
		slow.run();
		this.world.run();
		assertThat(this.seen).containsExactly("from outside", Reason.transportError("B", "cut"));
		assertThat(this.b.ports.infos()).hasSize(1);
	}

	@Test
	void closingTheGuardOpensTheGate() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		List<Guard> guards = new ArrayList<>();
		sender.runInContext(() -> guards.add(this.a.messenger.monitor(port.id(), true, this.seen::add)));
		slow.run();
		this.world.run();
		this.memory.cut("B");
		this.world.run();
		guards.forEach(Guard::close);
		this.a.messenger.send(sender, port.id(), Message.of("through"), false);
		this.world.run();
		slow.run();
		assertThat(this.seen).containsExactly("through");
	}

	@Test
	void gateHoldsBackOnlyWhoMonitorsAndOpensWithTheAction() {
		LossBarriers gates = new LossBarriers();
		Context context = this.a.ports.runtime().outside();
		Context other = this.b.ports.runtime().outside();
		Reason loss = Reason.transportError("B", "cut");
		Monitor first = new Monitor(context, context, true, this.seen::add);
		Monitor second = new Monitor(context, context, true, this.seen::add);
		Monitor.Opener openFirst = gates.close("p", first, loss);
		Monitor.Opener openSecond = gates.close("p", second, loss);
		assertThat(gates.isClosed(context, "p")).isTrue();
		assertThat(gates.isClosed(other, "p")).isFalse();
		assertThat(gates.isClosed(context, "q")).isFalse();
		openSecond.open(true);
		assertThat(gates.isClosed(context, "p")).isFalse();
		openFirst.open(true);
		gates.close("p", first, Reason.transportError("B", "cut again"));
		openFirst.open(true);
		assertThat(gates.isClosed(context, "p")).as("the gate of a later loss").isTrue();
	}

	@Test
	void newMonitorFiresWithTheLossThatIsAboutToBeTold() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		sender.runInContext(() -> this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("old")));
		slow.run();
		this.world.run();
		sender.runInContext(() -> {
			this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("new " + reason.text()));
			this.a.messenger.send(port.id(), Message.of("lost"));
		});
		this.memory.cut("B");
		this.world.run();
		slow.run();
		this.world.run();
		assertThat(this.seen).containsExactly("old", "new cut");
	}

	@Test
	void monitorThatSomebodyElseSetsForAPortFiresWithTheLossThatThisIsAboutToBeTold() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		List<Guard> guards = new ArrayList<>();
		sender.runInContext(
				() -> guards.add(this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("own"))));
		slow.run();
		this.world.run();
		sender.runInContext(() -> {
			this.a.messenger.send(port.id(), Message.of("lost"));
			guards.get(0).close();
			this.a.messenger.send(port.id(), Message.of("hole"));
		});
		this.memory.cut("B");
		this.world.run();
		Context outside = this.a.ports.runtime().outside();
		this.a.messenger.begin(port.id(),
				new Monitor(outside, sender, true, (reason) -> this.seen.add("told " + reason.text())));
		this.a.messenger.send(outside, port.id(), Message.of("from outside"), false);
		this.world.run();
		slow.run();
		this.world.run();
		sender.runInContext(() -> this.a.messenger.send(port.id(), Message.of("after")));
		slow.run();
		this.world.run();
		assertThat(this.seen).containsExactly("from outside", "told cut", "after");
	}

	@Test
	void monitorOfALossThatDoesNotConcernThePortItInformsHoldsThatPortBackInNothing() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort target = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		Context outside = this.a.ports.runtime().outside();
		this.a.messenger.begin(port.id(), new Monitor(outside, target, true, (reason) -> this.seen.add("target")));
		this.world.run();
		this.memory.cut("B");
		this.world.run();
		// the outside is about to be told; the sender begins after the loss
		this.a.messenger.begin(port.id(), new Monitor(sender, sender, true, (reason) -> this.seen.add("own")));
		this.a.messenger.send(sender, port.id(), Message.of("first"), false);
		this.a.messenger.begin(port.id(), new Monitor(outside, sender, true, (reason) -> this.seen.add("sender")));
		this.a.messenger.send(sender, port.id(), Message.of("second"), false);
		this.world.run();
		assertThat(this.seen).containsExactly("first", "second");
		// until the sender is told, a further loss concerns it by both monitors
		this.memory.cut("B");
		this.world.run();
		this.a.messenger.send(sender, port.id(), Message.of("hole"), false);
		this.world.run();
		assertThat(this.seen).containsExactly("first", "second");
		slow.run();
		this.a.messenger.send(sender, port.id(), Message.of("after"), false);
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("first", "second", "target", "sender", "own", "after");
		assertThat(this.seen).last().isEqualTo("after");
	}

	@Test
	void gateStaysClosedUntilTheContextItselfIsTold() {
		LossBarriers gates = new LossBarriers();
		Context context = this.a.open() instanceof LocalPort port ? port : null;
		Context other = this.a.ports.runtime().outside();
		Reason loss = Reason.transportError("B", "cut");
		Monitor.Opener own = gates.close("p", new Monitor(context, context, true, this.seen::add), loss);
		Monitor.Opener again = gates.close("p", new Monitor(context, context, true, this.seen::add), loss);
		Monitor.Opener elsewhere = gates.close("p", new Monitor(context, other, true, this.seen::add), loss);
		elsewhere.open(true);
		assertThat(gates.isClosed(other, "p")).isFalse();
		assertThat(gates.isClosed(context, "p")).as("told elsewhere only").isTrue();
		own.open(false);
		assertThat(gates.isClosed(context, "p")).as("one of two monitors is closed").isTrue();
		again.open(true);
		assertThat(gates.isEmpty()).isTrue();
	}

	@Test
	void gateOpensWhenNobodyIsLeftToBeTold() {
		LossBarriers gates = new LossBarriers();
		Context context = this.a.ports.runtime().outside();
		Reason loss = Reason.transportError("B", "cut");
		Monitor.Opener own = gates.close("p", new Monitor(context, context, true, this.seen::add), loss);
		Monitor.Opener remote = gates.close("p", new Monitor(context, null, true, this.seen::add), loss);
		own.open(false);
		assertThat(gates.isClosed(context, "p")).isTrue();
		remote.open(true);
		assertThat(gates.isEmpty()).isTrue();
	}

	@Test
	void monitorWhoseActionWaitsVouchesForWhatIsSentAfterAnotherOneHasTold() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort target = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		Context outside = this.a.ports.runtime().outside();
		this.a.messenger.begin(port.id(), new Monitor(outside, target, true, (reason) -> this.seen.add("target")));
		this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("callback " + reason.text()));
		this.world.run();
		this.memory.cut("B");
		this.world.run();
		// the callback has opened the gate, and its context goes on
		this.a.unknown = true;
		this.a.messenger.send(port.id(), Message.of("lost"));
		this.world.run();
		this.a.unknown = false;
		this.a.messenger.send(port.id(), Message.of("hole"));
		this.world.run();
		assertThat(this.seen).containsExactly("callback cut");
		slow.run();
		this.a.messenger.send(port.id(), Message.of("after"));
		this.world.run();
		assertThat(this.seen).containsExactly("callback cut", "target", "after");
	}

	@Test
	void whatAPortHasClosedOutsideOnADeathTellsNobodyOutside() {
		VirtualWorld slow = new VirtualWorld();
		Port port = collector(this.b);
		LocalPort target = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(slow)));
		Context outside = this.a.ports.runtime().outside();
		this.a.messenger.begin(port.id(), new Monitor(outside, target, true, (reason) -> this.seen.add("told")));
		LocalPort closer = this.a.ports.open(PortOptions.DEFAULTS);
		closer.runInContext(
				() -> this.a.messenger.monitorOutside(port.id(), (reason) -> this.seen.add("closed on death")));
		this.world.run();
		this.memory.cut("B");
		this.world.run();
		this.a.messenger.send(port.id(), Message.of("hole"));
		this.world.run();
		assertThat(this.seen).containsExactly("closed on death");
		slow.run();
		this.a.messenger.send(port.id(), Message.of("after"));
		this.world.run();
		assertThat(this.seen).containsExactly("closed on death", "told", "after");
	}

	@Test
	void lossFiresEveryMonitorOnceAndThenTellsNodeDown() {
		Port port = collector(this.b);
		this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("one"));
		this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("two"));
		this.a.messenger.monitor("B", true, (reason) -> this.seen.add("node " + reason));
		Guard closed = this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add("closed"));
		this.a.network.view().monitor((event) -> this.seen.add(event instanceof PeerEvent.Up ? "up" : "down"));
		this.world.run();
		closed.close();
		this.memory.cut("B");
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("up", "one", "two", "node transport_error, B, cut", "down");
		assertThat(this.seen).last().isEqualTo("down");
	}

	/** Its link may still read for a while, and a newer connection may be up by then. */
	@Test
	void whatComesOverALostConnectionIsNotHeard() {
		Port port = collector(this.a);
		String name = PortIds.nameOf(port.id());
		this.b.messenger.send(port.id(), Message.of("before"));
		this.world.run();
		LinkSession lost = this.a.network.connections().session("B");
		this.memory.cut("B");
		this.world.run();
		this.b.messenger.send(port.id(), Message.of("over the next"));
		this.world.run();
		assertThat(lost.packet(name, Message.of("too late"), 10)).isTrue();
		assertThat(lost.packet("", Message.of("snd", port.id(), "too late"), 10)).isTrue();
		assertThat(lost.packet("", Message.of("kil1", name), 10)).isTrue();
		this.world.run();
		assertThat(this.seen).containsExactly("before", "over the next");
		assertThat(this.a.ports.infos()).hasSize(1);
	}

	@Test
	void whatCameTogetherIsNotHeardWhenTheConnectionIsLostMeanwhile() {
		Port port = collector(this.a);
		String name = PortIds.nameOf(port.id());
		this.b.messenger.send(port.id(), Message.of("before"));
		this.world.run();
		LinkSession lost = this.a.network.connections().session("B");
		lost.begins();
		lost.packet(name, Message.of("too late"), 10);
		this.memory.cut("B");
		this.world.run();
		lost.ends();
		this.world.run();
		assertThat(this.seen).containsExactly("before");
	}

	/** A packet may be in the middle of being taken when the connection is lost. */
	@Test
	void deathThatIsToldOverALostConnectionFiresNoMonitorOfTheNext() {
		Port port = collector(this.b);
		String name = PortIds.nameOf(port.id());
		this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add(reason.text()));
		this.world.run();
		Peer peer = this.a.network.connections().session("B").peer();
		SendQueue lost = peer.queue();
		this.memory.cut("B");
		this.world.run();
		this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add(reason.identifier()));
		this.world.run();
		peer.died(lost, name, Reason.of("too late"));
		this.world.run();
		assertThat(this.seen).containsExactly("cut");
		port.kill("dead");
		this.world.run();
		assertThat(this.seen).containsExactly("cut", "dead");
	}

	@Test
	void globalRequestThatWaitsBehindTheLossOfItsConnectionIsNotHeard() {
		MemoryNode small = new MemoryNode("S", this.world, this.memory,
				NodeConfiguration.builder().limits(Limits.builder().sendQueue(2000).build()));
		this.b.messenger.send("S", Message.of("g_upd", "before"));
		this.world.run();
		small.stop();
		for (long i = 0; i < 100; i++) {
			small.messenger.send("B#port", Message.of(i));
		}
		this.b.messenger.send("S", Message.of("g_upd", "too late"));
		this.world.run();
		small.goOn();
		this.world.run();
		assertThat(small.globalRequests).containsExactly(Message.of("before"));
	}

	/** The peer may have closed its connection after it. */
	@Test
	void requestThatWaitsForControlIsHandledBeforeTheEndOfItsConnection() {
		Port port = collector(this.a);
		SteppedLink link = new SteppedLink("peer", Map.of("mproto", "1"));
		this.a.network.connections().established(link);
		this.world.run();
		assertThat(link.packet("", "g_any")).isTrue();
		assertThat(link.packet("", "snd", port.id(), "relayed")).isFalse();
		assertThat(link.traffic().isSoonToGoOn()).isTrue();
		this.world.run();
		link.goOn();
		link.leave();
		this.world.run();
		assertThat(this.seen).containsExactly("relayed");
	}

	@Test
	void lossOfAConnectionTakesTheMonitorsOfThePeerAway() {
		Port port = collector(this.b);
		for (int i = 0; i < 3; i++) {
			this.a.messenger.monitor(port.id(), true, this.seen::add);
			this.world.run();
			assertThat(this.b.ports.infos().get(0).monitors()).isOne();
			this.memory.cut("B");
			this.world.run();
		}
		assertThat(this.b.ports.infos().get(0).monitors()).isZero();
		assertThat(this.seen).hasSize(3);
	}

}

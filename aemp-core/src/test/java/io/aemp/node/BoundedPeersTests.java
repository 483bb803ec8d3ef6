package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aemp.Dispatcher;
import io.aemp.FlowControl;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.PeerEvent;
import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.port.LocalPort;
import io.aemp.port.VirtualWorld;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Peers that are slow, that are many, or that want too much. */
class BoundedPeersTests {

	private static final String TEXT = "x".repeat(100);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final VirtualWorld world = new VirtualWorld();

	private final VirtualWorld slow = new VirtualWorld();

	private final MemoryNetwork memory = new MemoryNetwork(this.world);

	private final MemoryNode a = new MemoryNode("A", this.world, this.memory,
			NodeConfiguration.builder()
				.flowControl(FlowControl.builder()
					.sendHigh(1000)
					.sendLow(500)
					.receiveHigh(2000)
					.pause(Duration.ofSeconds(10))
					.build())
				.limits(Limits.builder().dials(2).build()));

	private final MemoryNode b = new MemoryNode("B", this.world, this.memory,
			NodeConfiguration.builder().limits(Limits.builder().monitors(3).build()));

	private final List<Object> seen = new ArrayList<>();

	private CompletableFuture<?> sendWhenWritable(String port, Object element) {
		return this.a.sends.send(port, Message.of(element, TEXT));
	}

	private List<String> attempts() {
		return this.a.network.view().peers().stream().map(PeerInfo::node).toList();
	}

	@Test
	void writabilityOfAPeerIsToldAndIsOverWithItsQueue() {
		this.a.network.view().monitor(this.seen::add);
		for (int i = 0; i < 10; i++) {
			this.a.messenger.send("C#port", Message.of(TEXT));
		}
		assertThat(this.a.network.view().isWritable("C#port")).isFalse();
		assertThat(this.a.network.view().isWritable("B#port")).isTrue();
		this.world.run();
		assertThat(this.seen).containsExactly(new PeerEvent.Writability("C", false));
		this.world.advance(TIMEOUT);
		assertThat(this.seen).containsExactly(new PeerEvent.Writability("C", false),
				new PeerEvent.Writability("C", true));
		assertThat(this.a.network.view().isWritable("C")).isTrue();
	}

	@Test
	void sendThatWaitedInVainIsNeverSentOverTheNextConnection() {
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.slow)));
		List<CompletableFuture<?>> sends = new ArrayList<>();
		sender.runInContext(() -> {
			this.a.messenger.monitor("C#port", true, (reason) -> {
				this.seen.add(reason);
				this.a.messenger.send("C#port", Message.of("from the action"));
			});
			for (int i = 0; i < 20; i++) {
				sends.add(sendWhenWritable("C#port", i));
			}
			this.a.messenger.send("C#port", Message.of("behind"));
		});
		this.slow.run();
		assertThat(sends).filteredOn(CompletableFuture::isDone).hasSizeBetween(4, 8);
		Reason loss = Reason.transportError("C", "connect timeout");
		// the loss falls into a callback, so that the action has to wait
		sender.runInContext(() -> {
			this.a.ports.runtime().runOutside(this::loseAndFindC);
			sends.add(sendWhenWritable("C#port", "hole"));
		});
		this.slow.run();
		this.world.run();
		assertThat(this.seen).containsExactly("from outside", loss, "from the action");
		assertThat(sends.subList(8, 21))
			.allSatisfy((send) -> assertThat(BoundedWait.<Throwable>get(send.handle((done, ex) -> ex)))
				.isInstanceOfSatisfying(PortDiedException.class, (ex) -> assertThat(ex.reason()).isEqualTo(loss)));
	}

	private void loseAndFindC() {
		this.world.advance(TIMEOUT);
		MemoryNode c = new MemoryNode("C", this.world, this.memory);
		c.ports.spawn("port", PortOptions.DEFAULTS,
				(self, arguments) -> self.receive((message) -> this.seen.add(message.get(0))), Message.of(), "C");
		this.a.messenger.send("C#port", Message.of("from outside"));
		this.world.run();
		assertThat(this.seen).containsExactly("from outside");
	}

	@Test
	void onlySoManyPeersAreDialledAtTheSameTimeAndTheirTimeRunsFromTheDemand() {
		MemoryNode late = new MemoryNode("L", this.world, this.memory);
		Port port = late.open().receive((message) -> this.seen.add(message.get(0)));
		this.a.messenger.monitor("X1#port", true, (reason) -> this.seen.add("X1"));
		this.a.messenger.monitor("X2#port", true, (reason) -> this.seen.add("X2"));
		this.world.advance(Duration.ofSeconds(10));
		this.a.messenger.send(port.id(), Message.of("late"));
		this.a.messenger.monitor("X3#port", true, (reason) -> this.seen.add("X3 " + reason.text()));
		this.world.run();
		assertThat(attempts()).containsExactlyInAnyOrder("X1", "X2", "X3", "L");
		assertThat(this.seen).isEmpty();
		this.world.advance(Duration.ofSeconds(20));
		assertThat(this.seen).containsExactlyInAnyOrder("X1", "X2", "late");
		this.world.advance(Duration.ofSeconds(10));
		assertThat(this.seen).last().isEqualTo("X3 connect timeout");
		assertThat(attempts()).containsExactly("L");
	}

	@Test
	void nobodyWaitsForEverForATurn() {
		for (int i = 0; i < 100; i++) {
			this.a.messenger.monitor("X" + i + "#port", true, this.seen::add);
		}
		this.world.advance(TIMEOUT);
		assertThat(this.seen).hasSize(100);
		assertThat(attempts()).isEmpty();
	}

	@Test
	void floodOfPeersWithoutAddressIsNoRecursion() {
		this.a.unknown = true;
		for (int i = 0; i < 120; i++) {
			this.a.messenger.monitor("X" + i + "#port", true, this.seen::add);
		}
		this.world.run();
		assertThat(this.seen).hasSize(120);
	}

	/** There may be room for the node before the monitor has told. */
	@Test
	void nothingIsSentToANodeTooManyBeforeItsMonitorHasTold() {
		MemoryNode y = new MemoryNode("Y", this.world, this.memory);
		Port port = y.open().receive((message) -> this.seen.add(message.get(0)));
		for (int i = 0; i < 200; i++) {
			this.a.messenger.send("X" + i + "#port", Message.of(TEXT));
		}
		LocalPort sender = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.slow)));
		sender.runInContext(() -> {
			this.a.messenger.monitor(port.id(), true, (reason) -> this.seen.add(reason.text()));
			this.a.messenger.send(port.id(), Message.of("lost"));
			this.a.ports.runtime().runOutside(() -> this.world.advance(TIMEOUT.plusSeconds(1)));
			this.a.messenger.send(port.id(), Message.of("hole"));
		});
		this.slow.run();
		this.world.run();
		assertThat(this.seen).containsExactly("too many nodes are dialled");
		this.a.messenger.send(sender, port.id(), Message.of("after"), false);
		this.world.run();
		assertThat(this.seen).containsExactly("too many nodes are dialled", "after");
	}

	@Test
	void relaysToInventedNodesAreBounded() {
		this.b.messenger.monitor("A", true, (reason) -> this.seen.add("lost"));
		for (int i = 0; i < 5000; i++) {
			this.b.messenger.send("A", Message.of("snd", "X" + i + "#port", TEXT));
		}
		this.world.run();
		assertThat(attempts()).hasSizeBetween(120, 130);
		assertThat(this.a.dropped).hasSizeGreaterThan(4800)
			.allMatch((problem) -> problem.equals("too many nodes are addressed that are not connected"));
		this.a.messenger.monitor("Y#port", true, this.seen::add);
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.transportError("Y", "too many nodes are dialled"));
		this.seen.clear();
		this.world.advance(TIMEOUT.plusSeconds(1));
		assertThat(attempts()).containsExactly("B");
		MemoryNode y = new MemoryNode("Y", this.world, this.memory);
		Port port = y.open().receive((message) -> this.seen.add(message.get(0)));
		this.a.messenger.send(port.id(), Message.of("again"));
		this.world.run();
		assertThat(this.seen).containsExactly("again");
	}

	@Test
	void peerThatMonitorsTooManyPortsLosesItsConnection() {
		for (int i = 0; i < 4; i++) {
			Port port = this.b.open().receive((message) -> {
			});
			this.a.messenger.monitor(port.id(), true, this.seen::add);
			this.a.messenger.monitor(port.id(), true, this.seen::add);
		}
		this.world.run();
		assertThat(this.seen).hasSize(8).containsOnly(Reason.transportError("B", "it monitors more than 3 ports"));
	}

	@Test
	void subscriberThatHangsKeepsTheLastStateOfEachPeerOnly() {
		LocalPort port = this.a.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.slow)));
		port.runInContext(() -> this.a.network.view().monitor(this.seen::add));
		this.slow.run();
		for (int i = 0; i < 1201; i++) {
			this.a.messenger.send("B", Message.of("devnull"));
			this.world.run();
			if (i < 1200) {
				this.memory.cut("B");
				this.world.run();
			}
		}
		this.slow.run();
		assertThat(this.seen).hasSizeLessThanOrEqualTo(1001);
		assertThat(this.seen).last().isEqualTo(new PeerEvent.Up("B"));
	}

}

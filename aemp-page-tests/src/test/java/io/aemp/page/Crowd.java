package io.aemp.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;
import io.aemp.Reason;
import io.aemp.boot.actuate.AempNodesEndpoint;
import io.aemp.boot.actuate.NodeChanges;
import io.aemp.boot.actuate.NodeDrain;
import io.aemp.boot.actuate.OperatorChanges;
import io.aemp.boot.actuate.RecentEvents;
import io.aemp.boot.event.PortDiedEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A large network, as the page would see it. */
@Configuration(proxyBeanMethods = false)
class Crowd {

	/** What a peer may call itself, to find out whether it is taken for markup. */
	static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";

	private static final Instant BEGINNING = Instant.now().minusSeconds(3600);

	private volatile int size = 30;

	void size(int size) {
		this.size = size;
	}

	@Bean
	AempNodesEndpoint crowdedNodes(Node node) {
		NodeChanges none = new NodeChanges(node, new OperatorChanges(false), new NodeDrain(null), null);
		return new AempNodesEndpoint(node, none, System::nanoTime) {

			@Override
			public Nodes nodes(@Nullable Integer limit, @Nullable Integer offset) {
				List<PeerInfo> peers = peers().toList();
				return new Nodes(node.id(), Network.Role.ATTACHED, "seed-1", List.of("10.0.0.1:4040"),
						List.of("10.0.1.1:4040", "10.0.1.2:4040"), false, peers.size(), peers);
			}

		};
	}

	private Stream<PeerInfo> peers() {
		return IntStream.range(1, this.size + 1).mapToObj((number) -> switch (number) {
			case 1, 2 -> up("seed-" + number);
			case 3 -> peer(HOSTILE, PeerInfo.State.UP, 700, 0, true, false);
			case 4 -> peer("worker-4", PeerInfo.State.UP, 400, 7_340_032, false, false);
			case 5 -> peer("worker-5", PeerInfo.State.UP, 300, 0, true, true);
			case 6 -> peer("worker-6", PeerInfo.State.UP, 8200, 0, true, false);
			case 7 -> peer("worker-7", PeerInfo.State.CONNECTING, 0, 120, true, false);
			case 9 -> peer("worker-9", PeerInfo.State.CONNECTING, 0, 0, true, false);
			default -> up(((number % 5 == 0) ? "billing-" : "worker-") + number);
		});
	}

	private static PeerInfo up(String node) {
		return peer(node, PeerInfo.State.UP, 500, 0, true, false);
	}

	private static PeerInfo peer(String node, PeerInfo.State state, int silence, long queued, boolean writable,
			boolean paused) {
		return new PeerInfo(node, state, "10.0.2.7:4040", "cbor", true, BEGINNING, 3, Duration.ofMillis(silence),
				queued, writable, paused, "aemp-0.1", "0.1", Map.of("provider", "aemp-0.1", "zone", "eu-1"));
	}

	/** Lets some of them get lost, after some events, and a port die again and again. */
	static void disturb(RecentEvents events) {
		for (int i = 21; i < 25; i++) {
			events.peerUp(up("worker-" + i));
		}
		events.writabilityChanged("worker-4", false);
		for (int i = 201; i < 204; i++) {
			events.peerDown("lost-" + i, Reason.transportError("lost-" + i, "no sign of life for 10.5 s"));
		}
		events.peerDown("worker-9", Reason.transportError("worker-9", "connection reset"));
		for (int i = 0; i < 700; i++) {
			events.died(new PortDiedEvent("shown#" + i, Reason.of(Reason.DIE, "disk is full")), "orders");
		}
		events.connectionRefused("10.0.9.9:51234", "the peer knows another secret");
	}

}

package io.aemp.contract;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Guard;
import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.PeerEvent;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What a node is told of its peers, other seeds while it runs, and kept connections. */
@Timeout(300)
class NetworkTests extends RealNodes {

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	private Object next() throws InterruptedException {
		return this.seen.poll(SECONDS, TimeUnit.SECONDS);
	}

	private static List<String> keys(Node node) throws Exception {
		return node.database().keys("family").get(SECONDS, TimeUnit.SECONDS);
	}

	@Test
	void monitorBeginsWithTheNodesThatAreUp() throws Exception {
		Node[] pair = pair();
		pair[1].network().monitor(this.seen::add);
		assertThat(next()).isEqualTo(new PeerEvent.Up("seed"));
		pair[0].close();
		assertThat(next()).isInstanceOf(PeerEvent.Down.class);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void disconnectIsALossOnBothSidesAndTheSeedIsDialledAgain() throws Exception {
		Node[] pair = pair();
		pair[0].network().monitor(this.seen::add);
		assertThat(next()).isEqualTo(new PeerEvent.Up(pair[1].id()));
		Port port = pair[0].open();
		pair[1].monitor(port.id(), this.seen::add);
		pair[1].network().disconnect("seed");
		// each of these is told on a thread of its own
		assertThat(List.of(next(), next(), next())).hasAtLeastOneElementOfType(Reason.class)
			.hasAtLeastOneElementOfType(PeerEvent.Down.class)
			.contains(new PeerEvent.Up(pair[1].id()));
		awaitUp(pair[1], "seed");
	}

	@Test
	void disconnectRefusesWhatIsNoNodeAndLeavesOthersAlone() throws Exception {
		Node[] pair = pair();
		assertThatIllegalArgumentException().isThrownBy(() -> pair[0].network().disconnect("#"));
		pair[1].network().monitor(this.seen::add);
		assertThat(next()).isEqualTo(new PeerEvent.Up("seed"));
		pair[1].network().disconnect("nobody");
		pair[1].network().disconnect(pair[1].id());
		Port port = pair[0].open();
		pair[1].monitor(port.id(), this.seen::add);
		port.kill("over");
		assertThat(next()).isInstanceOf(Reason.class);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void monitorOfAPortBeginsInThatPort() throws Exception {
		Node[] pair = pair();
		Port port = pair[1].open();
		port.runInContext(
				() -> pair[1].network().monitor((event) -> this.seen.add(pair[1].self().id() + " " + event.node())));
		assertThat(next()).isEqualTo(port.id() + " seed");
	}

	@Test
	void nodeMovesToAnotherNetworkWithItsSeeds() throws Exception {
		Node old = start("old");
		Node young = start("young");
		Node node = start("node", old);
		node.database().set("family", "key");
		node.database().monitor("family", (change) -> this.seen.add(change.contents().keySet().toString()));
		old.database().set("family", "of the old network");
		young.database().set("family", "of the young network");
		eventually().until(() -> keys(old).contains("key"));
		node.network().changeSeeds(young.network().listeners());
		eventually().until(() -> node.network().primary().orElse("").equals("young"));
		assertThat(node.network().seeds()).isEqualTo(young.network().listeners());
		eventually().until(() -> keys(young).contains("key"));
		eventually().until(() -> !keys(old).contains("key"));
		eventually().until(() -> node.database().snapshot("family").containsKey("of the young network"));
		assertThat(node.database().snapshot("family")).containsOnlyKeys("key", "of the young network");
		assertThat(node.network().isUp("old")).isTrue();
		old.close();
		eventually().until(() -> !node.network().isUp("old"));
		assertThat(node.network().primary()).contains("young");
	}

	@Test
	void globalNodeThatGetsSeedsBecomesPartOfTheirNetwork() throws Exception {
		Node seed = start("seed");
		Node late = start("late");
		seed.database().set("family", "of seed");
		late.database().set("family", "of late");
		late.network().changeSeeds(seed.network().listeners());
		for (Node node : List.of(seed, late)) {
			eventually().until(() -> keys(node).containsAll(List.of("of seed", "of late")));
		}
		assertThat(late.network().role()).isEqualTo(Network.Role.GLOBAL);
	}

	@Test
	void nodeThatMustNotBeGlobalAttachesOnceItHasSeeds() throws Exception {
		Node seed = start("seed");
		Node node = start(configuration("node").globalMode(GlobalMode.NEVER));
		assertThat(node.network().role()).isEqualTo(Network.Role.DETACHED);
		node.network().changeSeeds(seed.network().listeners());
		eventually().until(() -> node.network().role() == Network.Role.ATTACHED);
		node.network().changeSeeds(List.of());
		eventually().until(() -> node.network().seeds().isEmpty());
		assertThat(node.network().primary()).contains("seed");
		node.database().set("family", "key");
		seed.close();
		eventually().until(() -> node.network().role() == Network.Role.DETACHED);
		assertThat(keys(node)).containsExactly("key");
	}

	@Test
	void nodeThatIsItsOwnSeedOrHasNoneIsGlobal() {
		Node seed = start("seed");
		Node own = start("own", seed);
		Node none = start("none", seed);
		eventually().until(() -> own.network().role() == Network.Role.ATTACHED);
		eventually().until(() -> none.network().role() == Network.Role.ATTACHED);
		own.network().changeSeeds(List.of(own.network().listeners().get(0), seed.network().listeners().get(0)));
		eventually().until(() -> own.network().role() == Network.Role.GLOBAL);
		assertThat(own.network().seeds()).isEqualTo(seed.network().listeners());
		none.network().changeSeeds(List.of());
		eventually().until(() -> none.network().role() == Network.Role.GLOBAL);
		assertThat(none.network().isUp("seed")).isTrue();
	}

	@Test
	void refusesSeedsThatAreNoAddressesAndSeedsOfALocalNode() {
		Node[] pair = pair();
		List<String> before = pair[1].network().seeds();
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> pair[1].network().changeSeeds(List.of("127.0.0.1:1", "nowhere")))
			.withMessageContaining("'seeds'")
			.withMessageContaining("'nowhere'");
		assertThat(pair[1].network().seeds()).isEqualTo(before);
		Node local = closeLater(Nodes.start(NodeConfiguration.builder().nodeId("local").build()));
		assertThatIllegalStateException().isThrownBy(() -> local.network().changeSeeds(before))
			.withMessageContaining("Node local is local")
			.withMessageContaining("configure a secret");
	}

	/** For containers and networks behind NAT. */
	@Test
	void othersDialWhatIsAdvertised() {
		Node seed = start("seed");
		Node hidden = start(configuration("hidden").binds("127.0.0.3:0", "127.0.0.2:0")
			.advertise("127.0.0.2:*")
			.seeds(seed.network().listeners()));
		String advertised = hidden.network().listeners().get(1);
		Node node = start("node", seed);
		awaitUp(seed, "hidden");
		node.network().keep("hidden");
		awaitUp(node, "hidden");
		assertThat(node.network().peers()).anySatisfy((peer) -> {
			assertThat(peer.node()).isEqualTo("hidden");
			assertThat(peer.address()).isEqualTo(advertised);
		});
	}

	@Test
	void whoListensNowhereCannotBeKnownAnywhere() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> start(configuration("private").binds().advertise("node.example.org:4040")))
			.withMessageContaining("'advertise'");
	}

	@Test
	void keptConnectionIsMadeAgainWhereverTheNodeComesBack() throws Exception {
		Node seed = start("seed");
		Node node = start("node", seed);
		Guard guard = node.network().keep("other");
		for (int i = 0; i < 2; i++) {
			Node other = start("other", seed);
			awaitUp(node, "other");
			other.close();
			eventually().until(() -> !node.network().isUp("other"));
		}
		guard.close();
	}

	@Test
	void keepsNothingForTheNodeItselfAndInALocalNode() {
		Node node = start("node");
		node.network().keep("node#port").close();
		Node local = closeLater(Nodes.start(NodeConfiguration.builder().nodeId("local").build()));
		local.network().keep("other").close();
		assertThat(local.network().peers()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> node.network().keep("no node"))
			.withMessageContaining("'no node'");
	}

	@Test
	void messageToAFamilyReachesItsPortsOnAllNodes() throws Exception {
		Node[] pair = pair();
		for (Node node : pair) {
			Port port = node.open((message) -> this.seen.add(node.id() + " " + message.text(0)));
			node.database().register("family", port.id());
			// a node port would take a message for a request
			node.database().set("family", node.id());
			node.database().set("family", "no port of " + node.id());
		}
		eventually().until(() -> keys(pair[1]).size() == 6);
		pair[1].database().sendToAll("family", "asked");
		assertThat(List.of(next(), next())).containsExactlyInAnyOrder("seed asked", "other asked");
		pair[1].database().monitor("family", (change) -> {
		});
		eventually().until(() -> pair[1].database().snapshot("family").size() == 6);
		String far = pair[1].database()
			.snapshot("family")
			.keySet()
			.stream()
			.filter((port) -> port.startsWith("seed#"))
			.findFirst()
			.orElseThrow();
		pair[1].send(far, "before");
		pair[1].database().sendToAll("family", Message.of("known"));
		pair[1].send(far, "after");
		assertThat(List.of(next(), next(), next(), next()).stream().filter((each) -> !each.equals("other known")))
			.containsExactly("seed before", "seed known", "seed after");
	}

}

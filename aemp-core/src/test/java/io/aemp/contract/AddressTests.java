package io.aemp.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Node;
import io.aemp.PeerInfo;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Where nodes listen, and how they are found there. */
@Timeout(300)
class AddressTests extends RealNodes {

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	private static boolean hasIpv6() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** As soon as the network knows where it is. */
	private static void reach(Node node, String peer) {
		eventually().ignoreExceptions().until(() -> !node.call(peer, "time").get(SECONDS, TimeUnit.SECONDS).isEmpty());
	}

	@Test
	void nodesMeetOverIpv6() throws Exception {
		assumeTrue(hasIpv6(), "this host has no IPv6");
		Node seed = start(configuration("seed").binds("[::1]:0"));
		assertThat(seed.network().listeners()).singleElement().asString().startsWith("[::1]:");
		Node other = start(configuration("other").binds("[::1]:0").seeds(seed.network().listeners()));
		awaitUp(other, "seed");
		Node third = start(configuration("third").binds("[::1]:0").seeds(seed.network().listeners()));
		awaitUp(third, "seed");
		// by name: the address comes out of the database
		reach(third, "other");
		assertThat(third.network().peers()).extracting(PeerInfo::address)
			.isNotEmpty()
			.allSatisfy((address) -> assertThat(address).startsWith("[::1]:"));
	}

	@Test
	void aNodeIsReachedOnEachOfItsAddresses() throws Exception {
		List<String> binds = new ArrayList<>(List.of("127.0.0.3:0", "127.0.0.1:0", "127.0.0.2:0"));
		if (hasIpv6()) {
			binds.add("[::1]:0");
		}
		Node seed = start(configuration("seed").binds(binds));
		List<String> listeners = seed.network().listeners();
		assertThat(listeners).hasSameSizeAs(binds);
		for (int i = 0; i < binds.size(); i++) {
			assertThat(listeners.get(i)).startsWith(binds.get(i).substring(0, binds.get(i).length() - 1));
			Node other = start(configuration("other/" + i).seeds(listeners.get(i)));
			awaitUp(other, "seed");
			assertThat(other.network().peers()).extracting(PeerInfo::address).containsExactly(listeners.get(i));
		}
		assertThat(seed.database().entries("greeters").get(SECONDS, TimeUnit.SECONDS)).isEmpty();
	}

	@Test
	void theFirstPublishedAddressThatWorksIsTaken() throws Exception {
		Node seed = start("seed");
		Node many = start(configuration("many").binds("127.0.0.2:0", "127.0.0.1:0").seeds(seed.network().listeners()));
		awaitUp(many, "seed");
		Node other = start("other", seed);
		awaitUp(other, "seed");
		reach(other, "many");
		assertThat(other.network().peers()).extracting(PeerInfo::address).contains(many.network().listeners().get(0));
	}

	@Test
	void whoComesBackElsewhereUnderItsNodeIdIsFoundThere() throws Exception {
		Node seed = start("seed");
		Node other = start("other", seed);
		awaitUp(other, "seed");
		for (int round = 0; round < 3; round++) {
			String bind = "127.0.0." + (round + 1) + ":0";
			try (ManagedNode mover = Nodes
				.create(configuration("mover").binds(bind).seeds(seed.network().listeners()).build())) {
				mover.functions().register("hello", (from, arguments) -> this.seen.add(arguments.get(0)));
				mover.start();
				awaitUp(mover, "seed");
				flush(mover, "seed");
				other.send("mover", "hello", (long) round);
				assertThat(this.seen.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo((long) round);
				assertThat(other.network().peers()).filteredOn((peer) -> peer.node().equals("mover"))
					.extracting(PeerInfo::address)
					.containsExactly(mover.network().listeners().get(0));
			}
			eventually().until(() -> !other.network().isUp("mover"));
		}
	}

}

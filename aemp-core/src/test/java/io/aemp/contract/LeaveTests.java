package io.aemp.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.aemp.Dispatcher;
import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.PeerEvent;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A node leaves the network, holds nothing open meanwhile, and joins again. */
class LeaveTests extends RealNodes {

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private final List<Object> seenByPeer = new CopyOnWriteArrayList<>();

	private ManagedNode create(NodeConfigurationBuilder configuration) {
		return closeLater(Nodes.create(configuration.build()));
	}

	private ManagedNode startManaged(NodeConfigurationBuilder configuration) {
		ManagedNode node = create(configuration);
		node.start();
		return node;
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void nodeHoldsDescriptorsOnlyInTheNetwork() throws Exception {
		Node seed = start("seed");
		// loads what is loaded once
		Node warm = start("warm", seed);
		awaitUp(warm, "seed");
		warm.close();
		eventually().until(() -> seed.network().peers().isEmpty());
		long baseline = descriptors();
		ManagedNode node = create(configuration("node").seeds(seed.network().listeners()));
		Port port = node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.EVENT_LOOP));
		port.receive((message) -> node.sendPrepared(message));
		assertThat(node.call(port.id()).get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of());
		assertThat(descriptors()).isLessThanOrEqualTo(baseline);
		for (int i = 0; i < 3; i++) {
			node.start();
			awaitUp(node, "seed");
			assertThat(descriptors()).isGreaterThan(baseline);
			assertThat(node.call(port.id()).get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of());
			node.leave();
			assertThat(node.network().listeners()).isEmpty();
			assertThat(node.network().peers()).isEmpty();
			assertThat(node.call(port.id()).get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of());
			// the other end of the connection is in this process too
			eventually().until(() -> descriptors() <= baseline);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void nothingIsOpenWhenLeaveReturns() {
		startManaged(configuration("warm")).leave();
		long baseline = descriptors();
		ManagedNode node = startManaged(configuration("node"));
		assertThat(descriptors()).isGreaterThan(baseline);
		node.leave();
		assertThat(descriptors()).isLessThanOrEqualTo(baseline);
	}

	/** Sockets, and what event loops wait with. */
	private static long descriptors() {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.filter(LeaveTests::isOurs).count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isOurs(Path path) {
		try {
			String target = Files.readSymbolicLink(path).toString();
			return target.startsWith("socket:") || target.startsWith("anon_inode:");
		}
		catch (IOException ex) {
			// closed meanwhile
			return false;
		}
	}

	@Test
	void bothSidesAreToldAndReachEachOtherAgain() throws Exception {
		Node seed = start("seed");
		ManagedNode node = startManaged(configuration("node").seeds(seed.network().listeners()));
		awaitUp(node, "seed");
		awaitUp(seed, "node");
		Port here = node.open().receive((message) -> this.seen.add(message.get(0)));
		Port there = seed.open().receive((message) -> this.seenByPeer.add(message.get(0)));
		node.monitor(there.id(), (reason) -> this.seen.add(reason.identifier()));
		seed.monitor(here.id(), (reason) -> this.seenByPeer.add(reason.identifier()));
		flush(node, "seed");
		flush(seed, "node");
		node.send(there.id(), "before");
		node.leave();
		// what was sent before is not lost
		eventually().untilAsserted(() -> assertThat(this.seenByPeer).containsExactly("before", Reason.TRANSPORT_ERROR));
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.TRANSPORT_ERROR));
		assertThat(node.network().isUp("seed")).isFalse();
		assertThat(node.network().role()).isEqualTo(Network.Role.DETACHED);
		node.monitor(there.id(), (reason) -> this.seen.add("away"));
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.TRANSPORT_ERROR, "away"));
		node.start();
		awaitUp(node, "seed");
		awaitUp(seed, "node");
		node.send(there.id(), "after");
		seed.send(here.id(), "again");
		eventually().untilAsserted(
				() -> assertThat(this.seenByPeer).containsExactly("before", Reason.TRANSPORT_ERROR, "after"));
		eventually()
			.untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.TRANSPORT_ERROR, "away", "again"));
		assertThat(PortIds.nameOf(node.open().id())).doesNotStartWith(PortIds.nameOf(here.id()).substring(0, 10));
	}

	@Test
	void entriesComeBackAndMonitorsHearOfThem() throws Exception {
		Node seed = start("seed");
		ManagedNode node = startManaged(configuration("node").seeds(seed.network().listeners()));
		Port port = node.open();
		node.database().register("f", port.id());
		seed.database().set("f", "other", 1);
		node.database().monitor("f", (change) -> this.seen.add(change.contents().keySet()));
		eventually().until(() -> node.network().primary().isPresent());
		eventually().until(() -> keys(seed).contains(port.id()));
		eventually().until(() -> keys(node).contains("other"));
		node.leave();
		eventually().until(() -> keys(seed).equals(List.of("other")));
		assertThat(keys(node)).containsExactly(port.id());
		assertThat(node.database().snapshot().get("f")).containsOnlyKeys(port.id());
		node.database().set("f", "meanwhile", 2);
		node.start();
		eventually().until(() -> keys(seed).size() == 3);
		eventually().until(() -> keys(node).size() == 3);
		seed.database().set("f", "later", 3);
		eventually().until(() -> keys(node).size() == 4);
		assertThat(node.network().primary()).contains("seed");
	}

	private static List<String> keys(Node node) throws Exception {
		return node.database().keys("f").get(SECONDS, TimeUnit.SECONDS);
	}

	@Test
	void seedLeavesAndIsGlobalAgain() throws Exception {
		ManagedNode seed = startManaged(configuration("seed"));
		List<String> first = seed.network().listeners();
		ManagedNode again = startManaged(configuration("again").binds(first.get(0).replaceAll(":.*", ":0")));
		Node other = start("other", again);
		awaitUp(other, "again");
		String address = again.network().listeners().get(0);
		again.leave();
		eventually().until(() -> !other.network().isUp("again"));
		assertThat(other.network().primary()).isEmpty();
		assertThat(again.network().role()).isEqualTo(Network.Role.DETACHED);
		again.start();
		// port 0 is another one now
		assertThat(again.network().listeners().get(0)).isNotEmpty().isNotEqualTo(address);
		assertThat(again.network().role()).isEqualTo(Network.Role.GLOBAL);
		other.network().changeSeeds(again.network().listeners());
		eventually().until(() -> other.network().primary().isPresent());
	}

	@Test
	void keptPeersAndPeerEventsComeBack() {
		Node seed = start("seed");
		ManagedNode node = startManaged(configuration("node").seeds(seed.network().listeners()));
		Node third = start("third", seed);
		awaitUp(node, "seed");
		awaitUp(third, "seed");
		node.network().keep("third");
		awaitUp(node, "third");
		node.network().monitor((event) -> {
			if (event.node().equals("third")) {
				this.seen.add((event instanceof PeerEvent.Up) ? "up" : "down");
			}
		});
		node.leave();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly("up", "down"));
		node.start();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly("up", "down", "up"));
	}

	@Test
	void portThatIsTakenMeanwhile() throws Exception {
		ManagedNode node = create(configuration("node").binds("127.0.0.1:" + freePort()));
		node.start();
		String address = node.network().listeners().get(0);
		node.leave();
		int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
		try (ServerSocket taken = new ServerSocket()) {
			taken.bind(new InetSocketAddress("127.0.0.1", port));
			assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(node::start)
				.withMessageContaining("in use");
			node.leave();
			assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(node::start);
		}
		node.start();
		assertThat(node.network().listeners()).containsExactly(address);
		Node other = start("other", node);
		awaitUp(other, "node");
		node.leave();
		node.close();
		node.leave();
		node.start();
		assertThat(node.network().listeners()).isEmpty();
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	@Test
	void nodeWithoutNetwork() throws Exception {
		ManagedNode node = closeLater(Nodes.create(NodeConfiguration.builder().build()));
		node.leave();
		node.start();
		node.leave();
		Port port = node.open((message) -> node.sendPrepared(message));
		assertThat(node.call(port.id()).get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of());
		node.start();
	}

	@Test
	void callsAreToldAtOnce() {
		Node seed = start("seed");
		ManagedNode node = startManaged(configuration("node").seeds(seed.network().listeners()));
		awaitUp(node, "seed");
		Port silent = seed.open((message) -> {
		});
		var before = node.call(silent.id(), "x");
		node.leave();
		assertThat(before).failsWithin(SECONDS, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(PortDiedException.class);
		assertThat(node.call(silent.id(), "y")).failsWithin(SECONDS, TimeUnit.SECONDS);
	}

	/** Who lets a node join is not who has created it. */
	@Test
	void threadsHaveTheClassLoaderOfWhoeverHasCreatedTheNode() {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		ManagedNode node = create(configuration("loaded"));
		thread.setContextClassLoader(new ClassLoader(before) {
		});
		try {
			node.start();
			node.leave();
			node.start();
		}
		finally {
			thread.setContextClassLoader(before);
		}
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn((other) -> other.getName().startsWith("aemp-loaded"))
			.isNotEmpty()
			.allMatch((other) -> other.getContextClassLoader() == before);
	}

	@Test
	void portThatLeavesFromItsOwnCallback() throws Exception {
		Node seed = start("seed");
		ManagedNode node = startManaged(configuration("node").seeds(seed.network().listeners()));
		awaitUp(node, "seed");
		for (Dispatcher dispatcher : List.of(Dispatcher.BLOCKING, Dispatcher.POOL)) {
			Port port = node.open(PortOptions.DEFAULTS.dispatcher(dispatcher));
			port.callInContext(() -> {
				node.leave();
				node.start();
				return "done";
			}).get(SECONDS, TimeUnit.SECONDS);
			awaitUp(node, "seed");
		}
	}

}

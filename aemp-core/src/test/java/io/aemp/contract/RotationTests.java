package io.aemp.contract;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Credentials;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Secret;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The recipe of docs/security.md: a network changes its secret from A to B. */
@Timeout(300)
class RotationTests extends RealNodes {

	private static final Credentials A = credentials("A");

	private static final Credentials BOTH = credentials("B", "A");

	private static final Credentials B = credentials("B");

	private final Map<String, ManagedNode> nodes = new LinkedHashMap<>();

	/** The number that is to come next. */
	private final AtomicLong expected = new AtomicLong();

	private final List<Object> misplaced = new CopyOnWriteArrayList<>();

	private static Credentials credentials(String secret, String... accepted) {
		return new Credentials(Secret.of(secret), List.of(accepted).stream().map(Secret::of).toList(), null);
	}

	private static ManagedNode node(String id, Credentials credentials, String bind, String... seeds) {
		NodeConfiguration configuration = configuration(id).binds(bind)
			.seeds(seeds)
			.secret(credentials.secret())
			.acceptedSecrets(credentials.acceptedSecrets())
			.build();
		ManagedNode node = Nodes.create(configuration);
		node.functions().registerInit("echo", (self, arguments) -> self.receive((message) -> {
			node.send(message.text(message.size() - 1), message.get(0));
			self.kill();
		}));
		node.start();
		return node;
	}

	/** Each node with each other, over a connection that may be an old or a new one. */
	private void assertAllTalk() throws Exception {
		for (ManagedNode from : this.nodes.values()) {
			for (String to : this.nodes.keySet()) {
				if (!from.id().equals(to)) {
					eventually().ignoreExceptions()
						.untilAsserted(() -> assertThat(
								from.call(from.spawn(to, "echo"), "ping").get(SECONDS, TimeUnit.SECONDS).text(0))
							.isEqualTo("ping"));
				}
			}
		}
	}

	/**
	 * A peer that knows one secret only, as those of other implementations, reaches all.
	 */
	private void assertServed(String id, Credentials credentials) throws Exception {
		String[] seeds = this.nodes.values()
			.stream()
			.map((node) -> node.network().listeners().get(0))
			.toArray(String[]::new);
		try (ManagedNode single = node(id, credentials, "127.0.0.1:0", seeds)) {
			for (String node : this.nodes.keySet()) {
				awaitUp(single, node);
			}
		}
	}

	@Test
	void byRollingRestartsInTwoSteps() throws Exception {
		String seed = "127.0.0.1:" + freePort();
		try {
			for (String id : List.of("one", "two", "three")) {
				this.nodes.put(id, node(id, A, id.equals("one") ? seed : "127.0.0.1:0", seed));
			}
			assertAllTalk();
			int step = 0;
			for (Credentials next : List.of(BOTH, B)) {
				for (String id : List.copyOf(this.nodes.keySet())) {
					this.nodes.remove(id).close();
					this.nodes.put(id, node(id, next, id.equals("one") ? seed : "127.0.0.1:0", seed));
					assertAllTalk();
					assertServed("single/" + step++, next.equals(BOTH) ? A : B);
				}
				assertServed("single/" + step++, B);
			}
		}
		finally {
			this.nodes.values().forEach(Node::close);
		}
	}

	@Test
	void withoutRestartAndWithoutLosingAnything() throws Exception {
		ManagedNode one = closeLater(node("one", A, "127.0.0.1:0"));
		String seed = one.network().listeners().get(0);
		ManagedNode two = closeLater(node("two", A, "127.0.0.1:0", seed));
		this.nodes.put("one", one);
		this.nodes.put("two", two);
		awaitUp(two, "one");
		Port port = one.open().receive((message) -> {
			if (!this.expected.compareAndSet(message.integer(0), message.integer(0) + 1)) {
				this.misplaced.add(message.get(0));
			}
		});
		AtomicLong sent = new AtomicLong();
		AtomicBoolean sending = new AtomicBoolean(true);
		List<Object> losses = new CopyOnWriteArrayList<>();
		Thread traffic = new Thread(() -> {
			two.monitor(port.id(), losses::add);
			while (sending.get()) {
				try {
					two.sendWaiting(port.id(), Message.of(sent.get()));
					sent.getAndIncrement();
				}
				catch (InterruptedException | PortDiedException ex) {
					losses.add(ex);
					return;
				}
			}
		});
		traffic.start();
		int step = 0;
		for (Credentials next : List.of(BOTH, B)) {
			for (ManagedNode node : this.nodes.values()) {
				node.changeCredentials((present) -> next);
				assertServed("single/" + step++, next.equals(BOTH) ? A : B);
			}
		}
		sending.set(false);
		BoundedWait.join(traffic);
		flush(two, "one");
		assertThat(losses).isEmpty();
		eventually().until(() -> this.expected.get() == sent.get());
		assertThat(this.misplaced).isEmpty();
		assertThat(losses).isEmpty();
		ManagedNode late = closeLater(node("late", A, "127.0.0.1:0", seed));
		assertThat(late.network().isUp("one")).isFalse();
	}

	@Test
	void aLocalNodeHasNoCredentials() {
		ManagedNode local = closeLater(Nodes.create(NodeConfiguration.builder().nodeId("local").build()));
		assertThatIllegalStateException().isThrownBy(() -> local.changeCredentials((present) -> B))
			.withMessageContaining("local");
	}

	private static int freePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}

package io.aemp.contract;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.LocalListener;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing blocks, and nothing throws because of a problem of another node. */
class C7AsynchronyTests extends RealNodes {

	private static final int ROUNDS = 2_000;

	private static void sendKillMonitorSpawn(Node node, String port) {
		AtomicInteger fired = new AtomicInteger();
		long before = System.nanoTime();
		for (int i = 0; i < ROUNDS; i++) {
			node.send(port, i);
			node.kill(port, "x");
			node.monitor(port, (reason) -> fired.incrementAndGet());
			assertThat(node.spawn(port, "init")).startsWith("far#");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - before)).as("less than one of many that wait would take")
			.isLessThan(Duration.ofSeconds(60));
		eventually().untilAsserted(() -> assertThat(fired).hasValue(ROUNDS));
	}

	@Test
	void forANodeThatNobodyKnows() {
		sendKillMonitorSpawn(start(configuration("here").monitorTimeout(Duration.ofSeconds(1))), "far#port");
	}

	@Test
	void forALocalNodeWithoutANetwork() {
		sendKillMonitorSpawn(closeLater(Nodes.local()), "far#port");
	}

	@Test
	void forASeedThatNeverAnswers() {
		sendKillMonitorSpawn(start(configuration("here").monitorTimeout(Duration.ofSeconds(1))
			.seeds(closeLater(new LocalListener()).address())
			.globalMode(NodeConfiguration.GlobalMode.NEVER)), "far#port");
	}

	@Test
	void spawnThatFailsIsToldToMonitorsOnly() throws Exception {
		Node[] pair = pair();
		AtomicInteger fired = new AtomicInteger();
		pair[1].monitor(pair[1].spawn("seed", "nothing"), (reason) -> fired.incrementAndGet());
		pair[1].monitor(pair[1].spawn("other", "nothing"), (reason) -> fired.incrementAndGet());
		eventually().untilAsserted(() -> assertThat(fired).hasValue(2));
	}

	@Test
	void localMessageIsHandedOverAsItIs() throws Exception {
		Node node = start("node");
		Object thing = new Object();
		Port port = node.open((message) -> node.send(message.text(1), message.get(0)));
		assertThat(node.call(port.id(), thing).get(SECONDS, TimeUnit.SECONDS).get(0)).isSameAs(thing);
	}

}

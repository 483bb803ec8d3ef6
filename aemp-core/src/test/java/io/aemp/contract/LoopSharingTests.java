package io.aemp.contract;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which threads run ports, as it is configured. */
class LoopSharingTests extends RealNodes {

	private static final int CALLS = 200;

	private Set<String> threads;

	private Port port;

	private Node other;

	private void start(boolean sharing) {
		Node seed = start(configuration("seed").loopSharing(sharing));
		this.other = start("other", seed);
		awaitUp(this.other, "seed");
		this.threads = ConcurrentHashMap.newKeySet();
		this.port = seed.open().receive((message) -> {
			this.threads.add(Thread.currentThread().getName());
			seed.send(message.text(0), "done");
		});
	}

	private void call() {
		BoundedWait.get(this.other.call(this.port.id()));
	}

	@Test
	void threadsOfEventLoopsRunPorts() {
		start(true);
		eventually().until(() -> {
			call();
			return this.threads.stream().anyMatch((name) -> name.contains("-io-"));
		});
	}

	@Test
	void threadsOfEventLoopsOnlyServeSocketsWhereSharingIsOff() {
		start(false);
		for (int i = 0; i < CALLS; i++) {
			call();
		}
		assertThat(this.threads).isNotEmpty().noneMatch((name) -> name.contains("-io-"));
	}

}

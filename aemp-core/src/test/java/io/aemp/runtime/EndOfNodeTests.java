package io.aemp.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.aemp.Dispatcher;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A node ends, whatever callbacks do. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndOfNodeTests {

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	static List<Dispatcher> dispatchers() {
		return List.of(Dispatcher.POOL, Dispatcher.ADAPTIVE, Dispatcher.BLOCKING, Dispatcher.EVENT_LOOP);
	}

	@ParameterizedTest
	@MethodSource("dispatchers")
	void aPortThatIsToldToBeDeadRunsNothingMore(Dispatcher dispatcher) throws Exception {
		List<String> seen = new CopyOnWriteArrayList<>();
		ManagedNode node = Nodes.create(NodeConfiguration.builder().nodeId("ending").build());
		node.start();
		Port port = node.open(PortOptions.DEFAULTS.dispatcher(dispatcher)).receive((message) -> {
			seen.add(message.text(0));
			hang();
		});
		CompletableFuture<Reason> death = new CompletableFuture<>();
		node.monitor(port.id(), death::complete);
		node.send(port.id(), "first");
		this.entered.await();
		node.send(port.id(), "second");
		CompletableFuture<Object> task = port.callInContext(() -> seen.add("task"));
		node.close();
		assertThat(death.get(60, TimeUnit.SECONDS).identifier()).isEqualTo(Reason.NODE_CLOSED);
		assertThat(task).failsWithin(60, TimeUnit.SECONDS);
		this.release.countDown();
		assertThat(seen).containsExactly("first");
	}

	@Test
	void closingDoesNotWaitForAService() throws Exception {
		ManagedNode node = Nodes
			.create(NodeConfiguration.builder().nodeId("serving").services(new Service("hang", List.of())).build());
		node.functions().register("hang", (source, arguments) -> hang());
		Thread starter = new Thread(node::start, "starter");
		starter.setDaemon(true);
		starter.start();
		this.entered.await();
		node.close();
		this.release.countDown();
	}

	/** Holds the thread, also against interrupts. */
	private void hang() {
		this.entered.countDown();
		while (this.release.getCount() > 0) {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				// a handler that ignores it
			}
		}
	}

}

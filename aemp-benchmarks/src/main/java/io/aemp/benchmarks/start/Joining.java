package io.aemp.benchmarks.start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aemp.Guard;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/** Waits until the node of an application has joined the seed. */
final class Joining {

	private static final int PATIENCE_SECONDS = 30;

	private Joining() {
	}

	static void await(ApplicationContext context) {
		Network network = context.getBean(Node.class).network();
		CompletableFuture<@Nullable Void> joined = new CompletableFuture<>();
		try (Guard monitor = network.monitor((event) -> tell(event, joined))) {
			joined.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		}
	}

	private static void tell(PeerEvent event, CompletableFuture<@Nullable Void> joined) {
		if (event instanceof PeerEvent.Up && event.node().equals(Seed.ID)) {
			joined.complete(null);
		}
	}

}

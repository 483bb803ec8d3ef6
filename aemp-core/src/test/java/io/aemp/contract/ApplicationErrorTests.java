package io.aemp.contract;

import java.util.concurrent.CompletableFuture;

import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Code of the application that a node calls outside ports may throw anything, also what
 * is no exception but an error: the node and its connections go on.
 */
class ApplicationErrorTests extends RealNodes {

	@Test
	void anObserverThatFailsStopsNothing() {
		Node one = start(configuration("one").observers(new FailingObserver()));
		Node two = start(configuration("two").seeds(one.network().listeners()).observers(new FailingObserver()));
		awaitUp(two, "one");
		assertAnswers(one, two);
	}

	@Test
	void whatAPeerRunsMayFail() {
		Node one = start(configuration("one").executionPolicy((node, function) -> {
			if (function.equals("refused")) {
				throw new AssertionError("the policy fails");
			}
			return true;
		}));
		one.functions().register("failing", (node, arguments) -> {
			throw new StackOverflowError();
		});
		one.functions().registerInit("refused", (port, arguments) -> port.receive((message) -> {
		}));
		Node two = start(configuration("two").seeds(one.network().listeners()));
		awaitUp(two, "one");
		CompletableFuture<Reason> loss = new CompletableFuture<>();
		two.monitor("one", loss::complete);
		two.send("one", "failing");
		CompletableFuture<Reason> refusal = new CompletableFuture<>();
		two.monitor(two.spawn("one", "refused"), refusal::complete);
		assertThat(BoundedWait.get(refusal).identifier()).isEqualTo(Reason.NO_SUCH_PORT);
		assertAnswers(one, two);
		assertThat(loss).isNotDone();
	}

	private static void assertAnswers(Node one, Node two) {
		Port port = one.open((message) -> one.send(message.text(0), "answer"));
		assertThat(BoundedWait.get(two.call(port.id(), Message.of()))).containsExactly("answer");
	}

	private static final class FailingObserver implements NodeObserver {

		@Override
		public void peerUp(PeerInfo peer) {
			throw new AssertionError("up");
		}

		@Override
		public void peerDown(String node, Reason reason) {
			throw new AssertionError("down");
		}

		@Override
		public void roleChanged(Network network) {
			throw new AssertionError("role");
		}

	}

}

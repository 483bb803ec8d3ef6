package io.aemp.contract;

import java.time.Duration;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortInfo;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What can be the ID of no port and no node is refused at the caller, and nothing is
 * done.
 */
class MalformedIdTests extends RealNodes {

	private static final Message MESSAGE = Message.of("x");

	private static final Duration SOON = Duration.ofMillis(1);

	private final Node node = closeLater(Nodes.local());

	private final String port = this.node.open().id();

	private final String dead = this.node.id() + "#dead";

	private static void assertRefused(ThrowingCallable call) {
		assertThatIllegalArgumentException().isThrownBy(call);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "#", "#port", "a b", "a b#port", "a\nb#port" })
	void isRefused(String id) {
		assertRefused(() -> this.node.send(id, "x"));
		assertRefused(() -> this.node.send(id, MESSAGE));
		assertRefused(() -> this.node.sendPrepared(Message.of(id, "x")));
		assertRefused(() -> this.node.sendWhenWritable(id, MESSAGE));
		assertRefused(() -> this.node.sendWaiting(id, MESSAGE));
		assertRefused(() -> this.node.after(SOON, id, "x"));
		assertRefused(() -> this.node.kill(id, Reason.NORMAL));
		assertRefused(() -> this.node.spawn(id, "init"));
		assertRefused(() -> this.node.call(id, "x"));
		assertRefused(() -> this.node.call(id, MESSAGE, SOON));
		assertRefused(() -> this.node.call(id, MESSAGE, SOON, (answer) -> {
		}, (failure) -> {
		}));
		assertRefused(() -> this.node.port(id));
		assertRefused(() -> this.node.database().register("family", id));
		assertThat(BoundedWait.get(this.node.database().entries("family"))).isEmpty();
		assertThat(this.node.ports()).extracting(PortInfo::id).containsExactly(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "#", "#port", "a b", "a b#port" })
	void isRefusedByMonitorsWhateverTheOtherPortIs(String id) {
		assertRefused(() -> this.node.monitor(id, (reason) -> {
		}));
		assertRefused(() -> this.node.closeOnDeath(id, () -> {
		}));
		for (String other : new String[] { this.port, this.dead, "other#port" }) {
			assertRefused(() -> this.node.killOnDeath(id, other));
			assertRefused(() -> this.node.killOnDeath(other, id));
			assertRefused(() -> this.node.sendOnDeath(id, other, MESSAGE));
			assertRefused(() -> this.node.sendOnDeath(other, id, MESSAGE));
		}
		assertThat(this.node.ports()).extracting(PortInfo::monitors).containsExactly(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "#", "#port", "a b#port" })
	void isNobodyWhereItIsOnlyAskedFor(String id) {
		assertThat(this.node.isLocal(id)).isFalse();
		assertThat(this.node.network().isUp(id)).isFalse();
		assertThat(this.node.network().isWritable(id)).isTrue();
	}

}

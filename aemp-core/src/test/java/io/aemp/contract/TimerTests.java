package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Timers run once, where they belong, unless they are cancelled. */
class TimerTests extends RealNodes {

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private final Node node = closeLater(Nodes.local());

	@Test
	void runsOnceInItsPort() {
		Port port = this.node.open();
		port.runInContext(() -> this.node.after(Duration.ofMillis(10), () -> this.seen.add(this.node.self())));
		this.node.after(Duration.ofMillis(100), () -> this.seen.add("outside"));
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactlyInAnyOrder(port, "outside"));
	}

	@Test
	void cancelledTimerNeverRuns() {
		Port port = this.node.open((message) -> this.seen.add(message));
		for (int i = 0; i < 200; i++) {
			// some are cancelled while they elapse
			Duration delay = Duration.ofNanos(i * 50_000L);
			port.runInContext(() -> {
				boolean[] cancelled = { false };
				Guard[] guard = new Guard[1];
				this.node.after(delay, () -> {
					guard[0].close();
					cancelled[0] = true;
				});
				guard[0] = this.node.after(delay, () -> {
					if (cancelled[0]) {
						this.seen.add("late");
					}
				});
			});
		}
		// not so soon that it elapses while this thread is held up
		this.node.after(Duration.ofSeconds(4), port.id(), "never").close();
		this.node.after(Duration.ofMillis(4100), port.id(), "last");
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Message.of("last")));
	}

	@Test
	void aTimeWithoutEndIsAsGoodAsNone() throws Exception {
		Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
		Port port = this.node.open((message) -> this.seen.add(message)).receive("ask", (message) -> {
			this.node.send(message.text(0), "answer");
		});
		this.node.after(endless, () -> this.seen.add("never"));
		this.node.every(endless, () -> this.seen.add("never"));
		this.node.sendWaiting(port.id(), Message.of("waiting"), endless);
		assertThat(BoundedWait.get(this.node.call(port.id(), Message.of("ask"), endless))).containsExactly("answer");
		this.node.dataConnections().accept("pair", (connection, arguments) -> connection.close());
		BoundedWait.get(this.node.dataConnections().connect(this.node.id(), endless, "pair"));
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Message.of("waiting")));
	}

	@Test
	void messageOfATimerIsSentWhateverBecomesOfThePort() {
		Port port = this.node.open((message) -> this.seen.add(message.get(0)));
		Port dying = this.node.open();
		dying.runInContext(() -> {
			this.node.after(Duration.ofMillis(10), port.id(), "sent");
			this.node.after(Duration.ofMillis(10), () -> this.seen.add("never"));
			dying.kill();
		});
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly("sent"));
	}

	@Test
	void severalNodesLiveInOneJvmAndKnowTheirOwnPortsOnly() {
		Node second = closeLater(Nodes.local());
		Port port = this.node.open();
		Port other = second.open();
		assertThat(this.node.id()).isNotEqualTo(second.id());
		assertThat(this.node.isLocal(other.id())).isFalse();
		assertThat(this.node.network().listeners()).isEmpty();
		BoundedWait.get(port.runInContext(() -> {
			this.seen.add(this.node.self());
			try {
				this.seen.add(second.self());
			}
			catch (IllegalStateException ex) {
				this.seen.add("outside");
			}
		}));
		assertThat(this.seen).containsExactly(port, "outside");
	}

}

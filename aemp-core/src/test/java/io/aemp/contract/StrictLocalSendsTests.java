package io.aemp.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.runtime.Nodes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** With strict local sends, a port of the same node gets what one elsewhere would get. */
class StrictLocalSendsTests extends RealNodes {

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	private final Node node = closeLater(
			Nodes.start(NodeConfiguration.builder().nodeId("me").strictLocalSends(true).build()));

	private final Port port = this.node.open(this.seen::add);

	private final Object thing = new Object();

	private Object next() throws InterruptedException {
		return this.seen.poll(SECONDS, TimeUnit.SECONDS);
	}

	private void assertRefused(ThrowingCallable send) {
		assertThatExceptionOfType(UnsendableValueException.class).isThrownBy(send)
			.withMessageContaining("cannot travel");
	}

	@Test
	void messageArrivesAsValues() throws Exception {
		List<Object> list = new ArrayList<>(List.of(1, "two"));
		this.node.send(this.port.id(), 7, new StringBuilder("text"), list, 1.5f);
		list.clear();
		assertThat(((Message) next()).toList()).containsExactly(7L, "text", List.of(1L, "two"), 1.5);
		this.node.sendWhenWritable(this.port.id(), Message.of(8)).get(SECONDS, TimeUnit.SECONDS);
		assertThat(((Message) next()).get(0)).isEqualTo(8L);
		this.node.sendWaiting(this.port.id(), Message.of());
		assertThat(next()).isEqualTo(Message.of());
	}

	@Test
	void whatCannotTravelIsRefusedAtTheCaller() {
		String id = this.port.id();
		Message message = Message.of("tag", this.thing);
		assertRefused(() -> this.node.send(id, "tag", this.thing));
		assertRefused(() -> this.node.send(id, message));
		assertRefused(() -> this.node.sendWhenWritable(id, message));
		assertRefused(() -> this.node.sendWaiting(id, message));
		assertRefused(() -> this.node.after(Duration.ZERO, id, this.thing));
		assertRefused(() -> this.node.kill(id, "why", this.thing));
		assertRefused(() -> this.node.kill("other#port", "why", this.thing));
		assertRefused(() -> this.node.spawn("me", "init", this.thing));
		assertRefused(() -> this.node.sendOnDeath(id, id, message));
		assertRefused(() -> this.node.call(id, this.thing));
		assertRefused(() -> this.node.call(id, message, Duration.ofSeconds(SECONDS), this.seen::add, this.seen::add));
		assertRefused(() -> this.node.send("me#dead", this.thing));
		assertRefused(() -> this.node.send("me", "function", this.thing));
		assertThat(this.node.ports()).hasSize(1);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void timersSpawnsMonitorsAndKillsGiveValues() throws Exception {
		this.node.after(Duration.ZERO, this.port.id(), 1);
		assertThat(((Message) next()).get(0)).isEqualTo(1L);
		this.node.functions().registerInit("init", (self, arguments) -> {
			this.seen.add(arguments.get(0));
			self.receive(this.seen::add);
		});
		String spawned = this.node.spawn("me", "init", 2);
		assertThat(next()).isEqualTo(2L);
		this.node.sendOnDeath(spawned, this.port.id(), Message.of("gone", 3));
		this.node.monitor(spawned, (reason) -> this.seen.add(reason.elements().get(1)));
		this.node.kill(spawned, "why", 4);
		assertThat(List.of(next(), next())).containsExactlyInAnyOrder(4L, Message.of("gone", 3L, "why", 4L));
	}

	@Test
	void answerToACallIsAMessageLikeOthers() throws Exception {
		Port echo = this.node.open((message) -> this.node.send(message.text(1), message.get(0)));
		assertThat(this.node.call(echo.id(), 5).get(SECONDS, TimeUnit.SECONDS).get(0)).isEqualTo(5L);
		Port broken = this.node.open((message) -> this.node.send(message.text(0), this.thing));
		this.node.monitor(broken.id(), this.seen::add);
		this.node.call(broken.id());
		assertThat(((Reason) next()).text()).contains("cannot travel");
	}

}

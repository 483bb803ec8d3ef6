package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A message or a reason is given as a whole, and never taken for an element. */
class ElementTests extends RealNodes {

	private final Node node = start("node");

	private final Port port = this.node.open((message) -> {
	});

	private static void assertRefused(String overload, ThrowingCallable call) {
		assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(overload);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x" })
	void wholeOneIsNoElement(String elsewhere) {
		String port = elsewhere.isEmpty() ? this.port.id() : "elsewhere#port";
		for (Object whole : List.of(Message.of("a"), Reason.of("a"))) {
			assertRefused("send(String, Message)", () -> this.node.send(port, "tag", whole));
			assertRefused("kill(String, Reason)", () -> this.node.kill(port, whole));
			assertRefused("kill(Reason)", () -> this.port.kill("why", whole));
			assertRefused("call(String, Message)", () -> this.node.call(port, whole, 1));
			assertRefused("spawn(String, String, Message)", () -> this.node.spawn(port, "init", whole, 1));
			assertRefused("after(Duration, String, Message)",
					() -> this.node.after(Duration.ZERO, port, "later", whole));
			assertRefused("sendOnDeath(String, String, Message)",
					() -> this.node.sendOnDeath(port, this.port.id(), "gone", whole));
		}
		assertRefused("call(String, Message, Duration)", () -> this.node.call(port, "get", Duration.ofSeconds(1)));
		assertThat(this.node.ports()).hasSize(1);
	}

	@Test
	void oneThatCannotTravelIsNamedAsItsSenderCountsThem() {
		Object lock = new Object();
		assertRefused("Element 1 (java.lang.Object)", () -> this.node.send("elsewhere#port", "tag", lock));
		assertRefused("Element 1 (java.lang.Object)", () -> this.node.call("elsewhere#port", "tag", lock));
		assertRefused("Element 1 (java.lang.Object)", () -> this.node.kill("elsewhere#port", "why", lock));
		assertRefused("Element 1 (java.lang.Object)", () -> this.node.spawn("elsewhere", "init", "data", lock));
		assertRefused("The subkey 'key' of the family 'family' cannot be set",
				() -> this.node.database().set("family", "key", lock));
	}

	@Test
	void wholeReasonKeepsADeathNormal() throws Exception {
		for (Reason reason : List.of(Reason.NORMAL, Reason.of("bad"))) {
			Port other = this.node.open();
			CompletableFuture<Reason> death = new CompletableFuture<>();
			this.node.monitor(other.id(), death::complete);
			other.kill(reason);
			assertThat(death.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(reason);
		}
	}

	@Test
	void wholeMessageIsTakenByAllThatSend() throws Exception {
		Port echo = this.node.open((message) -> this.node.send(message.text(2), message.from(0)));
		assertThat(this.node.call(echo.id(), Message.of("a", 1)).get(SECONDS, TimeUnit.SECONDS).get(1)).isEqualTo(1);
		CompletableFuture<Message> told = new CompletableFuture<>();
		Port listener = this.node.open(told::complete);
		this.node.after(Duration.ZERO, listener.id(), Message.of("later", 2));
		assertThat(told.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("later", 2));
		CompletableFuture<Message> spawned = new CompletableFuture<>();
		this.node.functions().registerInit("init", (self, arguments) -> {
			self.receive((message) -> {
			});
			spawned.complete(arguments);
		});
		this.node.spawn("node", "init", Message.of("x", 3));
		assertThat(spawned.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("x", 3));
	}

	@Test
	void preparedReplyCarriesItsAddress() throws Exception {
		CompletableFuture<Message> told = new CompletableFuture<>();
		Port listener = this.node.open(told::complete);
		this.node.sendPrepared(Message.of(listener.id(), "done").append(1));
		assertThat(told.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("done", 1));
		CompletableFuture<Message> again = new CompletableFuture<>();
		listener.receive(again::complete);
		this.node.sendPrepared(List.of(listener.id(), "done", 2));
		assertThat(again.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("done", 2));
	}

}

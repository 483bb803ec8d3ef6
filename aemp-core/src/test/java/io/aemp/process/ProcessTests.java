package io.aemp.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

import io.aemp.Dispatcher;
import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortOptions;
import io.aemp.Process;
import io.aemp.ProcessBody;
import io.aemp.Reason;
import io.aemp.ReceiveCases;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a process does on its own node. */
@Timeout(300)
class ProcessTests {

	private static final Duration LONG = Duration.ofSeconds(100);

	private final Node node = Nodes.start(NodeConfiguration.builder().nodeId("me").build());

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	private final BlockingQueue<Reason> deaths = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.node.close();
	}

	/** Opens a process that begins when it is monitored. */
	private Process open(PortOptions options, ProcessBody body) {
		CountDownLatch monitored = new CountDownLatch(1);
		Process process = this.node.openProcess(options, (self) -> {
			BoundedWait.await(monitored);
			body.run(self);
		});
		this.node.monitor(process.id(), this.deaths::add);
		monitored.countDown();
		return process;
	}

	private Process open(ProcessBody body) {
		return open(PortOptions.DEFAULTS, body);
	}

	private void send(Process process, @Nullable Object... message) {
		this.node.send(process.id(), message);
	}

	private Object seen() {
		return BoundedWait.take(this.seen);
	}

	private Reason death() {
		return BoundedWait.take(this.deaths);
	}

	private Port echo() {
		return this.node.open((message) -> this.node.send(message.text(1), "echo", message.get(0)));
	}

	@Test
	void receivesMessagesInOrderAndDiesNormallyWhenItReturns() {
		Process process = open((self) -> {
			for (int i = 0; i < 3; i++) {
				this.seen.add(self.receive().integer(0));
			}
		});
		send(process, 1);
		send(process, 2);
		send(process, 3);
		assertThat(List.of(seen(), seen(), seen())).containsExactly(1L, 2L, 3L);
		assertThat(death()).isEqualTo(Reason.NORMAL);
		assertThat(this.node.port(process.id())).isEmpty();
	}

	@Test
	void receivesByTagAndLeavesOthersInOrder() {
		Process process = open((self) -> {
			this.seen.add(self.receive("b"));
			this.seen.add(self.receive("b"));
			this.seen.add(self.receive());
			this.seen.add(self.receive());
			this.seen.add(self.receive());
		});
		send(process, "a", 1);
		send(process, 17);
		send(process, "b", 2);
		send(process, "a", 3);
		send(process, "b", 4);
		assertThat(List.of(seen(), seen(), seen(), seen(), seen())).containsExactly(Message.of(2), Message.of(4),
				Message.of("a", 1), Message.of(17), Message.of("a", 3));
	}

	@Test
	void receivesByConditionAndLooksAtEachMessageOnce() {
		List<Object> looked = new ArrayList<>();
		Process process = open((self) -> {
			this.seen.add(self.receive((message) -> {
				looked.add(message.get(0));
				return message.integer(0) > 2;
			}));
			this.seen.add(self.receive());
		});
		send(process, 1);
		send(process, 2);
		send(process, 3);
		assertThat(List.of(seen(), seen())).containsExactly(Message.of(3), Message.of(1));
		assertThat(looked).containsExactly(1, 2, 3);
	}

	@Test
	void aConditionThatThrowsLeavesTheMessage() {
		Process process = open((self) -> {
			try {
				self.receive((message) -> message.integer(1) > 0);
			}
			catch (IllegalArgumentException ex) {
				this.seen.add("thrown");
			}
			this.seen.add(self.receive());
		});
		send(process, "short");
		assertThat(List.of(seen(), seen())).containsExactly("thrown", Message.of("short"));
	}

	@Test
	void aTimeoutEndsAWait() {
		Process process = open((self) -> {
			self.receive("begin");
			this.seen.add(self.receive("never", Duration.ZERO));
			this.seen.add(self.receive((message) -> false, Duration.ofMillis(1)));
			this.seen.add(self.receive("other", Duration.ZERO));
			this.seen.add(self.receive(Duration.ofMillis(1)));
		});
		send(process, "other", 1);
		send(process, "begin");
		assertThat(List.of(seen(), seen(), seen(), seen())).containsExactly(Optional.empty(), Optional.empty(),
				Optional.of(Message.of(1)), Optional.empty());
	}

	@Test
	void casesTakeTheOldestMessageThatOneOfThemTakes() {
		ReceiveCases<String> cases = ReceiveCases.on("ok", (message) -> "ok " + message.text(0))
			.or("error", (message) -> "failed " + message.text(0))
			.or((message) -> message.size() == 3, (message) -> "long " + message)
			.after(Duration.ZERO, () -> "none");
		Process process = open((self) -> {
			self.receive("begin");
			for (int i = 0; i < 4; i++) {
				this.seen.add(self.receiveAny(cases));
			}
			this.seen.add(self.<String>receiveAny(
					ReceiveCases.on("never", (message) -> "never").otherwise((message) -> "rest " + message.text(0))));
		});
		send(process, "other");
		send(process, "error", "e");
		send(process, 1, 2, 3);
		send(process, "ok", "o");
		send(process, "begin");
		assertThat(List.of(seen(), seen(), seen(), seen(), seen())).containsExactly("failed e",
				"long " + Message.of(1, 2, 3), "ok o", "none", "rest other");
	}

	@Test
	void anExceptionKillsIt() {
		open((self) -> {
			throw new IllegalStateException("out of luck");
		});
		assertThat(death()).isEqualTo(Reason.of(Reason.DIE, "out of luck"));
	}

	@Test
	void whoMonitorsItTooLateLearnsWhyItDidNotBegin() {
		Process process = open((self) -> {
			throw new IllegalStateException("out of luck");
		});
		death();
		this.node.monitor(process.id(), this.deaths::add);
		assertThat(death()).isEqualTo(Reason.of(Reason.DIE, "out of luck"));
	}

	@Test
	void aKillInterruptsAReceive() {
		Process process = open((self) -> {
			try {
				this.seen.add("waits");
				self.receive("never");
			}
			catch (InterruptedException ex) {
				this.seen.add(Thread.currentThread().isInterrupted());
				throw ex;
			}
		});
		seen();
		send(process, "other");
		process.kill("stop", "now");
		assertThat(seen()).isEqualTo(false);
		assertThat(death()).isEqualTo(Reason.of("stop", "now"));
	}

	@Test
	void aKillInterruptsWhateverTheThreadWaitsFor() {
		Process process = open((self) -> {
			this.seen.add("waits");
			try {
				new CompletableFuture<String>().get();
			}
			catch (InterruptedException ex) {
				this.seen.add("interrupted");
			}
		});
		seen();
		this.node.kill(process.id(), "stop");
		assertThat(seen()).isEqualTo("interrupted");
		assertThat(death()).isEqualTo(Reason.of("stop"));
	}

	@Test
	void messagesThatWereSentBeforeAKillCanBeReceived() {
		CountDownLatch sent = new CountDownLatch(1);
		Process process = open((self) -> {
			this.seen.add("runs");
			try {
				sent.await();
			}
			catch (InterruptedException ex) {
				this.seen.add("interrupted");
			}
			while (true) {
				this.seen.add(self.receive().get(0));
			}
		});
		seen();
		send(process, 1);
		send(process, 2);
		process.kill("stop");
		send(process, 3);
		assertThat(List.of(seen(), seen(), seen())).containsExactly("interrupted", 1, 2);
		assertThat(death()).isEqualTo(Reason.of("stop"));
		assertThat(this.seen).isEmpty();
	}

	@Test
	void whatItSendsAtItsEndComesBeforeTheNewsOfItsDeath() {
		BlockingQueue<Object> order = new LinkedBlockingQueue<>();
		Port witness = this.node.open((message) -> order.add(message.get(0)));
		Process process = open((self) -> {
			try {
				this.seen.add("waits");
				self.receive("never");
			}
			finally {
				this.node.send(witness.id(), "last words");
			}
		});
		this.node.sendOnDeath(process.id(), witness.id(), Message.of("dead"));
		seen();
		process.kill("stop");
		assertThat(List.of(BoundedWait.take(order), BoundedWait.take(order))).containsExactly("last words", "dead");
	}

	@Test
	void codeThatIgnoresItsEndIsEndedByAnError() {
		Process process = open((self) -> {
			this.seen.add("runs");
			while (true) {
				try {
					self.receive();
				}
				catch (Exception ex) {
					this.seen.add(ex);
				}
			}
		});
		seen();
		process.kill("stop");
		assertThat(seen()).isInstanceOf(InterruptedException.class);
		assertThat(death()).isEqualTo(Reason.of("stop"));
		assertThat(this.seen).isEmpty();
	}

	@Test
	void aKillFromInsideTakesEffectWhenItWaits() {
		open((self) -> {
			self.kill("enough");
			this.seen.add("goes on");
			self.receive(Duration.ZERO);
			this.seen.add("too far");
		});
		assertThat(death()).isEqualTo(Reason.of("enough"));
		assertThat(this.seen).containsExactly("goes on");
	}

	@Test
	void anInterruptOfSomebodyElseEndsAWait() {
		BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
		Process process = open((self) -> {
			threads.add(Thread.currentThread());
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(self::receive)
				.withMessageContaining("interrupted");
			this.seen.add("interrupted");
			this.seen.add(self.receive());
		});
		BoundedWait.take(threads).interrupt();
		assertThat(seen()).isEqualTo("interrupted");
		send(process, "still alive");
		assertThat(seen()).isEqualTo(Message.of("still alive"));
	}

	@Test
	void aProcessThatNeverReceivesHitsTheMailboxLimit() {
		Process process = open(PortOptions.DEFAULTS.mailboxLimit(10), (self) -> {
			this.seen.add("runs");
			new CompletableFuture<String>().get();
		});
		seen();
		for (int i = 0; i < 11; i++) {
			send(process, i);
		}
		assertThat(death()).isEqualTo(Reason.of(Reason.MAILBOX_OVERFLOW, "more than 10 messages wait"));
	}

	@Test
	void messagesThatItLeavesCountTowardsTheLimit() {
		Process process = open(PortOptions.DEFAULTS.mailboxLimit(10), (self) -> {
			for (int i = 0; i < 20; i++) {
				this.seen.add(self.receive("this"));
			}
			self.receive("never");
		});
		for (int i = 0; i < 20; i++) {
			send(process, "this");
			seen();
		}
		for (int i = 0; i < 10; i++) {
			send(process, "other", i);
		}
		assertThat(this.deaths).isEmpty();
		send(process, "other", 10);
		assertThat(death().identifier()).isEqualTo(Reason.MAILBOX_OVERFLOW);
	}

	@Test
	void callsWait() {
		Port echo = echo();
		open((self) -> {
			this.seen.add(self.call(echo.id(), Message.of("a")));
			this.seen.add(self.call(echo.id(), Message.of("b"), LONG));
		});
		assertThat(List.of(seen(), seen())).containsExactly(Message.of("echo", "a"), Message.of("echo", "b"));
		assertThat(death()).isEqualTo(Reason.NORMAL);
	}

	@Test
	void callsFail() {
		Port silent = this.node.open((message) -> {
		});
		Port refusing = this.node.open((message) -> this.node.answerWithError(message.text(0), Reason.of("refused")));
		open((self) -> {
			assertThatThrownBy(() -> self.call(silent.id(), Message.of(), Duration.ofMillis(1)))
				.isInstanceOf(TimeoutException.class);
			assertThatThrownBy(() -> self.call(refusing.id(), Message.of())).isInstanceOf(ErrorAnswerException.class);
			assertThatThrownBy(() -> self.call("me#nobody", Message.of(), LONG)).isInstanceOf(PortDiedException.class);
			this.seen.add("done");
		});
		assertThat(seen()).isEqualTo("done");
		assertThat(death()).isEqualTo(Reason.NORMAL);
	}

	@Test
	void aKillEndsACall() {
		Port silent = this.node.open((message) -> this.seen.add("called"));
		Process process = open((self) -> self.call(silent.id(), Message.of()));
		seen();
		process.kill("stop");
		assertThat(death()).isEqualTo(Reason.of("stop"));
	}

	@Test
	void queriesWait() {
		this.node.database().set("family", "key", 17);
		open((self) -> {
			this.seen.add(self.await(this.node.database().entries("family")));
			CompletableFuture<String> later = new CompletableFuture<>();
			this.node.after(Duration.ofMillis(1), () -> later.complete("later"));
			this.seen.add(self.await(later));
			assertThatThrownBy(() -> self.await(CompletableFuture.failedFuture(new java.io.IOException("no"))))
				.isInstanceOf(java.io.IOException.class);
			assertThatThrownBy(() -> self.await(new CompletableFuture<String>(), Duration.ZERO))
				.isInstanceOf(TimeoutException.class);
		});
		assertThat(seen()).hasToString("{key=17}");
		assertThat(seen()).isEqualTo("later");
		assertThat(death()).isEqualTo(Reason.NORMAL);
	}

	@Test
	void callbacksRunOnItsThreadWhileItWaits() {
		Port other = this.node.open((message) -> {
		});
		open((self) -> {
			Thread thread = Thread.currentThread();
			this.node.monitor(other.id(), (reason) -> {
				this.seen.add(Thread.currentThread() == thread);
				this.node.send(this.node.self().id(), "told");
			});
			other.kill("over");
			this.seen.add(this.node.self().id().equals(self.id()));
			self.receive("told");
		});
		assertThat(List.of(seen(), seen())).containsExactly(true, true);
		assertThat(death()).isEqualTo(Reason.NORMAL);
	}

	@Test
	void anExceptionInACallbackKillsIt() {
		open((self) -> {
			this.node.after(Duration.ZERO, () -> {
				throw new IllegalStateException("callback");
			});
			self.receive();
		});
		assertThat(death()).isEqualTo(Reason.of(Reason.DIE, "callback"));
	}

	@Test
	void nobodyElseReceivesForIt() throws Exception {
		Process process = open((self) -> {
			this.node.after(Duration.ZERO, () -> {
				assertThatIllegalStateException().isThrownBy(self::receive).withMessageContaining("waits already");
				this.node.send(self.id(), "end");
			});
			self.receive("end");
		});
		assertThatIllegalStateException().isThrownBy(process::receive)
			.withMessageContaining(process.id())
			.withMessageContaining(Thread.currentThread().getName());
		assertThat(death()).isEqualTo(Reason.NORMAL);
		assertThatIllegalStateException().isThrownBy(() -> process.call("me#x", Message.of()))
			.withMessageContaining("has ended");
		assertThatIllegalStateException().isThrownBy(() -> process.await(new CompletableFuture<>()));
	}

	@Test
	void badInputIsTold() throws Exception {
		Process process = open((self) -> {
			Duration negative = Duration.ofSeconds(-1);
			assertThatIllegalArgumentException().isThrownBy(() -> self.receive("x", negative))
				.withMessageContaining("PT-1S");
			assertThatIllegalArgumentException().isThrownBy(() -> self.await(new CompletableFuture<>(), negative));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ReceiveCases.on("x", (message) -> 1).after(negative, () -> 2));
			Port port = this.node.port(self.id()).orElseThrow();
			assertThatIllegalStateException().isThrownBy(() -> port.receive("tag", (message) -> {
			})).withMessageContaining("Process.receive");
			assertThatIllegalStateException().isThrownBy(port::pause);
			this.seen.add("done");
		});
		assertThat(seen()).isEqualTo("done");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> open(PortOptions.DEFAULTS.dispatcher(Dispatcher.EVENT_LOOP), (self) -> {
			}))
			.withMessageContaining("EVENT_LOOP");
		assertThatIllegalArgumentException().isThrownBy(() -> this.node.functions()
			.registerProcess("p", PortOptions.DEFAULTS.dispatcher(Dispatcher.of(Runnable::run)), (self, data) -> {
			})).withMessageContaining("CUSTOM");
		assertThat(process.toString()).contains(process.id());
	}

	@Test
	void aTaskRunsInItWhileItWaits() throws Exception {
		Process process = open((self) -> self.receive("end"));
		Port port = this.node.port(process.id()).orElseThrow();
		assertThat(BoundedWait.get(port.callInContext(() -> this.node.self().id()))).isEqualTo(process.id());
		send(process, "end");
		assertThat(death()).isEqualTo(Reason.NORMAL);
	}

	@Test
	void anInitFunctionMayBeAProcess() {
		this.node.functions().registerProcess("adder", (self, arguments) -> {
			long sum = arguments.integer(0);
			while (sum < 10) {
				sum += self.receive("add").integer(0);
			}
			this.seen.add(sum);
		});
		String id = this.node.spawn("me", "adder", Message.of(1));
		this.node.monitor(id, this.deaths::add);
		this.node.send(id, "add", 4);
		this.node.send(id, "add", 5);
		assertThat(seen()).isEqualTo(10L);
		assertThat(death()).isEqualTo(Reason.NORMAL);
	}

	@Test
	void aNodeThatClosesEndsItsProcesses() {
		open((self) -> {
			this.seen.add("runs");
			try {
				self.receive("never");
			}
			finally {
				this.seen.add("ended");
			}
		});
		Process sleeping = open((self) -> {
			this.seen.add("runs");
			try {
				new CompletableFuture<String>().get();
			}
			finally {
				this.seen.add("ended");
			}
		});
		seen();
		seen();
		this.node.close();
		assertThat(List.of(seen(), seen())).containsExactly("ended", "ended");
		assertThat(this.node.port(sleeping.id())).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> this.node.openProcess((self) -> {
		}));
	}

	@Test
	void aProcessMayCloseItsNode() {
		open((self) -> {
			this.node.close();
			this.seen.add("closed");
			self.receive();
			this.seen.add("too far");
		});
		assertThat(seen()).isEqualTo("closed");
	}

}

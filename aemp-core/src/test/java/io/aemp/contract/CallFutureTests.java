package io.aemp.contract;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Where the future of a call completes, and what wakes a thread that waits for it. */
class CallFutureTests extends RealNodes {

	private static final Duration LONG = Duration.ofMinutes(10);

	private Node node;

	/** A port of another node, which answers when {@link #answer} is called. */
	private Port late;

	private final AtomicReference<Message> request = new AtomicReference<>();

	private Node other;

	@BeforeEach
	void start() {
		Node[] pair = pair();
		this.node = pair[1];
		this.other = pair[0];
		this.late = this.other.open(this.request::set);
	}

	private CompletableFuture<Message> call() {
		return this.node.call(this.late.id(), Message.of("q"), LONG);
	}

	private void answer() {
		eventually().until(() -> this.request.get() != null);
		this.other.send(this.request.get().text(1), "answer");
	}

	@Test
	void aPortThatWaitsForItselfIsToldSoAtOnce() {
		Port port = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.ADAPTIVE));
		port.receive("value", (message) -> this.node.send(message.text(0), 7));
		port.receive("ask", (message) -> {
			CompletableFuture<Message> own = this.node.call(port.id(), "value");
			assertThatIllegalStateException().isThrownBy(own::join)
				.withMessageContaining("waits for an answer of its own");
			own.thenAccept((answer) -> this.node.send(message.text(0), answer.integer(0)));
		});
		assertThat(BoundedWait.get(this.node.call(port.id(), "ask"))).isEqualTo(Message.of(7));
	}

	/** A thread of the application; its failure is one of the test. */
	private static final class Application extends Thread {

		private final FutureTask<@Nullable Void> task;

		private Application(FutureTask<@Nullable Void> task) {
			super(task, "application");
			this.task = task;
			setDaemon(true);
		}

		static Application start(Runnable task) {
			Application thread = new Application(new FutureTask<>(task, null));
			thread.start();
			return thread;
		}

		void end() {
			BoundedWait.get(this.task);
		}

	}

	private static void awaitWaiting(Thread thread) {
		eventually()
			.until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
	}

	@Test
	void threadThatWaitsCompletesTheFuture() {
		CompletableFuture<Message> answer = call();
		AtomicReference<Thread> completer = new AtomicReference<>();
		answer.thenAccept((message) -> completer.set(Thread.currentThread()));
		Application waiter = Application.start(answer::join);
		awaitWaiting(waiter);
		answer();
		waiter.end();
		assertThat(completer).hasValue(waiter);
		assertThat(answer).isCompletedWithValue(Message.of("answer"));
	}

	@Test
	void allThreadsThatWaitGetTheAnswer() {
		CompletableFuture<Message> answer = call();
		Application first = Application.start(answer::join);
		Application second = Application.start(() -> BoundedWait.get(answer));
		awaitWaiting(first);
		awaitWaiting(second);
		answer();
		first.end();
		second.end();
	}

	@Test
	void dependentStageThatBlocksHoldsNoSocketUp() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		CompletableFuture<Void> stage = call().thenAccept((message) -> {
			begun.countDown();
			BoundedWait.await(released);
		});
		answer();
		BoundedWait.await(begun);
		Port echo = this.other.open((message) -> this.other.send(message.text(1), message.get(0)));
		Port caller = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING));
		CompletableFuture<Message> seen = new CompletableFuture<>();
		caller.runInContext(
				() -> this.node.call(echo.id(), Message.of("x"), LONG, seen::complete, seen::completeExceptionally));
		assertThat(BoundedWait.get(seen)).isEqualTo(Message.of("x"));
		assertThat(stage).isNotDone();
		released.countDown();
		BoundedWait.get(stage);
	}

	@Test
	void stagesRunOutsidePortsAlsoWhenAPortWaits() {
		AtomicReference<Throwable> inside = new AtomicReference<>();
		Port caller = this.node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING));
		CompletableFuture<Message> seen = caller.callInContext(() -> {
			CompletableFuture<Message> answer = call();
			answer.thenAccept((message) -> {
				try {
					this.node.self();
				}
				catch (IllegalStateException ex) {
					inside.set(ex);
				}
			});
			answer.join();
			assertThat(this.node.self().id()).isEqualTo(caller.id());
			return answer.join();
		});
		answer();
		assertThat(BoundedWait.get(seen)).isEqualTo(Message.of("answer"));
		assertThat(inside.get()).hasMessageContaining("outside the callbacks of ports");
	}

	@Test
	void waitThatEndsLeavesTheFutureToOthers() {
		CompletableFuture<Message> answer = call();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(1, TimeUnit.MILLISECONDS));
		Application interrupted = Application.start(() -> {
			try {
				answer.get();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (ExecutionException ex) {
				throw new AssertionError(ex);
			}
		});
		awaitWaiting(interrupted);
		interrupted.interrupt();
		interrupted.end();
		assertThat(answer).isNotDone();
		answer();
		assertThat(BoundedWait.get(answer)).isEqualTo(Message.of("answer"));
	}

	@Test
	void interruptedJoinGoesOnAndKeepsTheInterrupt() {
		CompletableFuture<Message> answer = call();
		AtomicReference<Boolean> kept = new AtomicReference<>();
		Application waiter = Application.start(() -> {
			answer.join();
			kept.set(Thread.currentThread().isInterrupted());
		});
		awaitWaiting(waiter);
		waiter.interrupt();
		answer();
		waiter.end();
		assertThat(kept).hasValue(true);
	}

	@Test
	void whoCompletesTheFutureHimselfWakesTheOneWhoWaits() {
		Message own = Message.of("own");
		CompletableFuture<Message> cancelled = call();
		CompletableFuture<Message> completed = call();
		CompletableFuture<Message> failed = call();
		CompletableFuture<Message> later = call();
		CompletableFuture<Message> limited = call().orTimeout(1, TimeUnit.MILLISECONDS);
		CompletableFuture<Message> replaced = call().completeOnTimeout(own, 1, TimeUnit.MILLISECONDS);
		CompletableFuture<Message> obtruded = call();
		Application waiter = Application.start(() -> {
			assertThatExceptionOfType(CancellationException.class).isThrownBy(cancelled::join);
			assertThat(completed.join()).isEqualTo(own);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(failed::get);
			assertThat(later.join()).isEqualTo(own);
			assertThat(obtruded.join()).isEqualTo(own);
		});
		awaitWaiting(waiter);
		cancelled.cancel(true);
		awaitWaiting(waiter);
		completed.complete(own);
		awaitWaiting(waiter);
		failed.completeExceptionally(new IllegalStateException("own"));
		awaitWaiting(waiter);
		later.completeAsync(() -> own);
		awaitWaiting(waiter);
		obtruded.obtrudeValue(own);
		waiter.end();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> limited.get(SECONDS, TimeUnit.SECONDS))
			.withCauseInstanceOf(TimeoutException.class);
		assertThat(BoundedWait.get(replaced)).isEqualTo(own);
		eventually().until(() -> this.node.ports().isEmpty());
	}

	@Test
	void calleeMayMonitorTheCallToNoticeThatItIsOver() {
		CompletableFuture<Message> answer = call();
		eventually().until(() -> this.request.get() != null);
		CompletableFuture<Object> over = new CompletableFuture<>();
		this.other.monitor(this.request.get().text(1), over::complete);
		eventually().until(() -> this.node.ports().stream().anyMatch((port) -> port.monitors() == 1));
		answer.cancel(false);
		assertThat(BoundedWait.get(over)).hasToString("normal");
		CompletableFuture<Reason> late = new CompletableFuture<>();
		this.other.monitor(this.request.get().text(1), late::complete);
		assertThat(BoundedWait.get(late).identifier()).isEqualTo("no_such_port");
	}

	@Test
	void callOnThisNodeMayBePassedOnToAMonitor() {
		Port worker = this.node.open();
		Port dispatcher = this.node.open((message) -> {
			if (message.text(0).equals("kill")) {
				this.node.killOnDeath(worker.id(), message.text(1));
			}
			else {
				this.node.sendOnDeath(worker.id(), message.text(1), "died");
			}
		});
		CompletableFuture<Message> killed = this.node.call(dispatcher.id(), Message.of("kill"), LONG);
		CompletableFuture<Message> told = this.node.call(dispatcher.id(), Message.of("send"), LONG);
		eventually().until(() -> this.node.ports()
			.stream()
			.anyMatch((port) -> port.id().equals(worker.id()) && port.monitors() == 2));
		worker.kill("bad");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> killed.get(SECONDS, TimeUnit.SECONDS))
			.withMessageContaining("bad");
		assertThat(BoundedWait.get(told)).isEqualTo(Message.of("died", "bad"));
	}

	@Test
	void nodeThatClosesEndsTheWait() {
		CompletableFuture<Message> answer = call();
		Application waiter = Application.start(() -> assertThatExceptionOfType(Exception.class).isThrownBy(answer::get)
			.withCauseInstanceOf(PortDiedException.class));
		awaitWaiting(waiter);
		this.node.close();
		waiter.end();
		assertThat(answer).isCompletedExceptionally();
	}

}

package io.aemp.process;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Process;
import io.aemp.Reason;
import io.aemp.ReceiveCases;
import io.aemp.node.Calls;
import io.aemp.port.ProcessPort;
import io.aemp.port.Selection;
import org.jspecify.annotations.Nullable;

/** What the code of a process sees: all ways to wait, on top of the one of its port. */
final class WaitingProcess implements Process {

	private final ProcessPort port;

	private final Calls calls;

	WaitingProcess(ProcessPort port, Calls calls) {
		this.port = port;
		this.calls = calls;
	}

	@Override
	public String id() {
		return this.port.id();
	}

	@Override
	public Message receive() throws InterruptedException {
		return Objects.requireNonNull(select(Selection.ANY, null));
	}

	@Override
	public Optional<Message> receive(Duration timeout) throws InterruptedException {
		return Optional.ofNullable(select(Selection.ANY, timeout));
	}

	@Override
	public Message receive(String tag) throws InterruptedException {
		return Objects.requireNonNull(select(tagged(tag), null)).from(1);
	}

	@Override
	public Optional<Message> receive(String tag, Duration timeout) throws InterruptedException {
		return Optional.ofNullable(select(tagged(tag), timeout)).map((message) -> message.from(1));
	}

	@Override
	public Message receive(Predicate<? super Message> condition) throws InterruptedException {
		return Objects.requireNonNull(select(meeting(condition), null));
	}

	@Override
	public Optional<Message> receive(Predicate<? super Message> condition, Duration timeout)
			throws InterruptedException {
		return Optional.ofNullable(select(meeting(condition), timeout));
	}

	@Override
	public <T extends @Nullable Object> T receiveAny(ReceiveCases<T> cases) throws Exception {
		return cases.apply(select(new Selection(cases.tags(), cases.condition()), cases.timeout()));
	}

	private static Selection tagged(String tag) {
		return new Selection(Set.of(Objects.requireNonNull(tag, "The tag must not be null")), null);
	}

	private static Selection meeting(Predicate<? super Message> condition) {
		return new Selection(Set.of(), Objects.requireNonNull(condition, "The condition must not be null"));
	}

	private @Nullable Message select(Selection selection, @Nullable Duration timeout) throws InterruptedException {
		long nanos = nanos(timeout);
		this.port.requireWaiter();
		return this.port.await(selection, () -> false, nanos);
	}

	private static long nanos(@Nullable Duration timeout) {
		if (timeout == null) {
			return ProcessPort.FOREVER;
		}
		if (timeout.isNegative()) {
			throw new IllegalArgumentException(
					"Timeout " + timeout + " is negative; use zero to take only what is there already");
		}
		return TimeUnit.NANOSECONDS.convert(timeout);
	}

	@Override
	public Message call(String port, Message message) throws InterruptedException {
		try {
			return waitForAnswer(port, message, null);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Message call(String port, Message message, Duration timeout) throws InterruptedException, TimeoutException {
		return waitForAnswer(port, message, timeout);
	}

	private Message waitForAnswer(String port, Message message, @Nullable Duration timeout)
			throws InterruptedException, TimeoutException {
		nanos(timeout);
		this.port.requireWaiter();
		CompletableFuture<Message> answer = new CompletableFuture<>();
		// these run on this thread, while it waits
		Guard call = this.calls.call(port, message, timeout, answer::complete, answer::completeExceptionally);
		try {
			this.port.await(Selection.NONE, answer::isDone, ProcessPort.FOREVER);
			return answer.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof TimeoutException late) {
				throw late;
			}
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw ex;
		}
		finally {
			call.close();
		}
	}

	@Override
	public <T extends @Nullable Object> T await(CompletionStage<T> result) throws Exception {
		return await(result, ProcessPort.FOREVER, "");
	}

	@Override
	public <T extends @Nullable Object> T await(CompletionStage<T> result, Duration timeout) throws Exception {
		return await(result, nanos(timeout), " within " + timeout);
	}

	private <T extends @Nullable Object> T await(CompletionStage<T> result, long nanos, String within)
			throws Exception {
		this.port.requireWaiter();
		CompletableFuture<T> future = result.toCompletableFuture();
		if (!future.isDone()) {
			future.whenComplete((value, failure) -> this.port.tryExecute(() -> {
			}));
			this.port.await(Selection.NONE, future::isDone, nanos);
		}
		if (!future.isDone()) {
			throw new TimeoutException("No result for process " + id() + within);
		}
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception failure) ? failure : ex;
		}
	}

	@Override
	public void kill(Reason reason) {
		this.port.kill(reason);
	}

	@Override
	public String toString() {
		return "Process " + id();
	}

}

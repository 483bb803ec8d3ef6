package io.aemp.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.aemp.Dispatcher;
import io.aemp.ErrorAnswerException;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.Monitor;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/** Sends messages with a temporary reply port. Any thread. */
public final class Calls {

	/**
	 * Callbacks on an answer may block, so the reply port uses the blocking dispatcher.
	 */
	private static final PortOptions REPLY_PORT = PortOptions.DEFAULTS.label("reply").dispatcher(Dispatcher.BLOCKING);

	private final PortTable ports;

	private final Messenger messenger;

	/**
	 * Creates the calls of a node.
	 * @param ports the local ports
	 * @param messenger sends the requests
	 */
	public Calls(PortTable ports, Messenger messenger) {
		this.ports = ports;
		this.messenger = messenger;
	}

	/**
	 * Calls a port; the future completes outside ports.
	 * @param port the port
	 * @param message the message
	 * @param timeout how long to wait for the answer; {@code null} for as long as the
	 * port lives
	 * @return the future answer; cancelling it kills the reply port
	 */
	public CompletableFuture<Message> call(String port, Message message, @Nullable Duration timeout) {
		CompletableFuture<Message> answer = new CompletableFuture<>();
		Guard call = begin(port, message, timeout, new Outcome() {

			@Override
			public void answered(Message reply) {
				Calls.this.ports.runtime().runOutside(() -> answer.complete(reply));
			}

			@Override
			public void failed(Exception failure) {
				Calls.this.ports.runtime().runOutside(() -> answer.completeExceptionally(failure));
			}

		});
		// cancelling the future kills the reply port
		answer.whenComplete((reply, failure) -> call.close());
		return answer;
	}

	/**
	 * Calls a port; the callbacks run in the current context.
	 * @param port the port
	 * @param message the message
	 * @param timeout how long to wait for the answer; {@code null} for as long as the
	 * port lives
	 * @param answered takes the answer
	 * @param failed takes the reason why there is no answer
	 * @return a guard that gives up the call
	 */
	public Guard call(String port, Message message, @Nullable Duration timeout, Consumer<Message> answered,
			Consumer<Exception> failed) {
		Callback call = new Callback(this.ports.runtime().currentContext(), answered, failed);
		call.begin(begin(port, message, timeout, call));
		return call;
	}

	private Guard begin(String port, Message message, @Nullable Duration timeout, Outcome outcome) {
		Attempt attempt = new Attempt(port, this.ports.openReply(REPLY_PORT), outcome);
		LocalPort reply = attempt.reply;
		try {
			reply.receive(attempt::answered);
			// the call also ends if the reply port dies otherwise
			Context outside = this.ports.runtime().outside();
			this.messenger.begin(reply.id(), new Monitor(outside, outside, true, attempt::replyPortDied));
			Message request = message.append(reply.id());
			if (timeout == null) {
				Context caller = this.ports.runtime().currentContext();
				this.messenger.begin(port, new Monitor(caller, reply, true, attempt::portDied));
				this.messenger.send(port, request);
			}
			else {
				reply.own(this.ports.runtime()
					.timers()
					.schedule(timeout, () -> reply.tryExecute(() -> attempt.timeOut(timeout))));
				this.messenger.call(port, request, new Monitor(reply, reply, true, (reason) -> {
					if (!reason.isNormal()) {
						attempt.portDied(reason);
					}
				}));
			}
			return () -> reply.kill(Reason.NORMAL);
		}
		catch (RuntimeException ex) {
			// the exception tells the caller
			attempt.over.set(true);
			reply.kill(Reason.NORMAL);
			throw ex;
		}
	}

	/** Receives the outcome of a call once, unless the caller has given it up. */
	private interface Outcome {

		void answered(Message reply);

		void failed(Exception failure);

	}

	/**
	 * The events that can end a call; the first one does. They run in the reply port,
	 * except for its death.
	 */
	private static final class Attempt {

		private final AtomicBoolean over = new AtomicBoolean();

		private final String port;

		private final LocalPort reply;

		private final Outcome outcome;

		Attempt(String port, LocalPort reply, Outcome outcome) {
			this.port = port;
			this.reply = reply;
			this.outcome = outcome;
		}

		void answered(Message answer) {
			end(() -> this.outcome.answered(answer));
		}

		void portDied(Reason reason) {
			end(() -> this.outcome.failed(new PortDiedException(this.port, reason)));
		}

		void timeOut(Duration timeout) {
			end(() -> this.outcome.failed(new TimeoutException("No answer from " + this.port + " within " + timeout)));
		}

		void replyPortDied(Reason reason) {
			if (reason.identifier().equals(Reason.NODE_CLOSED)) {
				portDied(reason);
			}
			else {
				end(() -> this.outcome.failed(new ErrorAnswerException(this.port, reason)));
			}
		}

		private void end(Runnable notification) {
			this.reply.kill(Reason.NORMAL);
			if (this.over.compareAndSet(false, true)) {
				notification.run();
			}
		}

	}

	/** Delivers the outcome in the context of the caller, and ends with that context. */
	private static final class Callback implements Outcome, Guard {

		private final AtomicBoolean over = new AtomicBoolean();

		private final Context context;

		private final Consumer<Message> answered;

		private final Consumer<Exception> failed;

		private volatile Guard call = () -> {
		};

		Callback(Context context, Consumer<Message> answered, Consumer<Exception> failed) {
			this.context = context;
			this.answered = answered;
			this.failed = failed;
		}

		void begin(Guard call) {
			this.call = call;
			if (!this.over.get()) {
				this.context.own(this);
			}
			if (this.over.get()) {
				close();
			}
		}

		@Override
		public void answered(Message reply) {
			end(() -> this.answered.accept(reply));
		}

		@Override
		public void failed(Exception failure) {
			end(() -> this.failed.accept(failure));
		}

		private void end(Runnable callback) {
			this.context.tryExecute(() -> {
				if (this.over.compareAndSet(false, true)) {
					this.context.disown(this);
					callback.run();
				}
			});
		}

		@Override
		public void close() {
			this.over.set(true);
			this.context.disown(this);
			this.call.close();
		}

	}

}

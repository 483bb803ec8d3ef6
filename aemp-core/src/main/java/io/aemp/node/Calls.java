package io.aemp.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.aemp.Dispatcher;
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

	/** What depends on an answer may block, so the answer comes on a thread that may. */
	private static final PortOptions REPLY_PORT = PortOptions.DEFAULTS.label("reply").dispatcher(Dispatcher.BLOCKING);

	private final PortTable ports;

	private final Messenger messenger;

	/**
	 * Creates the calls of a node.
	 * @param ports the local ports
	 * @param messenger sends
	 */
	public Calls(PortTable ports, Messenger messenger) {
		this.ports = ports;
		this.messenger = messenger;
	}

	/**
	 * Calls, with the answer outside ports.
	 * @param timeout how long to wait; {@code null} for as long as the port lives
	 * @param port the port
	 * @param message the message
	 * @return the answer
	 */
	public CompletableFuture<Message> call(@Nullable Duration timeout, String port, Message message) {
		CompletableFuture<Message> answer = new CompletableFuture<>();
		Guard call = call(port, message, timeout, new Outcome() {

			@Override
			public void answered(Message reply) {
				Calls.this.ports.runtime().runOutside(() -> answer.complete(reply));
			}

			@Override
			public void failed(@Nullable Reason reason) {
				Calls.this.ports.runtime()
					.runOutside(
							() -> answer.completeExceptionally((reason != null) ? new PortDiedException(port, reason)
									: new TimeoutException("No answer from " + port + " within " + timeout)));
			}

		});
		// a future that is cancelled takes the reply port with it
		answer.whenComplete((reply, failure) -> call.close());
		return answer;
	}

	/**
	 * Calls, with the answer in the current context.
	 * @param timeout how long to wait; {@code null} for as long as the port lives
	 * @param port the port
	 * @param message the message
	 * @param callback takes the answer, or {@code null}
	 * @return gives up
	 */
	public Guard call(@Nullable Duration timeout, String port, Message message, Consumer<@Nullable Message> callback) {
		Context context = this.ports.runtime().currentContext();
		Callback call = new Callback(context, callback);
		call.begin(call(port, message, timeout, call));
		return call;
	}

	private Guard call(String port, Message message, @Nullable Duration timeout, Outcome outcome) {
		LocalPort reply = this.ports.open(REPLY_PORT);
		AtomicBoolean over = new AtomicBoolean();
		Guard guard = () -> {
		};
		try {
			if (timeout == null) {
				guard = this.messenger.begin(port, new Monitor(this.ports.runtime().currentContext(), reply, true,
						(reason) -> finish(reply, over, () -> outcome.failed(reason))));
			}
			else {
				guard = this.ports.runtime()
					.timers()
					.schedule(timeout, () -> reply.tryExecute(() -> finish(reply, over, () -> outcome.failed(null))));
				reply.own(guard);
			}
			reply.receive((answer) -> finish(reply, over, () -> outcome.answered(answer)));
			// a reply port that dies otherwise, with its node for example, ends the call
			// too
			Context outside = this.ports.runtime().outside();
			this.messenger.begin(reply.id(),
					new Monitor(outside, outside, true, (reason) -> finish(reply, over, () -> outcome.failed(reason))));
			this.messenger.send(port, message.append(reply.id()));
			return reply::kill;
		}
		catch (RuntimeException ex) {
			// the caller is told by the exception
			over.set(true);
			guard.close();
			reply.kill(Reason.NORMAL);
			throw ex;
		}
	}

	private static void finish(LocalPort reply, AtomicBoolean over, Runnable outcome) {
		reply.kill(Reason.NORMAL);
		if (over.compareAndSet(false, true)) {
			outcome.run();
		}
	}

	/** Is told once how a call ended, unless it was given up. */
	private interface Outcome {

		void answered(Message reply);

		/** The time is over, or the port died for the reason. */
		void failed(@Nullable Reason reason);

	}

	/** Brings the outcome into the context of the caller, and ends with it. */
	private static final class Callback implements Outcome, Guard {

		private final AtomicBoolean over = new AtomicBoolean();

		private final Context context;

		private final Consumer<@Nullable Message> callback;

		private volatile Guard call = () -> {
		};

		Callback(Context context, Consumer<@Nullable Message> callback) {
			this.context = context;
			this.callback = callback;
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
			end(reply);
		}

		@Override
		public void failed(@Nullable Reason reason) {
			end(null);
		}

		private void end(@Nullable Message reply) {
			this.context.tryExecute(() -> {
				if (this.over.compareAndSet(false, true)) {
					this.context.disown(this);
					this.callback.accept(reply);
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

package io.aemp.node;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aemp.CallOutcome;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.SendInterceptor;
import io.aemp.dispatch.TimerWheel;
import io.aemp.log.LimitedLog;
import io.aemp.port.PortRuntime;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/** Sends messages and waits for their answers. Any thread. */
public final class Calls {

	private final PortTable ports;

	private final Messenger messenger;

	private final @Nullable SendInterceptor interceptor;

	private final TimerWheel limits;

	private final CallCounts counts = new CallCounts();

	/** Limits the log of interceptors that fail. */
	private final LimitedLog failures = new LimitedLog();

	/**
	 * Creates the calls of a node.
	 * @param ports the local ports
	 * @param messenger sends the requests
	 * @param interceptor takes part in each call, {@code null} if nobody does
	 */
	public Calls(PortTable ports, Messenger messenger, @Nullable SendInterceptor interceptor) {
		this.ports = ports;
		this.messenger = messenger;
		this.interceptor = interceptor;
		this.limits = new TimerWheel(ports.runtime().timers());
	}

	/**
	 * Calls a port; the future completes outside ports.
	 * @param port the port
	 * @param message the message
	 * @param timeout how long to wait for the answer; {@code null} for as long as the
	 * port lives
	 * @return the future answer; cancelling it gives up the call
	 */
	public CompletableFuture<Message> call(String port, Message message, @Nullable Duration timeout) {
		FutureAnswer answer = new FutureAnswer(runtime());
		answer.begin(begin(port, message, timeout, answer));
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
		Objects.requireNonNull(answered, "The callback for the answer must not be null");
		Objects.requireNonNull(failed, "The callback for a failure must not be null");
		CallbackAnswer answer = new CallbackAnswer(runtime().currentContext(), answered, failed);
		answer.begin(begin(port, message, timeout, answer));
		return answer;
	}

	private Call begin(String port, Message message, @Nullable Duration timeout, Call.Outcome outcome) {
		if (this.interceptor == null) {
			return open(port, message, timeout, outcome);
		}
		SendInterceptor.Exchange exchange = this.interceptor.call(port, message);
		Message sent = Objects.requireNonNull(exchange.message(),
				"The send interceptor has returned null for a call; to change nothing, return the message that it was given");
		return open(port, sent, timeout, new InterceptedOutcome(exchange, outcome, this.failures));
	}

	private Call open(String port, Message message, @Nullable Duration timeout, Call.Outcome outcome) {
		Call call = new Call(this.ports, port, outcome, this.counts);
		this.ports.add(call);
		try {
			if (timeout == null) {
				call.monitor(this.messenger, runtime().currentContext());
				this.messenger.send(port, message.append(call.id()));
			}
			else {
				call.limit(this.limits, timeout);
				this.messenger.call(message.append(call.id()), call);
			}
			return call;
		}
		catch (RuntimeException ex) {
			// the exception tells the caller
			call.neverBegan();
			throw ex;
		}
	}

	/**
	 * How often calls have ended in a way.
	 * @param outcome the way
	 * @return the number of calls; those that could not begin do not count
	 */
	public long count(CallOutcome outcome) {
		return this.counts.get(outcome);
	}

	/**
	 * The ports from which calls wait for an answer.
	 * @return the ID of the port for each call
	 */
	public Stream<String> waiting() {
		return this.ports.stream()
			.flatMap((destination) -> (destination instanceof Call call) ? Stream.of(call.port()) : Stream.empty());
	}

	private PortRuntime runtime() {
		return this.ports.runtime();
	}

}

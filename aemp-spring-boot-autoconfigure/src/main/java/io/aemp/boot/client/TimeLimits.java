package io.aemp.boot.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.aemp.Message;
import io.aemp.Receiver;
import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.handler.HandlerWatch;
import org.jspecify.annotations.Nullable;

/**
 * Lets the time limits of calls travel: a call tells its member how long the caller waits
 * for it, and what a handler calls in turn has no more time than that. Times of day do
 * not travel, so clocks need not agree. An application has one bean of this type.
 */
public final class TimeLimits implements HandlerWatch {

	/**
	 * The header of a message: for how many milliseconds from now its sender waits for
	 * the answer, in digits.
	 */
	public static final String HEADER = "aemp-time-limit";

	/** Nobody waits for longer than this, which keeps times in range. */
	private static final long MAX_MILLIS = ClientSettings.LONGEST.toMillis();

	private final LongSupplier clock;

	/** When the caller of the handler that runs in this thread gives up. */
	private final ThreadLocal<@Nullable Long> inherited = new ThreadLocal<>();

	/** Most calls of an application have the same limit: what was written last. */
	private volatile Written written = Written.of(0);

	/**
	 * Creates the limits, one object for all clients and handlers of an application.
	 * @param clock the time in nanoseconds, of arbitrary origin
	 */
	public TimeLimits(LongSupplier clock) {
		this.clock = clock;
	}

	@Override
	public Watched watch(HandlerName handler) {
		return (receiver) -> (message) -> receive(receiver, message);
	}

	/**
	 * A thread that waits in a handler may run another one meanwhile, which has its own
	 * limit or none.
	 */
	private void receive(Receiver receiver, Message message) throws Exception {
		Long outer = this.inherited.get();
		Long own = deadline(message);
		if (own == null && outer == null) {
			receiver.receive(message);
			return;
		}
		this.inherited.set(own);
		try {
			receiver.receive(message);
		}
		finally {
			this.inherited.set(outer);
		}
	}

	private @Nullable Long deadline(Message message) {
		String text = message.headers().get(HEADER);
		if (text == null) {
			return null;
		}
		try {
			long millis = Long.parseUnsignedLong(text);
			return (millis >= 0 && millis <= MAX_MILLIS) ? nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis) : null;
		}
		catch (NumberFormatException ex) {
			// of some other program: no limit
			return null;
		}
	}

	/** When the caller of the handler that runs in this thread gives up, if it does. */
	@Nullable Long inherited() {
		return this.inherited.get();
	}

	/** The time in nanoseconds. */
	long nanoTime() {
		return this.clock.getAsLong();
	}

	/**
	 * Writes a limit.
	 * @param message a message without headers
	 * @param limit how long its sender waits for the answer
	 * @return the same message with the limit
	 */
	Message write(Message message, Duration limit) {
		long millis = Math.min(MAX_MILLIS, limit.plusNanos(TimeUnit.MILLISECONDS.toNanos(1) - 1).toMillis());
		Written last = this.written;
		if (last.millis() != millis) {
			last = Written.of(millis);
			this.written = last;
		}
		return message.withHeaders(last.headers());
	}

	/**
	 * A limit as headers.
	 *
	 * @param millis the limit
	 * @param headers the headers of a message, which are not checked again
	 */
	private record Written(long millis, Map<String, String> headers) {

		static Written of(long millis) {
			return new Written(millis, Message.of().withHeaders(Map.of(HEADER, Long.toString(millis))).headers());
		}

	}

}

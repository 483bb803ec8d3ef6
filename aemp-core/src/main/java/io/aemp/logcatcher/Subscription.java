package io.aemp.logcatcher;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * One port that receives the log of this node. Threads that log put records into its
 * queue and never wait; the port of the source sends them, one after the other, while the
 * other node takes them.
 */
final class Subscription {

	/** The name under which the library itself has its say among the records. */
	static final String CONTEXT = "AnyEvent::MP::LogCatcher";

	private static final int QUEUE = 1000;

	/** The characters that wait at most. */
	private static final int CHARACTERS = 1_000_000;

	/** Longer texts are cut. */
	private static final int LONGEST = 32_768;

	private final Queue<LogRecord> waiting = new ArrayBlockingQueue<>(QUEUE);

	private final AtomicLong characters = new AtomicLong();

	private final AtomicLong dropped = new AtomicLong();

	private final AtomicBoolean sending = new AtomicBoolean();

	private final Node node;

	/** The port that sends. */
	private final Port source;

	private final InstantSource clock;

	private final String target;

	private final LogLevel limit;

	Subscription(Node node, Port source, InstantSource clock, String target, LogLevel limit) {
		this.node = node;
		this.source = source;
		this.clock = clock;
		this.target = target;
		this.limit = limit;
	}

	String target() {
		return this.target;
	}

	LogLevel limit() {
		return this.limit;
	}

	/** Queues a record, or counts it as dropped. Any thread. */
	void offer(LogRecord entry) {
		if (entry.level().passes(this.limit)) {
			LogRecord sendable = new LogRecord(entry.time(), sendable(entry.logger()), entry.level(),
					sendable(entry.text()));
			int length = length(sendable);
			if (this.characters.addAndGet(length) > CHARACTERS || !this.waiting.offer(sendable)) {
				this.characters.addAndGet(-length);
				this.dropped.incrementAndGet();
			}
			wakeUp();
		}
	}

	private static int length(LogRecord entry) {
		return entry.logger().length() + entry.text().length();
	}

	private void wakeUp() {
		if (this.sending.compareAndSet(false, true)) {
			sendLater();
		}
	}

	private void sendLater() {
		try {
			this.source.execute(() -> Relaying.run(this::send));
		}
		catch (RejectedExecutionException ex) {
			// the source is closed
		}
	}

	/** In the port of the source. */
	private void send() {
		Message next;
		while ((next = next()) != null) {
			CompletableFuture<?> sent = this.node.sendWhenWritable(this.target, next);
			if (!sent.isDone()) {
				sent.whenComplete((nothing, failure) -> sendLater());
				return;
			}
		}
		this.sending.set(false);
		if (!this.waiting.isEmpty()) {
			wakeUp();
		}
	}

	private @Nullable Message next() {
		LogRecord entry = this.waiting.poll();
		if (entry != null) {
			this.characters.addAndGet(-length(entry));
			return message(entry);
		}
		long dropped = this.dropped.getAndSet(0);
		return (dropped == 0) ? null : message(new LogRecord(this.clock.instant(), CONTEXT, LogLevel.WARN,
				dropped + " log records were dropped, because they were logged faster than they could be sent"));
	}

	private static Message message(LogRecord entry) {
		double seconds = entry.time().getEpochSecond() + entry.time().getNano() / 1e9;
		return Message.of(seconds, entry.logger(), entry.level().number(), entry.text());
	}

	/** A text that can travel, of limited length, and without one newline at its end. */
	private static String sendable(String text) {
		String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
		String part = (line.length() <= LONGEST) ? line
				: line.substring(0, LONGEST) + "... (" + line.length() + " characters)";
		return (Values.loneSurrogate(part) < 0) ? part
				: new String(part.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

}

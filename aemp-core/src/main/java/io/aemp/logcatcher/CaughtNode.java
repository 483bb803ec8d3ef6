package io.aemp.logcatcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.log.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node whose log is caught. Each request for the log opens a port of its own: when
 * that port dies, the other node stops to send. In the port of the catcher, except for
 * the records.
 */
final class CaughtNode {

	private static final Logger logger = LoggerFactory.getLogger(LogCatcher.class);

	private static final Duration RETRY = Duration.ofSeconds(2);

	private final LimitedLog invalid = new LimitedLog();

	private final Node node;

	private final String id;

	private final InstantSource clock;

	private final Consumer<CaughtRecord> consumer;

	private @Nullable Port receiver;

	private Guard monitor = () -> {
	};

	private Guard retry = () -> {
	};

	/** Whether it was told that nothing arrives. */
	private volatile boolean lost;

	CaughtNode(Node node, InstantSource clock, String id, Consumer<CaughtRecord> consumer) {
		this.node = node;
		this.clock = clock;
		this.id = id;
		this.consumer = consumer;
	}

	/** Asks for the log, instead of what was asked before. */
	void connect(LogLevel level) {
		close();
		if (level != LogLevel.OFF) {
			Port receiver = this.node.open(PortOptions.DEFAULTS.label("log-receiver"));
			receiver.receive((message) -> Relaying.run(() -> receive(message)));
			this.receiver = receiver;
			this.monitor = this.node.monitor(this.id, (reason) -> lost(reason, level));
			this.node.send(this.id, LogSource.FUNCTION, 0, receiver.id(), level.number());
		}
	}

	private void lost(Reason reason, LogLevel level) {
		if (!this.lost) {
			this.lost = true;
			logger.error("The log of node {} is not caught while it is not connected: {}", this.id, reason);
		}
		close();
		this.retry = this.node.after(RETRY, () -> connect(level));
	}

	void close() {
		this.retry.close();
		this.monitor.close();
		if (this.receiver != null) {
			this.receiver.kill();
			this.receiver = null;
		}
	}

	/** In the port that receives the records. */
	private void receive(Message message) {
		try {
			LogRecord entry = entry(message);
			this.lost = false;
			this.consumer
				.accept(new CaughtRecord(this.id, entry, Duration.between(entry.time(), this.clock.instant())));
		}
		catch (RuntimeException ex) {
			this.invalid
				.log((omitted) -> logger.warn("A log record of node {} was not taken: {}{}", this.id, ex, omitted));
		}
	}

	private static LogRecord entry(Message message) {
		double seconds = message.number(0);
		long whole = (long) Math.floor(seconds);
		Instant time = Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e6) * 1000);
		String text = (message.get(3) != null) ? message.text(3) : "";
		return new LogRecord(time, message.text(1), LogLevel.ofRecord(message.integer(2)), text);
	}

}

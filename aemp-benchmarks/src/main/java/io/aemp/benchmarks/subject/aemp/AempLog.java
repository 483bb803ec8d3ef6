package io.aemp.benchmarks.subject.aemp;

import java.time.Duration;
import java.time.Instant;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.benchmarks.process.RecordLog;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;

/** The log of this side. */
final class AempLog implements RecordLog {

	static final String LOGGER = "benchmark";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int LOOK_MILLIS = 10;

	private final Node node;

	private final String server;

	private final LogSource source;

	private AempLog(Node node, String server) {
		this.node = node;
		this.server = server;
		this.source = LogSource.start(node);
	}

	/** Starts it, and waits until the other side wants the records. */
	static AempLog start(Node node, String server) {
		AempLog log = new AempLog(node, server);
		node.send(server, "catch");
		long end = System.nanoTime() + PATIENCE.toNanos();
		try {
			while (!log.source.isWanted(LogLevel.INFO)) {
				if (System.nanoTime() > end) {
					throw new IllegalStateException("Nobody wants the log");
				}
				Thread.sleep(LOOK_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return log;
	}

	@Override
	public void log(String text) {
		this.source.log(new LogRecord(Instant.now(), LOGGER, LogLevel.INFO, text));
	}

	@Override
	public Counts counts() {
		Message counts = this.node.call(this.server, Message.of("counts"), PATIENCE).join();
		return new Counts(counts.integer(0), counts.integer(1));
	}

	@Override
	public void close() {
		this.source.close();
	}

}

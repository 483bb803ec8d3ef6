package io.aemp.benchmarks.subject.aemp;

import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.logcatcher.CaughtRecord;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;

/** Catches the log of the other side, and counts. */
final class CaughtRecords {

	private static final Pattern DROPPED = Pattern.compile("(\\d+) log records were dropped.*");

	private final AtomicLong caught = new AtomicLong();

	private final AtomicLong dropped = new AtomicLong();

	void start(Node node) {
		LogCatcher.start(node, LogLevel.INFO, this::add);
	}

	/** How many were caught, and how many dropped. */
	Message counts() {
		return Message.of(this.caught.get(), this.dropped.get());
	}

	private void add(CaughtRecord record) {
		if (record.entry().logger().equals(AempLog.LOGGER)) {
			this.caught.incrementAndGet();
			return;
		}
		Matcher loss = DROPPED.matcher(record.entry().text());
		if (loss.matches()) {
			this.dropped.addAndGet(Long.parseLong(loss.group(1)));
		}
	}

}

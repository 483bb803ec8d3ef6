package io.aemp.boot.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.logcatcher.CaughtRecord;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The last records that the nodes of the network have logged. The nodes are asked for
 * them as long as somebody looks: nothing is kept for anybody, and where nobody has
 * looked for a while, nothing is sent. Any thread.
 */
public final class NetworkLog implements AutoCloseable {

	private static final int MOST_RECORDS = 1000;

	private static final int LONGEST_TEXT = 4000;

	/** Who has not asked for so long does not look any more. */
	private static final Duration LEASE = Duration.ofSeconds(30);

	private final Deque<Line> lines = new ArrayDeque<>();

	/** When each level was last asked for. */
	private final Map<LogLevel, Long> asked = new EnumMap<>(LogLevel.class);

	private final LongSupplier nanoTime;

	private final LogCatcher catcher;

	private final Guard expiry;

	private long last;

	/**
	 * Begins to wait for somebody who looks.
	 * @param node this node
	 * @param own whether this node has a source of its own log, which is shown too then
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public NetworkLog(Node node, boolean own, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.catcher = own ? LogCatcher.startWithOwn(node, LogLevel.OFF, this::add)
				: LogCatcher.start(node, LogLevel.OFF, this::add);
		this.expiry = node.every(LEASE, this::follow);
	}

	private synchronized void add(CaughtRecord caught) {
		if (this.lines.size() == MOST_RECORDS) {
			this.lines.removeFirst();
		}
		String text = caught.entry().text();
		this.lines.addLast(new Line(++this.last, caught.entry().time(), caught.node(), caught.entry().level(),
				caught.entry().logger(), text.substring(0, Math.min(LONGEST_TEXT, text.length()))));
	}

	/**
	 * The last records, the oldest first.
	 * @param after shows those with greater numbers only
	 * @param level the least urgent level to show
	 * @throws InvalidEndpointRequestException if there is no such level
	 */
	Lines read(long after, String level) {
		LogLevel limit = parse(level);
		synchronized (this) {
			this.asked.put(limit, this.nanoTime.getAsLong());
		}
		follow();
		return lines(after, limit);
	}

	private synchronized Lines lines(long after, LogLevel limit) {
		// a node that was started anew counts from 1 again
		long known = (after > this.last) ? 0 : after;
		return new Lines(this.last,
				this.lines.stream().filter((line) -> line.number() > known && line.level().passes(limit)).toList());
	}

	private static LogLevel parse(String level) {
		try {
			return LogLevel.parse(level);
		}
		catch (IllegalArgumentException ex) {
			String problem = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(problem, problem);
		}
	}

	/** The nodes send what the most curious of those wants who look. */
	private synchronized void follow() {
		long now = this.nanoTime.getAsLong();
		this.asked.values().removeIf((time) -> now - time > LEASE.toNanos());
		LogLevel wanted = this.asked.keySet().stream().reduce(LogLevel.OFF, (one, other) -> other);
		if (wanted != this.catcher.level()) {
			this.catcher.level(wanted);
		}
		if (wanted == LogLevel.OFF) {
			this.lines.clear();
		}
	}

	@Override
	public void close() {
		this.expiry.close();
		this.catcher.close();
	}

	/**
	 * Records of the log.
	 *
	 * @param last the number of the last record, whether it is shown or not
	 * @param lines those that are shown, the oldest first
	 */
	record Lines(long last, List<Line> lines) implements OperationResponseBody {

	}

	/**
	 * A record of the log.
	 *
	 * @param number its number; records are counted from 1 on
	 * @param time when it was logged, by the clock of its node
	 * @param node the ID of that node
	 * @param level its level
	 * @param logger the name of the logger
	 * @param text its text, cut if it is long
	 */
	record Line(long number, Instant time, String node, LogLevel level, String logger, String text) {

	}

}

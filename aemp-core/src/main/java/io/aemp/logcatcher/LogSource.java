package io.aemp.logcatcher;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.PortOptions;

/**
 * Sends the log of this process to the nodes that ask for it (AEMP manual:
 * {@code AnyEvent::MP::LogCatcher::connect}). Logs may be confidential: a node without a
 * source sends nothing, and the {@link io.aemp.ExecutionPolicy} decides who may ask.
 * <p>
 * An appender of a logging library hands over each record by {@link #log}. That never
 * blocks. Up to a thousand records wait for each subscriber; what is logged faster than
 * it can be sent is dropped, and the subscriber is told how many records were.
 * <p>
 * What a thread logs while it sends records is not sent, and neither are records of this
 * library and of Netty below {@link LogLevel#INFO}, nor the packet trace: sending them
 * would lead to more of them.
 */
public final class LogSource implements AutoCloseable {

	/** The function that other nodes call. */
	static final String FUNCTION = "AnyEvent::MP::LogCatcher::connect";

	private static final int SUBSCRIPTIONS = 256;

	private static final int SUBSCRIPTIONS_OF_A_NODE = 16;

	private static final List<String> OWN_LOGGERS = List.of("io.aemp.", "io.netty.");

	private static final String PACKET_TRACE = "io.aemp.trace";

	private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

	private final Node node;

	private final Port port;

	private final InstantSource clock;

	private final Guard function;

	private volatile LogLevel limit = LogLevel.OFF;

	private LogSource(Node node, InstantSource clock) {
		this.node = node;
		this.clock = clock;
		this.port = node.open(PortOptions.DEFAULTS.label("log-source"));
		this.function = node.functions().register(FUNCTION, this::connect);
	}

	/**
	 * Starts to serve other nodes.
	 * @param node this node
	 * @return the source, to be closed
	 * @throws IllegalArgumentException if the node has a source already
	 */
	public static LogSource start(Node node) {
		return new LogSource(node, InstantSource.system());
	}

	/**
	 * Whether anybody wants records of a level. Costs next to nothing. Any thread.
	 * @param level the level
	 * @return whether {@link #log} would send such a record
	 */
	public boolean isWanted(LogLevel level) {
		return level.passes(this.limit);
	}

	/**
	 * Sends a record to all who want it. Any thread; never blocks.
	 * @param entry the record
	 */
	public void log(LogRecord entry) {
		if (isWanted(entry.level()) && !Relaying.isActive() && !isOwn(entry)) {
			for (Subscription subscription : this.subscriptions) {
				subscription.offer(entry);
			}
		}
	}

	private static boolean isOwn(LogRecord entry) {
		return entry.logger().equals(PACKET_TRACE)
				|| (!entry.level().passes(LogLevel.INFO) && OWN_LOGGERS.stream().anyMatch(entry.logger()::startsWith));
	}

	/**
	 * A node asks for the log.
	 * @param caller its node ID
	 * @param arguments a version, which is ignored, the port and the level
	 */
	private void connect(String caller, Message arguments) {
		if (arguments.size() < 3) {
			throw new IllegalArgumentException("The request for the log needs a version, a port and a level");
		}
		String target = arguments.text(1);
		if (!PortIds.isPortId(target) || !PortIds.nodeOf(target).equals(caller)) {
			throw new IllegalArgumentException(
					"'" + target + "' is not a port of " + caller + ": a node receives the log at a port of its own");
		}
		LogLevel level = LogLevel.parse(arguments.get(2));
		if (level != LogLevel.OFF) {
			this.port.execute(() -> begin(caller, new Subscription(this.node, this.port, this.clock, target, level)));
		}
	}

	/** In the port of this source, like all that changes the subscriptions. */
	private void begin(String caller, Subscription subscription) {
		long others = this.subscriptions.stream()
			.filter((other) -> PortIds.nodeOf(other.target()).equals(caller))
			.count();
		if (others >= SUBSCRIPTIONS_OF_A_NODE || this.subscriptions.size() >= SUBSCRIPTIONS) {
			this.node.kill(subscription.target(), "log_limit", "at most " + SUBSCRIPTIONS_OF_A_NODE
					+ " ports of a node receive this log, and " + SUBSCRIPTIONS + " ports together");
			return;
		}
		this.node.monitor(subscription.target(), (reason) -> end(subscription));
		this.subscriptions.add(subscription);
		updateLimit();
		subscription.offer(new LogRecord(this.clock.instant(), Subscription.CONTEXT, LogLevel.DEBUG,
				"starting to propagate log messages to " + subscription.target()));
	}

	private void end(Subscription subscription) {
		this.subscriptions.remove(subscription);
		updateLimit();
	}

	private void updateLimit() {
		LogLevel greatest = LogLevel.OFF;
		for (Subscription subscription : this.subscriptions) {
			greatest = greatest.passes(subscription.limit()) ? subscription.limit() : greatest;
		}
		this.limit = greatest;
	}

	/** Ends the source: nobody receives the log any more. */
	@Override
	public void close() {
		this.function.close();
		this.limit = LogLevel.OFF;
		try {
			this.port.execute(() -> {
				new ArrayList<>(this.subscriptions).forEach(this::end);
				this.port.kill();
			});
		}
		catch (RejectedExecutionException ex) {
			// closed already, or the node is
		}
	}

}

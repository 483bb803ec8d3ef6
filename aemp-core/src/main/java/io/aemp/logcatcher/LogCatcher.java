package io.aemp.logcatcher;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;

/**
 * Receives the logs of all other nodes of the network (AEMP manual:
 * {@code AnyEvent::MP::LogCatcher::catch}). It asks each node that the network has or
 * gets, and asks again after a connection was lost. Nodes in Perl send their log unless
 * they are secure, nodes in Java if they have a {@link LogSource}.
 * <p>
 * Nothing is repeated: what a node logs while it is not connected is lost, and so is what
 * it logs faster than it can send; then a record of it tells the number.
 */
public final class LogCatcher implements AutoCloseable {

	private final Map<String, CaughtNode> caught = new HashMap<>();

	private final Node node;

	private final InstantSource clock;

	private final Consumer<CaughtRecord> consumer;

	/** Whether the log of this node is caught too. */
	private final boolean own;

	private final Port port;

	private volatile LogLevel level;

	private LogCatcher(Node node, InstantSource clock, LogLevel level, Consumer<CaughtRecord> consumer, boolean own) {
		this.node = node;
		this.clock = clock;
		this.level = level;
		this.consumer = consumer;
		this.own = own;
		this.port = node.open(PortOptions.DEFAULTS.label("log-catcher"));
		this.port.execute(() -> node.database().monitorNodes((change) -> update(change.contents().keySet())));
	}

	/**
	 * Starts to catch.
	 * @param node this node
	 * @param level which records of the other nodes arrive, whatever they log themselves
	 * @param consumer receives the records, in a port of this node that must not block.
	 * Calls for one node never overlap; calls for different nodes may. What the consumer
	 * throws is logged
	 * @return the catcher, to be closed
	 */
	public static LogCatcher start(Node node, LogLevel level, Consumer<CaughtRecord> consumer) {
		return new LogCatcher(node, InstantSource.system(), level, consumer, false);
	}

	/**
	 * Starts to catch the logs of all nodes, this one included, to show them in one
	 * place. This node needs a {@link LogSource} before a level other than
	 * {@link LogLevel#OFF} is set.
	 * @param node this node
	 * @param level which records arrive, whatever the nodes log themselves
	 * @param consumer as in {@link #start(Node, LogLevel, Consumer)}. What it logs is not
	 * caught
	 * @return the catcher, to be closed
	 */
	public static LogCatcher startWithOwn(Node node, LogLevel level, Consumer<CaughtRecord> consumer) {
		return new LogCatcher(node, InstantSource.system(), level, consumer, true);
	}

	/**
	 * Starts to catch, and logs each record by slf4j: to the logger of the same name, at
	 * the closest level, with the {@linkplain CaughtRecord#text() origin} before the
	 * text.
	 * @param node this node
	 * @param level which records of the other nodes arrive, whatever they log themselves
	 * @return the catcher, to be closed
	 */
	public static LogCatcher start(Node node, LogLevel level) {
		return start(node, level, new RelayedLog());
	}

	/**
	 * Which records arrive.
	 * @return the level given last
	 */
	public LogLevel level() {
		return this.level;
	}

	/**
	 * Changes which records arrive. All nodes are asked anew, so a few records may be
	 * lost. Any thread.
	 * @param level the level; {@link LogLevel#OFF} for none
	 */
	public void level(LogLevel level) {
		this.level = level;
		inPort(() -> this.caught.values().forEach((caught) -> caught.connect(level)));
	}

	/** In the port of this catcher, as all that concerns the nodes. */
	private void update(Set<String> nodes) {
		this.caught.entrySet().removeIf((entry) -> {
			boolean gone = !nodes.contains(entry.getKey()) && !entry.getKey().equals(this.node.id());
			if (gone) {
				entry.getValue().close();
			}
			return gone;
		});
		nodes.stream().filter((id) -> !id.equals(this.node.id())).forEach(this::add);
		if (this.own) {
			add(this.node.id());
		}
	}

	private void add(String id) {
		if (!this.caught.containsKey(id)) {
			CaughtNode caught = new CaughtNode(this.node, this.clock, id, this.consumer);
			this.caught.put(id, caught);
			caught.connect(this.level);
		}
	}

	private void inPort(Runnable task) {
		try {
			this.port.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// closed already, or the node is
		}
	}

	/** Ends the catcher: nothing arrives any more. Any thread. */
	@Override
	public void close() {
		inPort(() -> {
			this.caught.values().forEach(CaughtNode::close);
			this.port.kill();
		});
	}

}

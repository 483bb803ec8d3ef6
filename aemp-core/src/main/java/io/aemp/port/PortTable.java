package io.aemp.port;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aemp.Functions.InitFunction;
import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.PortInfo;
import io.aemp.PortOptions;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All ports of a node, by name. Any thread may call any method. */
public final class PortTable {

	private static final Logger logger = LoggerFactory.getLogger(PortTable.class);

	private static final int STILLBORN_LIMIT = 1000;

	private final PortMap ports;

	/**
	 * Why init functions failed lately: whoever spawned the port may ask only now.
	 * Guarded by itself.
	 */
	private final Map<String, Reason> stillborn = new LinkedHashMap<>();

	private final CompletableFuture<@Nullable Void> emptied = new CompletableFuture<>();

	private final PortRuntime runtime;

	private final PortNameGenerator names;

	/** With which all port IDs begin. */
	private final String prefix;

	/** The port in whose callback the node is closed: it cannot die before that ends. */
	private volatile @Nullable LocalPort closer;

	/** Why ports cannot be opened any more, once the node is closed. */
	private volatile @Nullable Reason closed;

	/**
	 * Creates the table of a node.
	 * @param runtime what the ports share
	 * @param names makes port names
	 */
	public PortTable(PortRuntime runtime, PortNameGenerator names) {
		this.runtime = runtime;
		this.names = names;
		this.prefix = runtime.nodeId() + '#';
		this.ports = new PortMap(this.prefix);
	}

	/**
	 * What the ports of this table share.
	 * @return the runtime
	 */
	public PortRuntime runtime() {
		return this.runtime;
	}

	/**
	 * Makes a port name, for a port here or one to be spawned elsewhere.
	 * @return a name that was never used before
	 */
	public String newName() {
		return this.names.next("");
	}

	/**
	 * Opens a port.
	 * @param options how it is to work
	 * @return the port
	 * @throws IllegalStateException if the node is closed
	 */
	public LocalPort open(PortOptions options) {
		if (this.closed != null) {
			throw new IllegalStateException("The node " + this.runtime.nodeId() + " is closed");
		}
		LocalPort port = new LocalPort(this, this.names.next(this.prefix), options);
		this.ports.add(port);
		return opened(port);
	}

	/**
	 * Opens a port that is set up by an init function, in its own turn. Does nothing once
	 * the node is closed.
	 * @param name the name of the port, made by whoever spawns it
	 * @param options how it is to work
	 * @param function the init function
	 * @param arguments the init data
	 * @param node the ID of the node that spawns it
	 * @throws IllegalArgumentException if there is or was a port of that name
	 */
	public void spawn(String name, PortOptions options, InitFunction function, Message arguments, String node) {
		if (this.closed != null) {
			return;
		}
		LocalPort port = new LocalPort(this, this.prefix + name, options);
		if (!this.ports.addIfAbsent(port)) {
			throw new IllegalArgumentException("There is a port named '" + name + "' already");
		}
		opened(port).spawn(function, arguments, node);
	}

	/** A port that comes while the node is closed may have been overlooked. */
	private LocalPort opened(LocalPort port) {
		Reason closed = this.closed;
		if (closed != null) {
			port.kill(closed);
		}
		return port;
	}

	/**
	 * Finds a port.
	 * @param name the port name
	 * @return the port, {@code null} if there is none
	 */
	public @Nullable LocalPort find(String name) {
		return this.ports.withName(name);
	}

	/**
	 * Finds a port of this node by its ID, which is faster than by its name.
	 * @param portId the port ID
	 * @return the port, {@code null} if there is none
	 */
	public @Nullable LocalPort withId(String portId) {
		return this.ports.withId(portId);
	}

	/**
	 * Hands a message to a port that came over a connection, if the port is there.
	 * @param name the port name
	 * @param message the message, which nobody else has
	 * @param inflow the account of the connection
	 * @param bytes what the message takes from it, until the port takes the message
	 * @return whether more may follow; see {@link ReceiveWindow.Listener} for when not
	 */
	public boolean deliver(String name, Message message, ReceiveWindow inflow, int bytes) {
		LocalPort port = this.ports.withName(name);
		return port == null || !port.deliver(new MailboxEntries.Arrival(message, inflow, bytes)) || inflow.add(bytes);
	}

	/**
	 * Lets the port die for which most bytes of a connection wait, at once, whatever its
	 * callback is doing.
	 * @param inflow the account of the connection
	 * @param message why
	 * @return whether there was one
	 */
	public boolean overflow(ReceiveWindow inflow, String message) {
		LocalPort fullest = null;
		long most = 0;
		for (LocalPort port : this.ports.all()) {
			long bytes = port.waiting(inflow);
			if (bytes > most) {
				fullest = port;
				most = bytes;
			}
		}
		if (fullest != null) {
			fullest.overflow(message);
		}
		return fullest != null;
	}

	/**
	 * Kills a port, if it is there.
	 * @param name the port name
	 * @param reason why
	 */
	public void kill(String name, Reason reason) {
		LocalPort port = this.ports.withName(name);
		if (port != null) {
			port.kill(reason);
		}
	}

	/**
	 * Puts a monitor on a port; triggers it at once if the port is not there.
	 * @param name the port name
	 * @param monitor the monitor
	 */
	public void monitor(String name, Monitor monitor) {
		LocalPort port = this.ports.withName(name);
		monitor.begin((ended) -> {
			if (port != null) {
				port.unmonitor(ended);
			}
		});
		if (port == null || !port.monitor(monitor)) {
			monitor.trigger(obituary(name));
		}
		else if (!monitor.isArmed()) {
			// its target died in the meantime
			port.unmonitor(monitor);
		}
	}

	/**
	 * Kills all ports and opens no more.
	 * @param reason why
	 * @return completes when the last port is dead, not counting the one that calls this
	 */
	public CompletableFuture<@Nullable Void> close(Reason reason) {
		this.closer = this.runtime.currentPort();
		this.closed = reason;
		this.ports.all().forEach((port) -> port.kill(reason));
		completeIfEmptied();
		return this.emptied;
	}

	private void completeIfEmptied() {
		if (this.closed != null && this.ports.size() <= 1) {
			LocalPort closer = this.closer;
			if (this.ports.size() == 0 || (closer != null && this.ports.contains(closer))) {
				this.emptied.complete(null);
			}
		}
	}

	/**
	 * A look at all ports; for tools.
	 * @return a snapshot
	 */
	public List<PortInfo> infos() {
		return this.ports.all().stream().map(LocalPort::info).toList();
	}

	void remove(LocalPort port) {
		this.ports.remove(port);
	}

	/**
	 * Remembers why an init function failed; on the thread of the port, before it dies.
	 */
	void stillborn(String portId, Reason reason) {
		synchronized (this.stillborn) {
			this.stillborn.put(PortIds.nameOf(portId), reason);
			if (this.stillborn.size() > STILLBORN_LIMIT) {
				this.stillborn.remove(this.stillborn.keySet().iterator().next());
			}
		}
	}

	private Reason obituary(String name) {
		synchronized (this.stillborn) {
			Reason reason = this.stillborn.get(name);
			return (reason != null) ? reason : ProtocolReasons.noSuchPort(this.prefix + name);
		}
	}

	/** Tells of a death; an abnormal one that nobody monitors is usually a bug. */
	void buried(String portId, Reason reason, @Nullable Throwable cause, boolean witnessed) {
		this.runtime.observer().portDied(portId, reason, witnessed);
		completeIfEmptied();
		if (!reason.isNormal() && !witnessed && this.closed == null) {
			logger.warn("Port {} died and nobody monitors it: {}", portId, reason, cause);
		}
		else if (logger.isDebugEnabled()) {
			logger.debug("Port {} died: {}", portId, reason, cause);
		}
	}

}

package io.aemp.node;

import java.time.Duration;
import java.util.function.Consumer;

import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import io.aemp.node.PortAddresses.Address;
import io.aemp.outbound.DeferredSend;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.Monitor;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * Takes everything that is addressed by a port ID to where the port is: the local table,
 * the node port, or a peer. Any thread may call any method.
 */
public final class Messenger {

	private final String nodeId;

	private final PortTable ports;

	private final Peers peers;

	private final LocalMessenger local;

	private final DropLog drops;

	private final PortAddresses addresses = new PortAddresses();

	private volatile boolean ended;

	/**
	 * Creates the messenger of a node.
	 * @param ports the local ports
	 * @param peers the other nodes
	 * @param local takes what is for this node
	 * @param drops is told of what goes to nobody
	 */
	Messenger(PortTable ports, Peers peers, LocalMessenger local, DropLog drops) {
		this.nodeId = ports.runtime().nodeId();
		this.ports = ports;
		this.peers = peers;
		this.local = local;
		this.drops = drops;
	}

	/**
	 * Whether a port is this node's.
	 * @param portId a port ID or node ID
	 * @return whether it is
	 */
	public boolean isLocal(String portId) {
		return portId.startsWith(this.nodeId)
				&& (portId.length() == this.nodeId.length() || portId.charAt(this.nodeId.length()) == '#');
	}

	/** Refuses what can be the ID of no port and no node. */
	void requireId(String portId) {
		if (!isLocal(portId)) {
			PortAddresses.peerOf(portId);
		}
	}

	/** The name of a port of this node; empty for the node port. */
	String localName(String portId) {
		return portId.substring(Math.min(this.nodeId.length() + 1, portId.length()));
	}

	/**
	 * Sends a message.
	 * @param portId the port
	 * @param message the message
	 */
	public void send(String portId, Message message) {
		send(null, portId, message, false);
	}

	/**
	 * Sends a message that is made for that, so nobody else has it.
	 * @param portId the port
	 * @param elements the elements of the message
	 */
	public void sendNew(String portId, @Nullable Object[] elements) {
		Message message = Message.of(elements);
		if (isLocal(portId)) {
			// a message that travels is checked when it is encoded
			Values.requireElements("send(String, Message)", elements);
			this.local.send(portId, message, true);
		}
		else {
			sendAway(null, portId, message, false);
		}
	}

	/**
	 * Sends a message on behalf of somebody else.
	 * @param context who sends; {@code null} for whoever calls
	 * @param portId the port
	 * @param message the message
	 * @param lenient whether values that the framing cannot write become {@code null}
	 */
	void send(@Nullable Context context, String portId, Message message, boolean lenient) {
		if (isLocal(portId)) {
			this.local.send(portId, message, false);
		}
		else {
			sendAway(context, portId, message, lenient);
		}
	}

	private void sendAway(@Nullable Context context, String portId, Message message, boolean lenient) {
		Address address = this.addresses.of(portId);
		Context sender = (context != null) ? context : this.ports.runtime().currentContext();
		Peer known = this.peers.find(address.node());
		if (known != null && known.send(sender, address.name(), message, lenient)) {
			// most go here, where nothing has to be made of what is sent
			return;
		}
		if (!this.peers.reach(address.node(), (peer) -> peer.send(sender, address.name(), message, lenient))) {
			tooMany(address.node());
		}
	}

	/**
	 * Sends a message on behalf of the current context as soon as its node is writable.
	 * @param portId the port
	 * @param message the message
	 * @param send is told the outcome
	 */
	void send(String portId, Message message, DeferredSend send) {
		if (isLocal(portId)) {
			send(portId, message);
			send.sent();
			return;
		}
		Address address = this.addresses.of(portId);
		if (this.ended) {
			send.failed(closed());
			return;
		}
		Context sender = this.ports.runtime().currentContext();
		if (!this.peers.reach(address.node(), (peer) -> peer.send(send, sender, address.name(), message))) {
			send.failed(tooMany(address.node()));
		}
		if (this.ended && send.withdraw()) {
			send.failed(closed());
		}
	}

	private Reason closed() {
		return Reason.of(Reason.NODE_CLOSED, "node " + this.nodeId + " was closed");
	}

	/** All connections are closed: nobody is left to end the wait of a send. */
	void end() {
		this.ended = true;
	}

	/**
	 * Sends a message on behalf of the current context, and watches the port until the
	 * answer comes.
	 * @param portId the port
	 * @param message the message
	 * @param watch is told of the death of the port, and of a loss
	 */
	void call(String portId, Message message, Monitor watch) {
		if (isLocal(portId)) {
			begin(portId, watch);
			this.local.send(portId, message, false);
			return;
		}
		Address address = this.addresses.of(portId);
		Context caller = this.ports.runtime().currentContext();
		watch.begin((ended) -> this.peers.unwatch(address.node(), address.name(), ended));
		if (!this.peers.reach(address.node(), (peer) -> peer.call(caller, address.name(), message, watch))) {
			watch.trigger(tooMany(address.node()));
		}
	}

	/** What is sent to one node more is lost as if it could not be reached. */
	private Reason tooMany(String node) {
		this.drops.dropped(this.nodeId, "too many nodes are addressed that are not connected");
		return Reason.transportError(node, "too many nodes are dialled");
	}

	/**
	 * Sends a message later, whatever becomes of the current port until then.
	 * @param delay how long to wait
	 * @param portId the port
	 * @param message the message
	 * @return cancels it
	 */
	public Guard sendAfter(Duration delay, String portId, Message message) {
		if (!isLocal(portId)) {
			PortAddresses.peerOf(portId);
			Sendable.check(message, limits());
		}
		Context context = this.ports.runtime().currentContext();
		Message given = given(portId, message);
		return this.ports.runtime().timers().schedule(delay, () -> sendOrDrop(context, portId, given, true));
	}

	/** A message that is given now to be sent later: mistakes are told now. */
	Message given(String portId, Message message) {
		return isLocal(portId) ? this.local.given(message) : message;
	}

	/**
	 * Sends a message where nobody is to be told that the peer takes less than this node
	 * does.
	 */
	void sendOrDrop(Context context, String portId, Message message, boolean lenient) {
		try {
			send(context, portId, message, lenient);
		}
		catch (UnsendableValueException ex) {
			this.drops.dropped(this.nodeId, "message for " + Values.display(portId) + ": " + ex.getMessage());
		}
	}

	/**
	 * Kills a port.
	 * @param portId the port
	 * @param reason why
	 */
	public void kill(String portId, Reason reason) {
		if (isLocal(portId)) {
			this.local.kill(portId, reason);
			return;
		}
		String node = PortAddresses.peerOf(portId);
		String name = killable(portId);
		Context context = this.ports.runtime().currentContext();
		Message request = Message.of("kil1", name).append(reason.elements().toArray());
		if (!this.peers.reach(node, (peer) -> peer.request(context, name, request))) {
			tooMany(node);
		}
	}

	/** The name of a port that may be killed. */
	static String killable(String portId) {
		String name = PortIds.nameOf(portId);
		if (name.isEmpty()) {
			throw new IllegalArgumentException(
					"'" + portId + "' is a node port, which cannot be killed; give the ID of a port, NODE#PORT");
		}
		return name;
	}

	/**
	 * Monitors a port by a callback.
	 * @param portId the port
	 * @param witness whether the port counts as monitored by somebody who cares
	 * @param callback takes the reason
	 * @return the monitor
	 */
	public Guard monitor(String portId, boolean witness, Consumer<Reason> callback) {
		LocalPort current = this.ports.runtime().currentPort();
		Context context = this.ports.runtime().currentContext();
		// what is to happen on the owner's own death happens outside
		boolean own = current != null && current.id().equals(portId);
		return begin(portId, new Monitor(context, own ? this.ports.runtime().outside() : context, witness, callback));
	}

	/**
	 * Monitors a port by a callback that runs outside ports and does not end with the
	 * current one.
	 * @param portId the port
	 * @param callback takes the reason
	 * @return the monitor
	 */
	public Guard monitorOutside(String portId, Consumer<Reason> callback) {
		Context context = this.ports.runtime().currentContext();
		return begin(portId, new Monitor(context, this.ports.runtime().outside(), false, callback));
	}

	/**
	 * Registers a monitor where the port is.
	 * @param portId the port
	 * @param monitor the monitor
	 * @return the monitor
	 */
	public Guard begin(String portId, Monitor monitor) {
		if (isLocal(portId)) {
			String name = localName(portId);
			if (!name.isEmpty()) {
				this.ports.monitor(name, monitor);
			}
			// nobody can see this node's own connection to itself end
			return monitor;
		}
		String node = PortAddresses.peerOf(portId);
		String name = PortIds.nameOf(portId);
		monitor.begin((ended) -> this.peers.unmonitor(node, name, ended));
		if (!this.peers.reach(node, (peer) -> peer.monitor(name, monitor))) {
			this.peers.refuse(node, name, monitor, tooMany(node));
		}
		return monitor;
	}

	/**
	 * Creates a port on a node.
	 * @param nodeOrPort the node, or a port there
	 * @param initFunction the name of the init function
	 * @param arguments the init data
	 * @return the ID of the port
	 */
	public String spawn(String nodeOrPort, String initFunction, Message arguments) {
		String name = this.ports.newName();
		if (isLocal(nodeOrPort)) {
			this.local.spawn(name, initFunction, arguments);
			return this.nodeId + '#' + name;
		}
		String node = PortAddresses.peerOf(nodeOrPort);
		Message request = Message.of(NodeRequest.SPAWN, name, initFunction).append(arguments.toList().toArray());
		if (!this.peers.reach(node, (peer) -> peer.request(name, request))) {
			tooMany(node);
		}
		return node + '#' + name;
	}

	/** The limits of packets, for those who make messages beforehand. */
	Framing.PacketLimits limits() {
		return this.peers.limits();
	}

}

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
 * Routes everything that is addressed by a port ID to the local port table, the node port
 * or a peer. Any thread may call any method.
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
	 * @param local delivers to ports of this node
	 * @param drops logs what cannot be sent
	 */
	Messenger(PortTable ports, Peers peers, LocalMessenger local, DropLog drops) {
		this.nodeId = ports.runtime().nodeId();
		this.ports = ports;
		this.peers = peers;
		this.local = local;
		this.drops = drops;
	}

	/**
	 * Whether a port or node ID belongs to this node.
	 * @param portId a port ID or node ID
	 * @return whether it belongs to this node
	 */
	public boolean isLocal(String portId) {
		return portId.startsWith(this.nodeId)
				&& (portId.length() == this.nodeId.length() || portId.charAt(this.nodeId.length()) == '#');
	}

	/**
	 * Throws an {@link IllegalArgumentException} for a string that is neither a port ID
	 * nor a node ID.
	 */
	void requireId(String portId) {
		if (!isLocal(portId)) {
			PortAddresses.peerOf(portId);
		}
	}

	/** Returns the name of a port of this node; empty for the node port. */
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
	 * Sends a new message, to whose elements no other code refers.
	 * @param portId the port
	 * @param elements the elements of the message
	 */
	public void sendNew(String portId, @Nullable Object[] elements) {
		Message message = Message.of(elements);
		if (isLocal(portId)) {
			// a message to another node is checked when it is encoded
			Values.requireElements("send(String, Message)", elements);
			this.local.send(portId, message, true);
		}
		else {
			sendAway(null, portId, message, false);
		}
	}

	/**
	 * Sends a message on behalf of a context.
	 * @param context the sender; {@code null} for the current context
	 * @param portId the port
	 * @param message the message
	 * @param lenient whether values that the framing cannot represent become {@code null}
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
			// the common path, which allocates no action
			return;
		}
		if (!this.peers.reach(address.node(), (peer) -> peer.send(sender, address.name(), message, lenient))) {
			tooMany(address.node());
		}
	}

	/**
	 * Sends a message on behalf of the current context as soon as the node of its port is
	 * writable.
	 * @param portId the port
	 * @param message the message
	 * @param send receives the outcome
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

	/**
	 * Fails deferred sends from now on: all connections are closed, so no peer becomes
	 * writable again.
	 */
	void end() {
		this.ended = true;
	}

	/**
	 * Sends the message of a call on behalf of the current context, and watches the port
	 * until the call ends.
	 * @param message the message
	 * @param call fails on an abnormal death of the port and on a loss
	 */
	void call(Message message, Call call) {
		String portId = call.port();
		if (isLocal(portId)) {
			begin(portId, new Monitor(call, call, true, call::failed));
			this.local.send(portId, message, false);
			return;
		}
		Address address = this.addresses.of(portId);
		Context caller = this.ports.runtime().currentContext();
		Peer known = this.peers.find(address.node());
		if (known != null && known.call(caller, address.name(), message, call)) {
			return;
		}
		if (!this.peers.reach(address.node(), (peer) -> peer.call(caller, address.name(), message, call))) {
			call.failed(tooMany(address.node()));
		}
	}

	/**
	 * Logs that too many nodes are addressed. Returns the reason of an unreachable node.
	 */
	private Reason tooMany(String node) {
		this.drops.dropped(this.nodeId, "too many nodes are addressed that are not connected");
		return Reason.transportError(node, "too many nodes are dialled");
	}

	/**
	 * Sends a message after a delay, even if the current port dies before.
	 * @param delay how long to wait
	 * @param portId the port
	 * @param message the message
	 * @return a guard that cancels the message
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

	/** Prepares a message now that is sent later, so that errors appear now. */
	Message given(String portId, Message message) {
		return isLocal(portId) ? this.local.given(message) : message;
	}

	/**
	 * Sends a message; drops and logs it if the framing or the limits of the peer do not
	 * allow it.
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
		checkAsGiven(Message.of(reason.elements()));
		Context context = this.ports.runtime().currentContext();
		Message request = Message.of("kil1", name).append(reason.elements().toArray());
		if (!this.peers.reach(node, (peer) -> peer.request(context, name, request))) {
			tooMany(node);
		}
	}

	/** Returns the name of a port that may be killed. */
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
	 * @param witness whether the monitor handles an abnormal death, so that this node
	 * does not log it
	 * @param callback takes the reason
	 * @return the monitor
	 */
	public Guard monitor(String portId, boolean witness, Consumer<Reason> callback) {
		LocalPort current = this.ports.runtime().currentPort();
		Context context = this.ports.runtime().currentContext();
		// a callback on the death of its own port runs outside ports
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
			// a monitor on this node itself never fires
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
	 * @return the ID of the new port
	 */
	public String spawn(String nodeOrPort, String initFunction, Message arguments) {
		String name = this.ports.newName();
		if (isLocal(nodeOrPort)) {
			this.local.spawn(name, initFunction, arguments);
			return this.nodeId + '#' + name;
		}
		String node = PortAddresses.peerOf(nodeOrPort);
		checkAsGiven(arguments);
		Message request = Message.of(NodeRequest.SPAWN, name, initFunction)
			.append(arguments.toList().toArray())
			.withHeaders(arguments.headers());
		if (!this.peers.reach(node, (peer) -> peer.request(name, request))) {
			tooMany(node);
		}
		return node + '#' + name;
	}

	/**
	 * Checks elements before they become part of a request, in which they have other
	 * indexes: what the exception says must be true for the caller.
	 */
	private void checkAsGiven(Message elements) {
		Sendable.check(elements, limits());
	}

	/** Returns the limits of packets, for callers that check messages in advance. */
	Framing.PacketLimits limits() {
		return this.peers.limits();
	}

}

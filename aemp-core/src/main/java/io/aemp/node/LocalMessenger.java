package io.aemp.node;

import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.port.Destination;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what this node sends to its own ports and to its node port. Any thread may
 * call any method.
 */
final class LocalMessenger {

	private final PortTable ports;

	private final Consumer<Message> nodePort;

	private final FunctionRegistry functions;

	private final DropLog drops;

	private final @Nullable LocalEncoding encoding;

	/** The length of the node ID and the character after it. */
	private final int prefix;

	/**
	 * Creates the messenger.
	 * @param ports the local ports
	 * @param nodePort takes requests to this node's own node port
	 * @param functions the functions that may be spawned here
	 * @param drops logs requests that cannot be executed
	 * @param encoding encodes and decodes messages; {@code null} to hand them over
	 * unchanged
	 */
	LocalMessenger(PortTable ports, Consumer<Message> nodePort, FunctionRegistry functions, DropLog drops,
			@Nullable LocalEncoding encoding) {
		this.ports = ports;
		this.nodePort = nodePort;
		this.functions = functions;
		this.drops = drops;
		this.encoding = encoding;
		this.prefix = ports.runtime().nodeId().length() + 1;
	}

	/**
	 * Sends a message.
	 * @param portId the port
	 * @param message the message
	 * @param own whether no other code refers to the message
	 */
	void send(String portId, Message message, boolean own) {
		if (this.encoding != null) {
			handOver(portId, this.encoding.arrived(message), true);
		}
		else {
			handOver(portId, message, own);
		}
	}

	private void handOver(String portId, Message message, boolean own) {
		if (portId.length() <= this.prefix) {
			this.nodePort.accept(message);
			return;
		}
		Destination port = this.ports.withId(portId);
		if (port == null) {
			this.ports.undelivered();
		}
		else if (own) {
			port.deliverOwn(message);
		}
		else {
			port.deliver(message);
		}
	}

	/** Prepares a message now that is handed over later. */
	Message given(Message message) {
		return (this.encoding != null) ? this.encoding.arrived(message) : message;
	}

	/**
	 * Kills a port.
	 * @param portId the port
	 * @param reason why
	 */
	void kill(String portId, Reason reason) {
		Reason given = (this.encoding != null) ? this.encoding.arrived(reason) : reason;
		Destination port = this.ports.withId(portId);
		if (port != null) {
			port.kill(given);
		}
		else {
			Messenger.killable(portId);
		}
	}

	/**
	 * Creates a port. If that is not possible, the caller learns it from its monitors, as
	 * with a remote port.
	 * @param name the name of the port
	 * @param initFunction the name of the init function
	 * @param arguments the init data
	 */
	void spawn(String name, String initFunction, Message arguments) {
		Message given = given(arguments);
		String nodeId = this.ports.runtime().nodeId();
		FunctionRegistry.Init init = this.functions.findInit(initFunction);
		if (init != null) {
			this.ports.spawn(name, init.options(), init.function(), given, nodeId);
		}
		else {
			this.drops.dropped(nodeId, "spawn: " + this.functions.unknownInit(initFunction));
		}
	}

}

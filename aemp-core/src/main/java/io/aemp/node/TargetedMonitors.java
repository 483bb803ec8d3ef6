package io.aemp.node;

import java.util.function.Consumer;

import io.aemp.Framing;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.port.Destination;
import io.aemp.port.Monitor;
import io.aemp.port.MonitorActions;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * Monitors that kill another port, their target, or send it a message. Any thread may
 * call any method.
 */
public final class TargetedMonitors {

	private final PortTable ports;

	private final Messenger messenger;

	private final Framing.PacketLimits limits;

	/**
	 * Creates the targeted monitors of a node.
	 * @param ports the local ports
	 * @param messenger registers monitors, kills and sends
	 */
	public TargetedMonitors(PortTable ports, Messenger messenger) {
		this.ports = ports;
		this.messenger = messenger;
		this.limits = messenger.limits();
	}

	/**
	 * Monitors a port; if it dies abnormally, kills the target with the same reason.
	 * @param portId the port
	 * @param target the target
	 * @return the monitor
	 */
	public Guard kill(String portId, String target) {
		if (PortIds.nameOf(target).isEmpty()) {
			throw new IllegalArgumentException("'" + target + "' is a node port, which cannot be killed");
		}
		this.messenger.requireId(portId);
		if (!this.messenger.isLocal(target)) {
			PortAddresses.peerOf(target);
			return forRemote(portId, (reason) -> {
				if (!reason.isNormal()) {
					this.messenger.kill(target, SendableReasons.sendable(reason, this.limits));
				}
			});
		}
		Destination port = this.ports.find(this.messenger.localName(target));
		return (port != null) ? begin(portId, port, MonitorActions.kill(port)) : dead();
	}

	/**
	 * Monitors a port; when it dies, sends a message to the target.
	 * @param portId the port
	 * @param target the target
	 * @param message the beginning of the message; the reason is appended
	 * @return the monitor
	 */
	public Guard send(String portId, String target, Message message) {
		this.messenger.requireId(portId);
		if (!this.messenger.isLocal(target)) {
			PortAddresses.peerOf(target);
			Sendable.check(message, this.limits);
			return forRemote(portId, (reason) -> this.messenger.send(this.ports.runtime().outside(), target,
					message.append(SendableReasons.sendable(message, reason, this.limits).elements().toArray()), true));
		}
		String name = this.messenger.localName(target);
		if (name.isEmpty()) {
			return forRemote(portId,
					(reason) -> this.messenger.send(target, message.append(reason.elements().toArray())));
		}
		Destination port = this.ports.find(name);
		return (port != null) ? begin(portId, port, MonitorActions.send(port, this.messenger.given(target, message)))
				: dead();
	}

	/** Begins a monitor without target context, because its action only sends. */
	private Guard forRemote(String portId, Consumer<Reason> action) {
		return begin(portId, null, action);
	}

	private Guard begin(String portId, @Nullable Destination target, Consumer<Reason> action) {
		return this.messenger.begin(portId, new Monitor(this.ports.runtime().currentContext(), target, true, action));
	}

	/** Returns an inert monitor, because its target is dead. */
	private static Guard dead() {
		return () -> {
		};
	}

}

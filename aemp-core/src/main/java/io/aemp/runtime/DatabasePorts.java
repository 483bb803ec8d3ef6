package io.aemp.runtime;

import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.global.GlobalDatabase;
import io.aemp.node.Messenger;
import io.aemp.node.Multicast;
import io.aemp.port.Context;
import io.aemp.port.LocalPort;
import io.aemp.port.PortRuntime;

/** The port operations that the database needs. */
final class DatabasePorts implements GlobalDatabase.Ports {

	private final PortRuntime runtime;

	private final Messenger messenger;

	private final Multicast multicast;

	private final BooleanSupplier serving;

	DatabasePorts(PortRuntime runtime, Messenger messenger, BooleanSupplier serving) {
		this.runtime = runtime;
		this.messenger = messenger;
		this.multicast = new Multicast(runtime, messenger);
		this.serving = serving;
	}

	@Override
	public Context context() {
		return this.runtime.currentContext();
	}

	@Override
	public String self() {
		LocalPort port = this.runtime.currentPort();
		if (port == null) {
			throw new IllegalStateException("This is outside the callbacks of ports of node " + this.runtime.nodeId()
					+ ", where there is no current port to register; give its ID");
		}
		return port.id();
	}

	@Override
	public boolean isServing() {
		return this.serving.getAsBoolean();
	}

	@Override
	public Guard monitor(String port, Consumer<Reason> callback) {
		return this.messenger.monitorOutside(port, callback);
	}

	@Override
	public void requireSendable(Message message) {
		this.multicast.requireSendable(message);
	}

	@Override
	public void send(Collection<String> subkeys, Message message) {
		this.multicast.send(subkeys, message);
	}

}

package io.aemp.global;

import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.port.Context;

/**
 * For a database that nobody uses from ports.
 *
 * @param executor runs callbacks
 */
record OutsidePorts(Executor executor) implements GlobalDatabase.Ports, Context {

	@Override
	public Context context() {
		return this;
	}

	@Override
	public boolean tryExecute(Runnable callback) {
		this.executor.execute(callback);
		return true;
	}

	@Override
	public void own(Guard guard) {
	}

	@Override
	public void disown(Guard guard) {
	}

	@Override
	public String self() {
		throw new IllegalStateException("outside ports");
	}

	@Override
	public boolean isServing() {
		return false;
	}

	@Override
	public Guard monitor(String port, Consumer<Reason> callback) {
		return () -> {
		};
	}

	@Override
	public void requireSendable(Message message) {
	}

	@Override
	public void send(Collection<String> subkeys, Message message) {
	}

}

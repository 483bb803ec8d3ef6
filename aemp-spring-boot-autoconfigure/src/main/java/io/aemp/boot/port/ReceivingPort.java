package io.aemp.boot.port;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.boot.handler.PortMethods;

/** A port that passes its messages to the methods of a bean. */
final class ReceivingPort implements OpenedPort {

	private final Port port;

	private final PortMethods methods;

	private final Supplier<Object> bean;

	ReceivingPort(Port port, PortMethods methods, Supplier<Object> bean) {
		this.port = port;
		this.methods = methods;
		this.bean = bean;
		methods.receive(port, bean);
	}

	@Override
	public Port port() {
		return this.port;
	}

	@Override
	public void begin(boolean reset, Consumer<Port> register) {
		if (!this.methods.hasInit() && !(reset && this.methods.hasResets())) {
			register.accept(this.port);
			return;
		}
		this.port.callInContext(() -> {
			Object instance = this.bean.get();
			if (reset) {
				this.methods.reset(instance, this.port);
			}
			this.methods.init(instance, this.port, Message.of());
			register.accept(this.port);
			return true;
		});
	}

}

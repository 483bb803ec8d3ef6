package io.aemp.loop;

import io.aemp.transport.IoPlatform;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;

/** What a loop waits for in place of sockets; there are none. */
abstract class StubSockets implements IoHandler, IoHandlerFactory {

	/** What a loop is made of that has this only. */
	final IoPlatform platform() {
		IoPlatform some = IoPlatform.best();
		return new IoPlatform(this, some.listener(), some.connection(), some.keepAlive());
	}

	@Override
	public final IoHandler newHandler(ThreadAwareExecutor loop) {
		return this;
	}

	@Override
	public final boolean isChangingThreadSupported() {
		return true;
	}

	@Override
	public final IoRegistration register(IoHandle handle) {
		throw new UnsupportedOperationException();
	}

	@Override
	public final boolean isCompatible(Class<? extends IoHandle> handleType) {
		return false;
	}

}

package io.aemp.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Epoll for streams whose input may end before their output. Netty 4.2.15 removes a
 * descriptor from epoll when it awaits no event, and fails the channel when it awaits one
 * again. A stream that has read its end, and only writes, comes into that state each time
 * the socket has taken all. So such descriptors stay: registered for edges, which wake
 * nobody up as long as nothing happens.
 */
final class KeptRegistrations implements IoHandlerFactory {

	private final IoHandlerFactory factory;

	KeptRegistrations(IoHandlerFactory factory) {
		this.factory = factory;
	}

	@Override
	public IoHandler newHandler(ThreadAwareExecutor executor) {
		return new Handler(this.factory.newHandler(executor));
	}

	@Override
	public boolean isChangingThreadSupported() {
		return this.factory.isChangingThreadSupported();
	}

	private record Handler(IoHandler handler) implements IoHandler {

		@Override
		public void initialize() {
			this.handler.initialize();
		}

		@Override
		public int run(IoHandlerContext context) {
			return this.handler.run(context);
		}

		@Override
		public void prepareToDestroy() {
			this.handler.prepareToDestroy();
		}

		@Override
		public void destroy() {
			this.handler.destroy();
		}

		@Override
		public IoRegistration register(IoHandle handle) throws Exception {
			return new Registration(this.handler.register(handle));
		}

		@Override
		public void wakeup() {
			this.handler.wakeup();
		}

		@Override
		public boolean isCompatible(Class<? extends IoHandle> type) {
			return this.handler.isCompatible(type);
		}

	}

	private record Registration(IoRegistration registration) implements IoRegistration {

		@Override
		public <T> T attachment() {
			return this.registration.attachment();
		}

		@Override
		public long submit(IoOps ops) {
			return this.registration.submit(EpollIoOps.NONE.equals(ops) ? EpollIoOps.EPOLLET : ops);
		}

		@Override
		public boolean isValid() {
			return this.registration.isValid();
		}

		@Override
		public boolean cancel() {
			return this.registration.cancel();
		}

	}

}

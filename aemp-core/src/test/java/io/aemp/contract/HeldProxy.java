package io.aemp.contract;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.aemp.HostPort;
import io.aemp.LocalListener;
import io.aemp.testing.BoundedWait;

/** Accepts connections, but passes nothing on before it is released. */
final class HeldProxy implements AutoCloseable {

	private final List<AutoCloseable> sockets = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final LocalListener listener = new LocalListener();

	private final HostPort target;

	HeldProxy(String target) {
		this.target = HostPort.parse("target", target);
		this.sockets.add(this.listener);
		this.listener.serve(this::serve);
	}

	String address() {
		return this.listener.address();
	}

	void release() {
		this.released.countDown();
	}

	private void serve(Socket near) throws Exception {
		this.sockets.add(near);
		BoundedWait.await(this.released);
		Socket far = new Socket(this.target.host(), this.target.port());
		this.sockets.add(far);
		LocalListener.run(() -> pass(near, far));
		pass(far, near);
	}

	private static void pass(Socket from, Socket to) throws IOException {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		finally {
			to.shutdownOutput();
		}
	}

	@Override
	public void close() throws Exception {
		release();
		for (AutoCloseable socket : this.sockets) {
			socket.close();
		}
	}

}

package io.aemp.contract;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.HostPort;
import io.aemp.LocalListener;

/** Passes everything on, until it swallows everything and says nothing. */
final class SilentProxy implements AutoCloseable {

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final LocalListener listener = new LocalListener();

	private final HostPort target;

	private volatile boolean silent;

	SilentProxy(String target) {
		this.target = HostPort.parse("target", target);
		this.listener.serve(this::serve);
	}

	String address() {
		return this.listener.address();
	}

	/** Takes bytes, but passes nothing on, not even the end of a connection. */
	void swallow() {
		this.silent = true;
	}

	private void serve(Socket near) throws IOException {
		if (this.silent) {
			near.close();
			return;
		}
		Socket far = new Socket(this.target.host(), this.target.port());
		this.sockets.addAll(List.of(near, far));
		LocalListener.run(() -> pass(near, far));
		pass(far, near);
	}

	private void pass(Socket from, Socket to) throws IOException {
		byte[] bytes = new byte[8192];
		try {
			for (int count = from.getInputStream().read(bytes); count >= 0; count = from.getInputStream()
				.read(bytes)) {
				if (!this.silent) {
					to.getOutputStream().write(bytes, 0, count);
				}
			}
		}
		finally {
			if (!this.silent) {
				to.close();
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}

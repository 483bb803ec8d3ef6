package io.aemp.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.aemp.HostPort;

/** Accepts connections, but passes nothing on before it is released. */
final class HeldProxy implements AutoCloseable {

	private final List<AutoCloseable> sockets = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final ServerSocket listener;

	private final HostPort target;

	HeldProxy(String target) {
		this.target = HostPort.parse("target", target);
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.sockets.add(this.listener);
		run(this::accept);
	}

	String address() {
		return "127.0.0.1:" + this.listener.getLocalPort();
	}

	void release() {
		this.released.countDown();
	}

	private void accept() throws Exception {
		while (true) {
			Socket near = this.listener.accept();
			this.sockets.add(near);
			run(() -> {
				this.released.await();
				Socket far = new Socket(this.target.host(), this.target.port());
				this.sockets.add(far);
				run(() -> pass(near, far));
				pass(far, near);
			});
		}
	}

	private static void pass(Socket from, Socket to) throws IOException {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		finally {
			to.shutdownOutput();
		}
	}

	private static void run(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (Exception ex) {
				// a socket was closed
			}
		}, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws Exception {
		release();
		for (AutoCloseable socket : this.sockets) {
			socket.close();
		}
	}

	/** What a thread does. */
	@FunctionalInterface
	private interface Work {

		void run() throws Exception;

	}

}

package io.aemp.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.HostPort;

/** Passes everything on, until it swallows everything and says nothing. */
final class SilentProxy implements AutoCloseable {

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final ServerSocket listener;

	private final HostPort target;

	private volatile boolean silent;

	SilentProxy(String target) {
		this.target = HostPort.parse("target", target);
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run(this::accept);
	}

	String address() {
		return "127.0.0.1:" + this.listener.getLocalPort();
	}

	/** Takes octets, but passes nothing on, not even the end of a connection. */
	void swallow() {
		this.silent = true;
	}

	private void accept() throws IOException {
		while (true) {
			Socket near = this.listener.accept();
			if (this.silent) {
				near.close();
				continue;
			}
			Socket far = new Socket(this.target.host(), this.target.port());
			this.sockets.addAll(List.of(near, far));
			run(() -> pass(near, far));
			run(() -> pass(far, near));
		}
	}

	private void pass(Socket from, Socket to) throws IOException {
		byte[] octets = new byte[8192];
		try {
			for (int count = from.getInputStream().read(octets); count >= 0; count = from.getInputStream()
				.read(octets)) {
				if (!this.silent) {
					to.getOutputStream().write(octets, 0, count);
				}
			}
		}
		finally {
			if (!this.silent) {
				to.close();
			}
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
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/** What a thread does. */
	@FunctionalInterface
	private interface Work {

		void run() throws Exception;

	}

}

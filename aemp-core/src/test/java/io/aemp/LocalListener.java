package io.aemp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Listens on a free port of this host. Whom nobody accepts is connected all the same, and
 * hears nothing.
 */
public final class LocalListener implements AutoCloseable {

	private final ServerSocket socket;

	public LocalListener() {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String address() {
		return "127.0.0.1:" + this.socket.getLocalPort();
	}

	/** Accepts all from now on; each has a thread of its own. */
	public void serve(Server server) {
		run(() -> {
			while (true) {
				Socket socket = this.socket.accept();
				run(() -> server.serve(socket));
			}
		});
	}

	/** Does something with sockets in a thread of its own, until one is closed. */
	public static void run(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (Exception ex) {
				// a socket was closed
			}
		}, "sockets");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/** Serves a connection. */
	@FunctionalInterface
	public interface Server {

		void serve(Socket socket) throws Exception;

	}

	/** What a thread does. */
	@FunctionalInterface
	public interface Work {

		void run() throws Exception;

	}

}

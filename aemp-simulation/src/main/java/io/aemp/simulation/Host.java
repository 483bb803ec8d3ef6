package io.aemp.simulation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** A machine with its own address: what its kernel knows. */
final class Host {

	private static final int FIRST_FREE_PORT = 40_000;

	private final Map<Integer, Listener> listeners = new LinkedHashMap<>();

	private final Set<SimulatedSocket> sockets = new LinkedHashSet<>();

	private final String name;

	private int nextPort = FIRST_FREE_PORT;

	private boolean on = true;

	private boolean plain;

	private long bytesPerSecond = Long.MAX_VALUE;

	private Traffic sent = Traffic.NONE;

	Host(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	boolean isOn() {
		return this.on;
	}

	void switchOn() {
		this.on = true;
	}

	/** Whether its nodes know nothing beyond AEMP, like nodes in Perl. */
	boolean isPlain() {
		return this.plain;
	}

	void makePlain() {
		this.plain = true;
	}

	/** All that its kernel knew is forgotten, and nobody is told. */
	void losePower() {
		this.on = false;
		this.listeners.clear();
		List.copyOf(this.sockets).forEach(SimulatedSocket::vanish);
		this.sockets.clear();
	}

	/** The kernel closes what a process leaves behind. */
	void closeAll(SimulatedProcess process) {
		this.listeners.values().removeIf((listener) -> listener.process() == process);
		List.copyOf(this.sockets).stream().filter((socket) -> socket.process() == process).forEach((socket) -> {
			socket.close();
			this.sockets.remove(socket);
		});
	}

	boolean hasSockets(SimulatedProcess process) {
		return this.sockets.stream().anyMatch((socket) -> socket.process() == process);
	}

	/** How fast processes of this host read. */
	long bytesPerSecond() {
		return this.bytesPerSecond;
	}

	void read(long bytesPerSecond) {
		this.bytesPerSecond = bytesPerSecond;
	}

	/** One of its nodes has sent something. */
	void sent(int packets, int bytes) {
		this.sent = this.sent.plus(new Traffic(packets, bytes));
	}

	/** What its nodes have sent so far. */
	Traffic sent() {
		return this.sent;
	}

	int freePort() {
		return this.nextPort++;
	}

	boolean listen(int port, Listener listener) {
		return this.listeners.putIfAbsent(port, listener) == null;
	}

	void stopListening(SimulatedProcess process) {
		this.listeners.values().removeIf((listener) -> listener.process() == process);
	}

	@Nullable Listener listener(int port) {
		return this.listeners.get(port);
	}

	void add(SimulatedSocket socket) {
		this.sockets.add(socket);
	}

	void remove(SimulatedSocket socket) {
		this.sockets.remove(socket);
	}

	Set<SimulatedSocket> sockets() {
		return this.sockets;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Takes connections for a process.
	 *
	 * @param process the process
	 * @param backlog takes them from the kernel, also while the process is stopped
	 */
	record Listener(SimulatedProcess process, Consumer<SimulatedSocket> backlog) {

	}

}

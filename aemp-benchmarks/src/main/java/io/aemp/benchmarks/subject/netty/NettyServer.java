package io.aemp.benchmarks.subject.netty;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.aemp.benchmarks.process.ServerReceiver;

/** What the receiving side does with packets: a name, a tag, a value. */
final class NettyServer {

	/** Receivers by name. */
	private final Map<String, BiConsumer<Connection, Object[]>> ports = new HashMap<>();

	private final ServerReceiver receiver;

	private long opened;

	NettyServer(ServerReceiver receiver) {
		this.receiver = receiver;
		this.ports.put(NettyClient.SERVER, this::main);
	}

	void received(Connection connection, Object[] packet) {
		BiConsumer<Connection, Object[]> port = this.ports.get((String) packet[0]);
		if (port != null) {
			port.accept(connection, packet);
		}
	}

	private void main(Connection connection, Object[] packet) {
		switch ((String) packet[1]) {
			case "small" -> acknowledge(connection, this.receiver.received(((Long) packet[2]).intValue()));
			case "large" -> acknowledge(connection, this.receiver.received((byte[]) packet[2]));
			case "ping" -> connection.send(NettyClient.CLIENT, "pong", packet[2]);
			case "call" -> connection.send(NettyClient.CLIENT, "answer", packet[2]);
			case "open" -> connection.send(NettyClient.CLIENT, "opened", open());
			default -> throw new IllegalArgumentException("Unknown tag " + packet[1]);
		}
	}

	/** A port that dies of the first message that it gets, and says so. */
	private String open() {
		String name = "port" + this.opened++;
		this.ports.put(name, (connection, packet) -> {
			this.ports.remove(name);
			connection.send(NettyClient.CLIENT, "dead", name);
		});
		return name;
	}

	private static void acknowledge(Connection connection, long count) {
		if (count > 0) {
			connection.send(NettyClient.CLIENT, "acknowledged", count);
		}
	}

}

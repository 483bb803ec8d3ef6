package io.aemp.benchmarks.subject.jgroups;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Objects;

import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.subject.message.Format;
import io.aemp.benchmarks.subject.message.Message;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.PhysicalAddress;
import org.jgroups.stack.IpAddress;

/** How members are made and what they send. */
final class Group {

	private static final String HOST = "127.0.0.1";

	private Group() {
	}

	/**
	 * Makes a member.
	 * @param stack which protocols
	 * @param workload what is measured
	 * @param seed the address of another member, or nothing
	 * @return a channel that is not yet connected
	 */
	static JChannel channel(Stack stack, Workload workload, String seed) throws Exception {
		int port = freePort();
		System.setProperty("benchmark.port", String.valueOf(port));
		System.setProperty("benchmark.members", seed.isEmpty() ? HOST + "[" + port + "]" : seed);
		System.setProperty("benchmark.bundler", stack.bundler(workload));
		try (InputStream file = Group.class.getResourceAsStream(stack.file(workload))) {
			return new JChannel(Objects.requireNonNull(file));
		}
	}

	static void join(JChannel channel) throws Exception {
		channel.connect("benchmark");
	}

	/**
	 * Where a member listens.
	 * @param channel its channel
	 * @return the address, for {@link #channel}
	 */
	static String address(JChannel channel) {
		PhysicalAddress address = channel.getProtocolStack().getTransport().localPhysicalAddress();
		return HOST + "[" + ((IpAddress) address).getPort() + "]";
	}

	/**
	 * The stack would try one port after the other, and this discovery needs to know it.
	 */
	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
	}

	static void send(JChannel channel, Address to, Message message) {
		try {
			channel.send(new BytesMessage(to, Format.encode(message)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Message message(org.jgroups.Message received) {
		return Format.decode(ByteBuffer.wrap(received.getArray(), received.getOffset(), received.getLength()));
	}

}

package io.aemp.discovery;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link SystemNames}, with a DNS server of our own. */
@Timeout(60)
class SystemNamesTests {

	private static final String NAME = "_aemp._tcp.example.org";

	@Test
	void theTargetsOfAServiceComeInTheOrderOfTheirPriorities() throws Exception {
		try (Server server = new Server(List.of(new Service(20, 4042, "c.example.org"),
				new Service(10, 4040, "a.example.org"), new Service(10, 4041, "b.example.org")))) {
			assertThat(server.names().services(NAME)).startsWith("a.example.org:4040", "b.example.org:4041")
				.endsWith("c.example.org:4042");
		}
	}

	@Test
	void aServiceThatDoesNotExistIsUnknown() throws Exception {
		for (List<Service> answer : List.of(List.<Service>of(), List.of(new Service(0, 0, "")))) {
			try (Server server = new Server(answer)) {
				assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> server.names().services(NAME))
					.withMessageContaining(NAME);
			}
		}
	}

	@Test
	void allAddressesOfAHostAreFound() throws Exception {
		assertThat(new SystemNames().addresses("127.0.0.1")).containsExactly("127.0.0.1");
		assertThat(new SystemNames().addresses("localhost")).contains("127.0.0.1");
	}

	private record Service(int priority, int port, String target) {

	}

	/** Answers all questions with the same records. */
	private static final class Server implements AutoCloseable {

		private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));

		private final List<Service> services;

		private Server(List<Service> services) throws IOException {
			this.services = services;
			Thread thread = new Thread(this::serve, "dns");
			thread.setDaemon(true);
			thread.start();
		}

		private SystemNames names() {
			return new SystemNames("dns://127.0.0.1:" + this.socket.getLocalPort());
		}

		private void serve() {
			byte[] buffer = new byte[512];
			try {
				while (true) {
					DatagramPacket question = new DatagramPacket(buffer, buffer.length);
					this.socket.receive(question);
					byte[] answer = answer(buffer, questionEnd(buffer));
					this.socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
				}
			}
			catch (IOException ex) {
				// closed
			}
		}

		/** After the header: labels, an empty one, type and class. */
		private static int questionEnd(byte[] packet) {
			int position = 12;
			while (packet[position] != 0) {
				position += packet[position] + 1;
			}
			return position + 5;
		}

		private byte[] answer(byte[] question, int end) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			DataOutputStream out = new DataOutputStream(bytes);
			out.write(question, 0, 2);
			out.writeShort(0x8180);
			out.writeShort(1);
			out.writeShort(this.services.size());
			out.writeInt(0);
			out.write(question, 12, end - 12);
			for (Service service : this.services) {
				byte[] target = labels(service.target());
				out.writeShort(0xC00C);
				out.writeShort(33);
				out.writeShort(1);
				out.writeInt(60);
				out.writeShort(6 + target.length);
				out.writeShort(service.priority());
				out.writeShort(1);
				out.writeShort(service.port());
				out.write(target);
			}
			return bytes.toByteArray();
		}

		private static byte[] labels(String name) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			for (String label : name.split("\\.")) {
				if (!label.isEmpty()) {
					bytes.write(label.length());
					bytes.write(label.getBytes(StandardCharsets.US_ASCII));
				}
			}
			bytes.write(0);
			return bytes.toByteArray();
		}

		@Override
		public void close() {
			this.socket.close();
		}

	}

}

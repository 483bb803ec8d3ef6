package io.aemp.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;

import io.aemp.HostPort;
import io.aemp.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Timeout(300)
class ListenersTests {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.0.0.1:", "127.0.0.1:*", "127.0.0.1:0" })
	void aFreePortIsTaken(String bind) throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			List<String> published = listen(node, bind);
			assertThat(published).singleElement().asString().matches("127\\.0\\.0\\.1:[1-9][0-9]*");
			RawPeer.connect(published.get(0)).close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*:*", "*", "0.0.0.0:0" })
	void everyAddressIsPublishedOnWhichTheNodeIsReached(String bind) throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			List<String> published = listen(node, bind);
			assertThat(published).isNotEmpty();
			List<InetAddress> addresses = published.stream().map(ListenersTests::address).toList();
			assertThat(addresses).noneMatch(InetAddress::isAnyLocalAddress)
				.noneMatch((address) -> address instanceof Inet6Address && address.isLinkLocalAddress())
				.doesNotHaveDuplicates();
			if (addresses.size() > 1) {
				assertThat(addresses).noneMatch(InetAddress::isLoopbackAddress);
			}
			for (String address : published) {
				RawPeer.connect(address).close();
			}
		}
	}

	@Test
	void namesMayBeBound() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			assertThat(listen(node, "localhost:0")).anyMatch((address) -> address.startsWith("127.0.0.1:"));
		}
	}

	@Test
	void noBindsAreAPrivateNode() {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			assertThat(listen(node)).isEmpty();
		}
	}

	@Test
	void aPortInUseIsToldAndNothingIsBound() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			int free;
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
				free = socket.getLocalPort();
			}
			String taken = "127.0.0.1:" + other.getLocalPort();
			InvalidConfigurationException ex = refused(node, "127.0.0.1:" + free, taken);
			assertThat(ex.setting()).isEqualTo("binds");
			assertThat(ex.problem()).contains("'" + taken + "'").contains("in use");
			assertThat(ex.remedy()).isNotEmpty();
			new ServerSocket(free, 1, InetAddress.getByName("127.0.0.1")).close();
		}
	}

	@Test
	void foreignAddressesAndUnknownNamesAreTold() {
		try (TestNode node = new TestNode(TestNode.configuration("a"), new java.util.Random(), IoPlatform.best(),
				(host) -> {
					throw new UnknownHostException(host);
				})) {
			assertThat(refused(node, "192.0.2.1:0").problem()).contains("'192.0.2.1:0'").contains("this host");
			assertThat(refused(node, "nowhere:0").problem()).contains("'nowhere:0'").contains("resolved");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", ":4040", "a b:1", "127.0.0.1:x", "127.0.0.1:65536", "::1", "[::1", "[x]:1",
			"127.0.0.1:-1", "a:b:c" })
	void whatIsNoAddressIsTold(String bind) {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			assertThat(refused(node, bind).problem()).startsWith("'" + bind + "'");
		}
	}

	@Test
	void stoppingKeepsLinks() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			String address = a.listen();
			TestNode.Traffic atB = TestNode.Traffic.on(b.dial(address).link());
			TestNode.Traffic atA = TestNode.Traffic.on(a.accepted());
			a.transport.stopListening();
			assertThat(b.dial(address).failure().message()).isEqualTo("Connection refused");
			atB.send("x", 1L);
			assertThat(atA.receive().message().integer(0)).isEqualTo(1);
		}
	}

	private static List<String> listen(TestNode node, String... binds) {
		return node.transport.listen(List.of(binds), node.acceptor());
	}

	private static InvalidConfigurationException refused(TestNode node, String... binds) {
		return catchThrowableOfType(InvalidConfigurationException.class, () -> listen(node, binds));
	}

	private static InetAddress address(String published) {
		try {
			return InetAddress.getByName(HostPort.parse("binds", published).host());
		}
		catch (UnknownHostException ex) {
			throw new AssertionError(ex);
		}
	}

}

package io.aemp.transport;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

import io.aemp.Message;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.TlsIdentity;
import io.aemp.link.Link;
import io.aemp.transport.TestNode.Traffic;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a link tells about its bytes, and its sudden end. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class LinkAbortTests {

	private static final int PACKETS = 24;

	private static NodeConfigurationBuilder plain(String name) {
		return TestNode.configuration(name);
	}

	private static TestNode node(NodeConfigurationBuilder configuration) {
		return new TestNode(configuration, new SecureRandom(), IoPlatform.best(), InetAddress::getAllByName);
	}

	private static TlsIdentity identity() throws Exception {
		X509Bundle bundle = new CertificateBuilder().subject("CN=test")
			.setIsCertificateAuthority(true)
			.ecp256()
			.buildSelfSigned();
		return TlsIdentity
			.ofPem(bundle.getPrivateKeyPEM() + bundle.getCertificatePEM() + bundle.getRootCertificatePEM());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void abortedLinkSendsNothingOfWhatThePeerDidNotTake(boolean encrypted) throws Exception {
		TlsIdentity tls = encrypted ? identity() : null;
		try (TestNode a = node(plain("a").tls(tls)); TestNode b = node(plain("b").tls(tls))) {
			Link reading = b.dial(a.listen()).link();
			Traffic sending = Traffic.on(a.accepted());
			for (int i = 0; i < PACKETS; i++) {
				sending.outgoing.add(sending.link.encode("x", Message.of("x".repeat(1 << 20))));
			}
			sending.link.wakeUp();
			awaitStandstill(sending.link);
			assertThat(sending.link.sent()).as("what the buffers of the system take")
				.isBetween(1L, (long) PACKETS << 20);
			sending.link.abort("gone");
			assertThat(sending.closed()).isEqualTo("gone");
			Traffic taking = Traffic.on(reading);
			assertThat(taking.closed()).isEqualTo("Connection reset by peer");
			assertThat(taking.incoming).hasSizeLessThan(PACKETS);
		}
	}

	private static void awaitStandstill(Link link) {
		long[] before = { -1 };
		await().pollInterval(Duration.ofMillis(100)).until(() -> {
			boolean same = link.sent() > 0 && link.sent() == before[0];
			before[0] = link.sent();
			return same;
		});
	}

	@Test
	void whatOneSideHasSentTheOtherHasReceived() throws Exception {
		try (TestNode a = node(plain("a")); TestNode b = node(plain("b"))) {
			Traffic atB = Traffic.on(b.dial(a.listen()).link());
			Traffic atA = Traffic.on(a.accepted());
			long length = 0;
			for (int size : new int[] { 0, 10, 70_000, 1 << 20, 5 }) {
				byte[] packet = atA.link.encode("x", Message.of("x".repeat(size)));
				length += packet.length;
				atA.outgoing.add(packet);
				atA.link.wakeUp();
				assertThat(atB.receive().message().text(0)).hasSize(size);
			}
			assertThat(atB.link.received()).isEqualTo(length);
			await().untilAsserted(() -> assertThat(atA.link.sent()).isEqualTo(atB.link.received()));
			assertThat(atA.link.received()).isZero();
		}
	}

	@Test
	void partOfAPacketCountsAlready() throws Exception {
		try (TestNode a = node(plain("a")); TestNode b = node(plain("b"))) {
			Traffic atB = Traffic.on(b.dial(a.listen()).link());
			Traffic atA = Traffic.on(a.accepted());
			byte[] packet = atA.link.encode("x", Message.of("x".repeat(1000)));
			atA.outgoing.add(Arrays.copyOf(packet, 500));
			atA.link.wakeUp();
			await().until(() -> atB.link.received() == 500);
			assertThat(atB.incoming).isEmpty();
		}
	}

	@Test
	void whatWasSentBeforeTheEndIsTakenAfterAPause() throws Exception {
		try (TestNode a = node(plain("a")); TestNode b = node(plain("b"))) {
			Link pausing = b.dial(a.listen()).link();
			Traffic atA = Traffic.on(a.accepted());
			Traffic atB = new Traffic(pausing) {

				@Override
				public boolean packet(String port, Message message, int bytes) {
					super.packet(port, message, bytes);
					return this.incoming.size() != 1;
				}

				@Override
				public boolean isSoonToGoOn() {
					return true;
				}

			};
			pausing.start(atB);
			for (long i = 0; i < 3; i++) {
				atA.send("x", i);
			}
			await().until(pausing::isPaused);
			atA.link.close("bye");
			assertThat(atA.closed()).isEqualTo("bye");
			assertThat(atB.incoming).hasSize(1);
			assertThat(atB.closed).isNotDone();
			pausing.resume();
			assertThat(atB.closed()).isEqualTo("Unexpected end-of-file");
			assertThat(atB.incoming).hasSize(3);
		}
	}

	@Test
	void pausedLinkSaysSoUntilItGoesOn() throws Exception {
		try (TestNode a = node(plain("a")); TestNode b = node(plain("b"))) {
			Link pausing = b.dial(a.listen()).link();
			Traffic atA = Traffic.on(a.accepted());
			pausing.start(new Traffic(pausing) {

				@Override
				public boolean packet(String port, Message message, int bytes) {
					super.packet(port, message, bytes);
					return false;
				}

			});
			assertThat(pausing.isPaused()).isFalse();
			atA.send("x", 1L);
			await().until(pausing::isPaused);
			pausing.resume();
			await().until(() -> !pausing.isPaused());
		}
	}

}

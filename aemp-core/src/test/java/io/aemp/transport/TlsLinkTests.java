package io.aemp.transport;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.TlsIdentity;
import io.aemp.link.Link;
import io.aemp.link.Transport.Failure;
import io.aemp.transport.TestNode.Failed;
import io.aemp.transport.TestNode.Traffic;
import io.netty.buffer.ByteBufAllocator;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class TlsLinkTests {

	private static final RandomGenerator LOW = () -> 0L;

	private static final RandomGenerator HIGH = () -> -1L;

	private static X509Bundle shared;

	private static X509Bundle stranger;

	@BeforeAll
	static void makeCertificates() throws Exception {
		CertificateBuilder builder = new CertificateBuilder().subject("CN=no-host-name")
			.setIsCertificateAuthority(true);
		shared = builder.ecp256().buildSelfSigned();
		stranger = builder.copy().buildSelfSigned();
	}

	@Test
	void versionsAndCipherSuitesAreThoseOfTheIdentity() throws Exception {
		TlsIdentity strict = identity(shared).withProtocols(List.of("TLSv1.2"))
			.withCiphers(List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"));
		SSLEngine engine = TlsContexts.of(strict).server().newEngine(ByteBufAllocator.DEFAULT);
		assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.2");
		assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> TlsContexts.of(strict.withCiphers(List.of("NO_SUCH_SUITE"))))
			.withMessageContaining("NO_SUCH_SUITE");
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> TlsContexts.of(strict.withProtocols(List.of("TLSv9"))))
			.withMessageContaining("TLSv9");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void oneCertificateServesAllNodesWhoeverIsTheTlsClient(boolean dialledIsClient) throws Exception {
		try (TestNode a = node("a", shared, dialledIsClient ? LOW : HIGH);
				TestNode b = node("b", shared, dialledIsClient ? HIGH : LOW)) {
			Link dialled = b.dial(a.listen()).link();
			Link accepted = a.accepted();
			assertThat(dialled.info().tls()).isTrue();
			assertThat(accepted.info().tls()).isTrue();
			Instant end = shared.getCertificate().getNotAfter().toInstant();
			assertThat(dialled.info().certificateEnd()).isEqualTo(end);
			assertThat(accepted.info().certificateEnd()).isEqualTo(end);
			Traffic atA = Traffic.on(accepted);
			Traffic atB = Traffic.on(dialled);
			for (long i = 0; i < 10_000; i++) {
				atA.outgoing.add(atA.link.encode("x", io.aemp.Message.of(i)));
				atB.send("x", i);
			}
			atA.link.close("done");
			for (long i = 0; i < 10_000; i++) {
				assertThat(atB.receive().message().integer(0)).isEqualTo(i);
			}
			assertThat(atA.closed()).isEqualTo("done");
			assertThat(atB.closed()).isIn("Unexpected end-of-file", "Connection reset by peer", "Broken pipe");
		}
	}

	@Test
	void certificatesOfOneAuthorityServeAllNodes() throws Exception {
		X509Bundle authority = new CertificateBuilder().subject("CN=authority")
			.setIsCertificateAuthority(true)
			.ecp256()
			.buildSelfSigned();
		CertificateBuilder builder = new CertificateBuilder().subject("CN=node").rsa2048();
		try (TestNode a = node("a", builder.buildIssuedBy(authority), LOW);
				TestNode b = node("b", builder.copy().buildIssuedBy(authority), HIGH)) {
			assertThat(b.dial(a.listen()).link().info().tls()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aStrangersCertificateIsRefused(boolean strangerIsClient) throws Exception {
		try (TestNode a = node("a", shared, strangerIsClient ? HIGH : LOW);
				TestNode b = node("b", stranger, strangerIsClient ? LOW : HIGH)) {
			Failed failed = b.dial(a.listen()).failure();
			assertThat(failed.failure()).isEqualTo(Failure.REFUSED);
			assertThat(failed.message()).startsWith("TLS: ");
			assertThat(a.refusal()).startsWith("TLS: ");
			assertThat(a.accepted).isEmpty();
		}
	}

	@Test
	void anExpiredCertificateIsRefused() throws Exception {
		X509Bundle authority = new CertificateBuilder().subject("CN=authority")
			.setIsCertificateAuthority(true)
			.ecp256()
			.buildSelfSigned();
		X509Bundle expired = new CertificateBuilder().subject("CN=old")
			.ecp256()
			.notBefore(Instant.now().minus(9, ChronoUnit.DAYS))
			.notAfter(Instant.now().minus(2, ChronoUnit.DAYS))
			.buildIssuedBy(authority);
		X509Bundle valid = new CertificateBuilder().subject("CN=new").ecp256().buildIssuedBy(authority);
		try (TestNode a = node("a", valid, LOW); TestNode b = node("b", expired, HIGH)) {
			assertThat(b.dial(a.listen()).failure().failure()).isEqualTo(Failure.REFUSED);
		}
	}

	@Test
	void withoutTlsOnTheOtherSideTheSecretDecides() throws Exception {
		try (TestNode a = node("a", TestNode.configuration("a").tls(identity(shared)), LOW);
				TestNode plain = new TestNode(TestNode.configuration("plain"));
				TestNode noSecret = node("b", shared, LOW)) {
			String address = a.listen();
			assertThat(plain.dial(address).link().info().tls()).isFalse();
			assertThat(noSecret.dial(plain.listen()).failure().message()).contains("offers no TLS");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.3,true", "TLSv1.3,false", "TLSv1.2,true", "TLSv1.2,false" })
	void aPeerByHandMaySpeakEitherVersionInEitherRole(String protocol, boolean client) throws Exception {
		try (TestNode node = node("a", shared, new java.security.SecureRandom());
				RawPeer raw = RawPeer.connect(node.listen())) {
			raw.greet("aemp;1;raw;tls_sha3_512;json;tls=1.0", client ? "!low" : "~high");
			raw.startTls(context(shared), client, protocol);
			raw.send("tls_sha3_512;" + raw.tlsToken() + ";json\n[\"x\",1]");
			assertThat(raw.readLine()).matches("tls_sha3_512;[0-9a-f]{128};json");
			assertThat(raw.tlsProtocol()).isEqualTo(protocol);
			Traffic traffic = Traffic.on(node.accepted());
			assertThat(traffic.receive().message().integer(0)).isEqualTo(1);
			traffic.send("p", 1L);
			assertThat(raw.read(7)).isEqualTo("[\"p\",1]");
		}
	}

	@Test
	void aTokenInTheWrongOrderIsRefused() throws Exception {
		try (TestNode node = node("a", shared, new java.security.SecureRandom());
				RawPeer raw = RawPeer.connect(node.listen())) {
			raw.greet("aemp;1;raw;tls_sha3_512;json;tls=1.0", "!low");
			raw.startTls(context(shared), true, "TLSv1.3");
			String ownLines = raw.ownLines;
			raw.ownLines = raw.peerLines;
			raw.peerLines = ownLines;
			raw.send("tls_sha3_512;" + raw.tlsToken() + ";json\n");
			assertThat(node.refusal()).contains("tls_sha3_512");
		}
	}

	@Test
	void whoGoesOnInPlainTextIsRefused() throws Exception {
		try (TestNode node = node("a", TestNode.configuration("a").tls(identity(shared)), LOW);
				RawPeer raw = RawPeer.connect(node.listen())) {
			raw.greet("aemp;1;raw;hmac_sha3_512;json;tls=1.0", "~high");
			raw.send("hmac_sha3_512;" + raw.hmac("geheim") + ";json\n");
			// without what arrived, which may be a secret
			assertThat(node.refusal()).isEqualTo("TLS: the peer goes on without it");
			raw.readToEnd();
			assertThat(node.accepted).isEmpty();
		}
	}

	@Test
	void theFirstBytesOfTlsMayComeWithTheGreeting() throws Exception {
		try (TestNode node = node("a", shared, HIGH); RawPeer raw = RawPeer.connect(node.listen())) {
			// a TLS record with an alert: only the TLS handler can make sense of it
			raw.send("aemp;1;raw;tls_sha3_512;json;tls=1.0\n!low\n\u0015\u0003\u0003\u0000\u0002\u0002\u0028");
			assertThat(node.refusal()).startsWith("TLS: ").contains("handshake_failure");
		}
	}

	private static TestNode node(String name, X509Bundle certificate, RandomGenerator random) {
		return node(name, TestNode.configuration(name).secret("").tls(identity(certificate)), random);
	}

	private static TestNode node(String name, NodeConfigurationBuilder configuration, RandomGenerator random) {
		return new TestNode(configuration, random, IoPlatform.best(), InetAddress::getAllByName);
	}

	private static TlsIdentity identity(X509Bundle certificate) {
		return TlsIdentity.ofPem(
				certificate.getPrivateKeyPEM() + certificate.getCertificatePEM() + certificate.getRootCertificatePEM());
	}

	private static SSLContext context(X509Bundle certificate) throws Exception {
		TlsIdentity identity = identity(certificate);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(identity.keyManagers().getKeyManagers(), identity.trustManagers().getTrustManagers(), null);
		return context;
	}

}

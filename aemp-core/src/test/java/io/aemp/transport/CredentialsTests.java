package io.aemp.transport;

import java.security.KeyStore;
import java.util.List;

import io.aemp.Credentials;
import io.aemp.InvalidConfigurationException;
import io.aemp.Secret;
import io.aemp.TlsIdentity;
import io.aemp.link.Link;
import io.aemp.link.Transport.Failure;
import io.aemp.transport.TestNode.Traffic;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Credentials that change while a node runs. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class CredentialsTests {

	@Test
	void aNewSecretCountsForNewConnectionsAndOldOnesStay() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a").secret("old"));
				TestNode b = new TestNode(TestNode.configuration("b").secret("old"))) {
			String address = a.listen();
			Link before = b.dial(address).link();
			Traffic atA = Traffic.on(a.accepted());
			a.transport.changeCredentials((current) -> current.withSecret(Secret.of("new")));
			assertThat(b.dial(address).failure().failure()).isEqualTo(Failure.REFUSED);
			b.transport.changeCredentials((current) -> current.withSecret(Secret.of("new")));
			b.dial(address).link();
			Traffic.on(before).send("x", 1L);
			assertThat(atA.receive().message().integer(0)).isEqualTo(1);
		}
	}

	@Test
	void aPeerByHandThatKnowsOneSecretIsServedBeforeAndAfterItsChange() throws Exception {
		try (TestNode a = new TestNode(
				TestNode.configuration("a").secret("new").acceptedSecrets(List.of(Secret.of("old"))))) {
			String address = a.listen();
			for (String secret : List.of("old", "new")) {
				try (RawPeer raw = RawPeer.connect(address)) {
					raw.greet("aemp;1;raw;hmac_sha3_512;json", "nonce");
					raw.send("hmac_sha3_512;" + raw.hmac(secret) + ";json\n");
					String theirs = raw.readLine();
					String lines = raw.ownLines;
					raw.ownLines = raw.peerLines;
					raw.peerLines = lines;
					assertThat(theirs).isEqualTo("hmac_sha3_512;" + raw.hmac(secret) + ";json");
					a.accepted();
				}
			}
		}
	}

	@Test
	void aNewCertificateCountsForNewConnectionsAndOldOnesStay() throws Exception {
		X509Bundle oldAuthority = authority("old");
		X509Bundle newAuthority = authority("new");
		try (TestNode a = tlsNode("a", identity(oldAuthority, oldAuthority));
				TestNode b = tlsNode("b", identity(oldAuthority, oldAuthority))) {
			String address = a.listen();
			Link before = b.dial(address).link();
			Traffic atA = Traffic.on(a.accepted());
			// everybody trusts both authorities first, then shows a certificate of the
			// new one
			change(b, identity(oldAuthority, oldAuthority, newAuthority));
			b.dial(address).link();
			change(a, identity(newAuthority, newAuthority, oldAuthority));
			b.dial(address).link();
			change(b, identity(newAuthority, newAuthority));
			b.dial(address).link();
			change(a, identity(newAuthority, newAuthority));
			b.dial(address).link();
			try (TestNode late = tlsNode("late", identity(oldAuthority, oldAuthority))) {
				assertThat(late.dial(address).failure().failure()).isEqualTo(Failure.REFUSED);
			}
			Traffic.on(before).send("x", 1L);
			assertThat(atA.receive().message().integer(0)).isEqualTo(1);
		}
	}

	@Test
	void whatIsOfNoUseLeavesThePresentOnesInUse() throws Exception {
		X509Bundle authority = authority("old");
		X509Bundle other = new CertificateBuilder().subject("CN=other").ecp256().buildIssuedBy(authority);
		TlsIdentity mixed = TlsIdentity
			.ofPem(other.getPrivateKeyPEM() + authority.getCertificatePEM() + authority.getRootCertificatePEM());
		try (TestNode a = tlsNode("a", identity(authority, authority));
				TestNode b = tlsNode("b", identity(authority, authority))) {
			String address = a.listen();
			assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> change(a, mixed))
				.withMessageContaining("not the one of the certificate");
			assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> change(a, empty()))
				.withMessageContaining("no private key");
			assertThatExceptionOfType(InvalidConfigurationException.class)
				.isThrownBy(() -> a.transport.changeCredentials((current) -> current.withTls(null)))
				.withMessageContaining("could not connect any more");
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> a.transport.changeCredentials((current) -> {
					throw new IllegalArgumentException("cannot be read");
				}));
			b.dial(address).link();
		}
	}

	@Test
	void tlsMayBeTurnedOnInARunningNetwork() throws Exception {
		X509Bundle authority = authority("new");
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			String address = a.listen();
			assertThat(b.dial(address).link().info().tls()).isFalse();
			change(a, identity(authority, authority));
			assertThat(b.dial(address).link().info().tls()).isFalse();
			change(b, identity(authority, authority));
			assertThat(b.dial(address).link().info().tls()).isTrue();
		}
	}

	@Test
	void credentialsShowNoSecret() {
		Credentials credentials = new Credentials(Secret.of("geheim1"), List.of(Secret.of("geheim2")), null);
		assertThat(credentials.toString()).doesNotContain("geheim");
	}

	private static void change(TestNode node, TlsIdentity identity) {
		node.transport.changeCredentials((current) -> current.withTls(identity));
	}

	private static TestNode tlsNode(String name, TlsIdentity identity) {
		return new TestNode(TestNode.configuration(name).secret("").tls(identity));
	}

	private static X509Bundle authority(String name) throws Exception {
		return new CertificateBuilder().subject("CN=" + name)
			.setIsCertificateAuthority(true)
			.ecp256()
			.buildSelfSigned();
	}

	private static TlsIdentity identity(X509Bundle issuer, X509Bundle... trusted) throws Exception {
		X509Bundle bundle = new CertificateBuilder().subject("CN=node").ecp256().buildIssuedBy(issuer);
		StringBuilder pem = new StringBuilder(bundle.getPrivateKeyPEM() + bundle.getCertificatePEM());
		for (X509Bundle authority : trusted) {
			pem.append(authority.getCertificatePEM());
		}
		return TlsIdentity.ofPem(pem.toString());
	}

	private static TlsIdentity empty() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		javax.net.ssl.KeyManagerFactory keys = javax.net.ssl.KeyManagerFactory
			.getInstance(javax.net.ssl.KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, new char[0]);
		javax.net.ssl.TrustManagerFactory trust = javax.net.ssl.TrustManagerFactory
			.getInstance(javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		return TlsIdentity.of(keys, trust);
	}

}

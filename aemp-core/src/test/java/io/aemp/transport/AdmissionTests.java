package io.aemp.transport;

import java.util.List;

import io.aemp.Admission;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.TlsIdentity;
import io.aemp.link.Transport.Failure;
import io.aemp.transport.TestNode.Failed;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class AdmissionTests {

	private static X509Bundle authority;

	@BeforeAll
	static void makeAuthority() throws Exception {
		authority = new CertificateBuilder().subject("CN=authority")
			.setIsCertificateAuthority(true)
			.ecp256()
			.buildSelfSigned();
	}

	@Test
	void anAddressThatIsNotAdmittedHearsNothing() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")
			.admission(new Admission(List.of(), List.of("10.0.0.0/8", "127.0.0.1"), false)));
				TestNode good = new TestNode(TestNode.configuration("good"))) {
			String address = node.listen();
			try (RawPeer refused = RawPeer.connect(address, "127.0.0.2")) {
				assertThat(refused.readToEnd()).isEmpty();
			}
			assertThat(node.refusal()).contains("address");
			good.dial(address).link();
		}
	}

	@Test
	void theListOfAddressesIsNotForThoseThatThisNodeDials() throws Exception {
		try (TestNode node = new TestNode(
				TestNode.configuration("a").admission(new Admission(List.of(), List.of("10.0.0.0/8"), false)));
				TestNode other = new TestNode(TestNode.configuration("other"))) {
			node.dial(other.listen()).link();
		}
	}

	@Test
	void theListOfNodesCountsInBothDirections() throws Exception {
		try (TestNode node = new TestNode(
				TestNode.configuration("a").admission(new Admission(List.of("good/*"), List.of(), false)));
				TestNode good = new TestNode(TestNode.configuration("good/1"));
				TestNode bad = new TestNode(TestNode.configuration("bad/1"))) {
			String address = node.listen();
			good.dial(address).link();
			assertThat(bad.dial(address).failure().failure()).isEqualTo(Failure.UNREACHABLE);
			assertThat(node.refusal()).contains("'bad/1'");
			node.dial(good.listen()).link();
			Failed failed = node.dial(bad.listen()).failure();
			assertThat(failed.failure()).isEqualTo(Failure.REFUSED);
			assertThat(failed.message()).contains("'bad/1'");
		}
	}

	@ParameterizedTest
	@CsvSource({ "b,CN=b,,true", "b,CN=c,,false", "b,'O=b,CN=c',,false", "b,'CN=b,CN=c',,true", "b,'CN=c,CN=b',,false",
			"b,'CN=\"x,CN=b\"',,false", "b,O=none,,false", "b,CN=c,dns:b,true", "urn:x:y/z,CN=c,uri:urn:x:y/z,true",
			"urn:x,CN=c,uri:urn:y,false", "b,CN=B,dns:B,false", "a/b,CN=a/b,,true" })
	void aCertificateMustNameTheNodeIfSoConfigured(String node, String subject, String alternative, boolean named)
			throws Exception {
		CertificateBuilder certificate = new CertificateBuilder().subject(subject);
		if (alternative != null) {
			String name = alternative.substring("dns:".length());
			certificate = alternative.startsWith("dns:") ? certificate.addSanDnsName(name)
					: certificate.addSanUriName(name);
		}
		TlsIdentity identity = identity(certificate);
		NodeConfigurationBuilder strict = TestNode.configuration("a")
			.tls(identity(new CertificateBuilder().subject("CN=any")))
			.admission(new Admission(List.of(), List.of(), true));
		try (TestNode a = new TestNode(strict); TestNode b = new TestNode(TestNode.configuration(node).tls(identity))) {
			TestNode.Dialling incoming = b.dial(a.listen());
			TestNode.Dialling outgoing = a.dial(b.listen());
			if (named) {
				a.accepted();
				outgoing.link();
			}
			else {
				assertThat(outgoing.failure().failure()).isEqualTo(Failure.REFUSED);
				assertThat(a.refusal()).contains("'" + node + "'");
				assertThat(a.refusal()).contains("'" + node + "'");
				assertThat(a.accepted).isEmpty();
			}
			assertThat(incoming.outcomes.get()).isLessThanOrEqualTo(1);
		}
	}

	@Test
	void theSecretAloneIsNotEnoughIfCertificatesMustNameNodes() throws Exception {
		NodeConfigurationBuilder strict = TestNode.configuration("a")
			.tls(identity(new CertificateBuilder().subject("CN=a")))
			.admission(new Admission(List.of(), List.of(), true));
		try (TestNode a = new TestNode(strict); TestNode plain = new TestNode(TestNode.configuration("b"))) {
			assertThat(plain.dial(a.listen()).failure().failure()).isIn(Failure.UNREACHABLE, Failure.REFUSED);
			assertThat(a.refusal()).contains("no TLS");
			assertThat(a.dial(plain.listen()).failure().failure()).isEqualTo(Failure.REFUSED);
		}
	}

	@Test
	void certificatesThatNameNodesNeedACertificate() {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(
				() -> new TestNode(TestNode.configuration("a").admission(new Admission(List.of(), List.of(), true))))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("admission.certificate_names_node"));
	}

	private static TlsIdentity identity(CertificateBuilder certificate) throws Exception {
		X509Bundle bundle = certificate.ecp256().buildIssuedBy(authority);
		return TlsIdentity
			.ofPem(bundle.getPrivateKeyPEM() + bundle.getCertificatePEM() + bundle.getRootCertificatePEM());
	}

}

package io.aemp.dataconnection;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.Node;
import io.aemp.TlsIdentity;
import io.aemp.testing.BoundedWait;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Data connections over TLS. */
class DataConnectionTlsTests extends ConnectedNodes {

	private static final int SIZE = 3_000_000;

	private static final TlsIdentity IDENTITY = identity();

	private Node a;

	private Node b;

	private static TlsIdentity identity() {
		try {
			X509Bundle certificate = new CertificateBuilder().subject("CN=aemp")
				.setIsCertificateAuthority(true)
				.ecp256()
				.buildSelfSigned();
			return TlsIdentity.ofPem(certificate.getPrivateKeyPEM() + certificate.getCertificatePEM()
					+ certificate.getRootCertificatePEM());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void start(TlsIdentity identity) {
		this.a = start("a", (builder) -> builder.tls(identity));
		this.b = start("b", (builder) -> builder.tls(identity).seeds(this.a.network().listeners()));
		awaitKnown(this.a, "b");
		awaitKnown(this.b, "a");
	}

	private static byte[] random(long seed) {
		byte[] bytes = new byte[SIZE];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

	@Test
	void oneDirectionEndsBeforeTheOtherBegins() throws Exception {
		start(IDENTITY);
		byte[] there = random(1);
		byte[] back = random(2);
		for (Node from : List.of(this.a, this.b)) {
			DataConnection[] ends = pair(from, (from == this.a) ? this.b : this.a);
			assertThat(ends[0].isEncrypted()).isTrue();
			assertThat(transferred(ends[0], ends[1], there)).isEqualTo(there);
			assertThat(ends[0].closed()).isNotDone();
			assertThat(ends[1].closed()).isNotDone();
			assertThat(transferred(ends[1], ends[0], back)).isEqualTo(back);
			BoundedWait.get(ends[0].closed());
			BoundedWait.get(ends[1].closed());
		}
	}

	/** Sends bytes and the end of the output, and returns what the other side reads. */
	private static byte[] transferred(DataConnection from, DataConnection to, byte[] bytes) throws Exception {
		Thread sender = new Thread(() -> {
			try (OutputStream out = from.outputStream()) {
				out.write(bytes);
			}
			catch (Exception ex) {
				from.abort();
			}
		});
		sender.start();
		byte[] read = to.inputStream().readAllBytes();
		BoundedWait.join(sender);
		return read;
	}

	@Test
	void anAbortIsNotTakenForTheEnd() throws Exception {
		start(IDENTITY);
		DataConnection[] ends = pair(this.a, this.b);
		ends[0].outputStream().write("part".getBytes(StandardCharsets.UTF_8));
		InputStream in = ends[1].inputStream();
		assertThat(in.readNBytes(4)).asString(StandardCharsets.UTF_8).isEqualTo("part");
		ends[0].abort();
		assertThatThrownBy(in::read).isInstanceOf(DataConnectionException.class);
	}

	/** Without listeners nobody is asked to dial back, so the attempt ends at once. */
	@Test
	void olderVersionsCannotEndOneDirection() {
		TlsIdentity older = IDENTITY.withProtocols(List.of("TLSv1.2"));
		Node listening = start("a", (builder) -> builder.tls(older));
		Node silent = start("b",
				(builder) -> builder.tls(older).binds(List.of()).seeds(listening.network().listeners()));
		listening.dataConnections().accept("never", (connection, arguments) -> connection.abort());
		awaitKnown(silent, "a");
		assertThatThrownBy(() -> connect(silent, listening, "never")).cause()
			.isInstanceOf(DataConnectionException.class)
			.hasMessageContaining("over TLS needs version 1.3");
		assertThat(silent.network().isUp("a")).isTrue();
	}

}

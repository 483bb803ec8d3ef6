package io.aemp;

import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a node proves its identity on encrypted connections, and which certificates it
 * trusts. Both sides of a connection present a certificate and verify the other's; host
 * names are not compared. The text form shows nothing.
 */
public final class TlsIdentity {

	private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

	private final KeyManagerFactory keyManagers;

	private final TrustManagerFactory trustManagers;

	private final List<String> protocols;

	private final List<String> ciphers;

	private TlsIdentity(KeyManagerFactory keyManagers, TrustManagerFactory trustManagers, List<String> protocols,
			List<String> ciphers) {
		this.keyManagers = keyManagers;
		this.trustManagers = trustManagers;
		this.protocols = List.copyOf(protocols);
		this.ciphers = List.copyOf(ciphers);
	}

	/**
	 * Makes an identity from initialised factories. Whoever has a certificate that the
	 * trust managers accept is a member of the network: a factory that was initialised
	 * with a {@code null} key store trusts every public authority.
	 * @param keyManagers provides the private key and the certificate
	 * @param trustManagers decides which certificates to trust
	 * @return the identity
	 */
	public static TlsIdentity of(KeyManagerFactory keyManagers, TrustManagerFactory trustManagers) {
		return new TlsIdentity(keyManagers, trustManagers, PROTOCOLS, List.of());
	}

	/**
	 * Makes an identity from a PEM text that contains a private key (PKCS#8, not
	 * encrypted), the node's certificate and the certificates of the CAs to trust. The
	 * node trusts all of these certificates, so one self-signed certificate can serve a
	 * whole network.
	 * @param pem the text
	 * @return the identity
	 * @throws InvalidConfigurationException if something is missing or cannot be read
	 */
	public static TlsIdentity ofPem(String pem) {
		return PemIdentity.parse(pem);
	}

	/**
	 * Returns this identity with other versions of TLS.
	 * @param protocols the names of the enabled versions, {@code TLSv1.3} for example
	 * @return the new identity
	 */
	public TlsIdentity withProtocols(List<String> protocols) {
		return new TlsIdentity(this.keyManagers, this.trustManagers, protocols, this.ciphers);
	}

	/**
	 * Returns this identity with other cipher suites.
	 * @param ciphers the names of the enabled cipher suites; empty for those that the JDK
	 * enables
	 * @return the new identity
	 */
	public TlsIdentity withCiphers(List<String> ciphers) {
		return new TlsIdentity(this.keyManagers, this.trustManagers, this.protocols, ciphers);
	}

	/**
	 * The enabled versions of TLS.
	 * @return the names; {@code TLSv1.3} and {@code TLSv1.2} by default
	 */
	public List<String> protocols() {
		return this.protocols;
	}

	/**
	 * The enabled cipher suites.
	 * @return the names; empty for those that the JDK enables, the default
	 */
	public List<String> ciphers() {
		return this.ciphers;
	}

	/**
	 * Provides the private key and the certificate.
	 * @return the key managers
	 */
	public KeyManagerFactory keyManagers() {
		return this.keyManagers;
	}

	/**
	 * Decides which certificates to trust.
	 * @return the trust managers
	 */
	public TrustManagerFactory trustManagers() {
		return this.trustManagers;
	}

	@Override
	public String toString() {
		return "******";
	}

}

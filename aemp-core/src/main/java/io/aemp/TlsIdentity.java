package io.aemp;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a node proves its identity on encrypted connections, and which certificates it
 * trusts. Both sides of a connection present a certificate and verify the other's; host
 * names are not compared. The text form shows nothing.
 */
public final class TlsIdentity {

	private final KeyManagerFactory keyManagers;

	private final TrustManagerFactory trustManagers;

	private TlsIdentity(KeyManagerFactory keyManagers, TrustManagerFactory trustManagers) {
		this.keyManagers = keyManagers;
		this.trustManagers = trustManagers;
	}

	/**
	 * Makes an identity from initialised factories, those of an SSL bundle for example.
	 * @param keyManagers provides the private key and the certificate
	 * @param trustManagers decides which certificates to trust
	 * @return the identity
	 */
	public static TlsIdentity of(KeyManagerFactory keyManagers, TrustManagerFactory trustManagers) {
		return new TlsIdentity(keyManagers, trustManagers);
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

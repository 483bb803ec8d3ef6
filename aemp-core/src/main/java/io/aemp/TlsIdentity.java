package io.aemp;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * With what a node shows who it is on encrypted connections, and whom it trusts. Both
 * sides of a connection present a certificate and verify the other's; host names are not
 * compared. It shows nothing of itself in its text form.
 */
public final class TlsIdentity {

	private final KeyManagerFactory keyManagers;

	private final TrustManagerFactory trustManagers;

	private TlsIdentity(KeyManagerFactory keyManagers, TrustManagerFactory trustManagers) {
		this.keyManagers = keyManagers;
		this.trustManagers = trustManagers;
	}

	/**
	 * Makes an identity of initialised factories, those of an SSL bundle for example.
	 * @param keyManagers gives private key and certificate
	 * @param trustManagers decides whom to trust
	 * @return the identity
	 */
	public static TlsIdentity of(KeyManagerFactory keyManagers, TrustManagerFactory trustManagers) {
		return new TlsIdentity(keyManagers, trustManagers);
	}

	/**
	 * Makes an identity of a PEM text that contains a private key (PKCS#8, not
	 * encrypted), the node's certificate and the certificates of the CAs to trust. All
	 * certificates are trusted, so that one self-signed certificate serves a whole
	 * network.
	 * @param pem the text
	 * @return the identity
	 * @throws InvalidConfigurationException if something is missing or cannot be read
	 */
	public static TlsIdentity ofPem(String pem) {
		return PemIdentity.parse(pem);
	}

	/**
	 * Gives private key and certificate.
	 * @return the key managers
	 */
	public KeyManagerFactory keyManagers() {
		return this.keyManagers;
	}

	/**
	 * Decides whom to trust.
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

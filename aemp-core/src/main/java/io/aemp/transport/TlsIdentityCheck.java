package io.aemp.transport;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

import io.aemp.InvalidConfigurationException;
import io.aemp.TlsIdentity;

/**
 * Checks a TLS identity for errors that would make every TLS handshake of the node fail,
 * so that the caller gets an exception early.
 */
final class TlsIdentityCheck {

	private static final List<String> KEY_TYPES = List.of("EC", "RSA", "RSASSA-PSS", "EdDSA", "DSA");

	/**
	 * The signature that tests whether a private key fits, by key algorithm; other keys
	 * are not tested.
	 */
	private static final Map<String, String> SIGNATURES = Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA",
			"EdDSA", "EdDSA");

	private static final byte[] ANYTHING = new byte[32];

	private TlsIdentityCheck() {
	}

	static void check(TlsIdentity identity) {
		List<X509KeyManager> managers = Arrays.stream(identity.keyManagers().getKeyManagers())
			.filter(X509KeyManager.class::isInstance)
			.map(X509KeyManager.class::cast)
			.toList();
		if (managers.stream().flatMap(TlsIdentityCheck::aliases).findAny().isEmpty()) {
			throw invalid("There is no private key with a certificate.");
		}
		for (X509KeyManager manager : managers) {
			if (!aliases(manager).allMatch((alias) -> fits(manager, alias))) {
				throw invalid("The private key is not the one of the certificate.");
			}
		}
	}

	private static Stream<String> aliases(X509KeyManager manager) {
		return KEY_TYPES.stream()
			.map((type) -> manager.getServerAliases(type, null))
			.filter((aliases) -> aliases != null)
			.flatMap(Arrays::stream)
			.distinct();
	}

	private static boolean fits(X509KeyManager manager, String alias) {
		return fits(manager.getPrivateKey(alias), manager.getCertificateChain(alias)[0].getPublicKey());
	}

	private static boolean fits(PrivateKey own, PublicKey shown) {
		String algorithm = SIGNATURES.get(shown.getAlgorithm());
		if (algorithm == null) {
			return true;
		}
		try {
			Signature signature = Signature.getInstance(algorithm);
			signature.initSign(own);
			signature.update(ANYTHING);
			byte[] made = signature.sign();
			signature.initVerify(shown);
			signature.update(ANYTHING);
			return signature.verify(made);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static InvalidConfigurationException invalid(String problem) {
		return new InvalidConfigurationException("cert", problem,
				"Give the private key of the node and, first, the certificate that belongs to it.");
	}

}

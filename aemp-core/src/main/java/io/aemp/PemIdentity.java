package io.aemp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;

/** Reads a {@link TlsIdentity} from PEM. Messages never quote the input. */
final class PemIdentity {

	private static final Pattern BLOCK = Pattern
		.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

	private static final char[] PASSWORD = new char[0];

	private PemIdentity() {
	}

	static TlsIdentity parse(String pem) {
		PrivateKey key = null;
		List<Certificate> certificates = new ArrayList<>();
		Matcher blocks = BLOCK.matcher(pem);
		try {
			while (blocks.find()) {
				byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
				switch (blocks.group(1)) {
					case "PRIVATE KEY" -> key = privateKey(content);
					case "CERTIFICATE" -> certificates.add(CertificateFactory.getInstance("X.509")
						.generateCertificate(new ByteArrayInputStream(content)));
					case "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" -> throw invalid(
							"The private key has the form '" + blocks.group(1)
									+ "', which is not supported: it must be unencrypted PKCS#8 ('PRIVATE KEY').",
							null);
					default -> {
						// other blocks, EC parameters for example, are not needed
					}
				}
			}
			if (key == null || certificates.isEmpty()) {
				throw invalid("The PEM text has no " + ((key == null) ? "private key." : "certificate."), null);
			}
			return identity(key, certificates);
		}
		catch (GeneralSecurityException | IOException | IllegalArgumentException ex) {
			throw invalid("The PEM text cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

	private static PrivateKey privateKey(byte[] content) throws GeneralSecurityException {
		for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
			try {
				return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
			}
			catch (InvalidKeySpecException ex) {
				// a key of another algorithm: try the next one
			}
		}
		throw invalid("The private key is neither RSA nor EC nor Ed25519.", null);
	}

	private static TlsIdentity identity(PrivateKey key, List<Certificate> certificates)
			throws GeneralSecurityException, IOException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		keys.load(null, null);
		keys.setKeyEntry("node", key, PASSWORD, new Certificate[] { certificates.get(0) });
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(keys, PASSWORD);
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		for (int i = 0; i < certificates.size(); i++) {
			trusted.setCertificateEntry("trusted-" + i, certificates.get(i));
		}
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(trusted);
		return TlsIdentity.of(keyManagers, trustManagers);
	}

	private static InvalidConfigurationException invalid(String problem, @Nullable Throwable cause) {
		return new InvalidConfigurationException("cert", problem,
				"Give key, certificate and CA certificates as PEM text, not as names of files;"
						+ " 'openssl pkcs8 -topk8 -nodes -in KEY' converts a key.",
				cause);
	}

}

package io.aemp.benchmarks.subject.aemp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.aemp.TlsIdentity;

/**
 * A key and a certificate that signs itself, for both processes, made by the JDK's tool.
 */
final class Keys {

	private static final String PASSWORD = "not secret";

	private Keys() {
	}

	/** Makes a key store, as one word. */
	static String generate() throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory("keys");
		Path store = directory.resolve("keys.p12");
		try {
			Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "node", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=node",
					"-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString())
				.redirectErrorStream(true)
				.start();
			String output = new String(tool.getInputStream().readAllBytes());
			if (tool.waitFor() != 0) {
				throw new IllegalStateException("keytool failed: " + output);
			}
			return Base64.getEncoder().encodeToString(Files.readAllBytes(store));
		}
		finally {
			Files.deleteIfExists(store);
			Files.delete(directory);
		}
	}

	static TlsIdentity read(String keys) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(new ByteArrayInputStream(Base64.getDecoder().decode(keys)), PASSWORD.toCharArray());
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(store, PASSWORD.toCharArray());
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("node", store.getCertificate("node"));
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(trusted);
		return TlsIdentity.of(keyManagers, trustManagers);
	}

}

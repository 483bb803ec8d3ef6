package io.aemp.boot.autoconfigure;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that the JDK trusts when nothing else is said. */
final class PublicAuthorities {

	private PublicAuthorities() {
	}

	/** Whether trust managers accept all of them. */
	static boolean areTrustedBy(TrustManagerFactory trustManagers) {
		try {
			TrustManagerFactory defaults = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			defaults.init((KeyStore) null);
			Set<X509Certificate> authorities = issuers(defaults);
			return !authorities.isEmpty() && issuers(trustManagers).containsAll(authorities);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The default truststore of the JDK cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static Set<X509Certificate> issuers(TrustManagerFactory trustManagers) {
		return Arrays.stream(trustManagers.getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.flatMap((manager) -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
			.collect(Collectors.toSet());
	}

}

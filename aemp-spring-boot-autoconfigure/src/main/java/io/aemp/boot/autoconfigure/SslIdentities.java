package io.aemp.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.aemp.InvalidConfigurationException;
import io.aemp.TlsIdentity;
import io.aemp.runtime.ManagedNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ObjectUtils;

/**
 * Makes TLS identities from SSL bundles, and updates a node when its bundle changes.
 * Spring Boot reports changes on a thread of its own.
 */
final class SslIdentities {

	private static final Logger logger = LoggerFactory.getLogger(SslIdentities.class);

	private final SslBundles bundles;

	private final Map<String, TlsIdentity> identities = new ConcurrentHashMap<>();

	/** The bundles that may trust every public authority. */
	private final Set<String> trustingAll = ConcurrentHashMap.newKeySet();

	SslIdentities(SslBundles bundles) {
		this.bundles = bundles;
	}

	/**
	 * The identity of a bundle.
	 * @param trustPublicAuthorities whether the bundle may do without a truststore
	 * @throws InvalidConfigurationException if there is no such bundle, or its files
	 * cannot be used
	 */
	TlsIdentity get(String bundle, boolean trustPublicAuthorities) {
		if (trustPublicAuthorities) {
			this.trustingAll.add(bundle);
		}
		try {
			return this.identities.computeIfAbsent(bundle, (name) -> identity(name, this.bundles.getBundle(name)));
		}
		catch (NoSuchSslBundleException ex) {
			throw missing(bundle, ex);
		}
		catch (IllegalStateException ex) {
			throw new InvalidConfigurationException("ssl.bundle",
					"The SSL bundle '" + bundle + "' cannot be used: " + ex.getMessage() + ".",
					"Check its properties under 'spring.ssl.bundle', and the files that these name.", ex);
		}
	}

	private InvalidConfigurationException missing(String bundle, NoSuchSslBundleException cause) {
		List<String> known = this.bundles.getBundleNames();
		String pem = "'spring.ssl.bundle.pem." + bundle + ".";
		return new InvalidConfigurationException("ssl.bundle",
				"There is no SSL bundle '" + bundle + "'; "
						+ (known.isEmpty() ? "none is defined." : "those that are defined: " + known + "."),
				(known.isEmpty() ? "Define it: " : "Choose one of these, or define it: ") + "set " + pem
						+ "keystore.certificate' and " + pem + "keystore.private-key' to the files of this node, and "
						+ pem + "truststore.certificate' to the certificates that it trusts.",
				cause);
	}

	private TlsIdentity identity(String name, SslBundle bundle) {
		KeyManagerFactory keyManagers = bundle.getManagers().getKeyManagerFactory();
		TrustManagerFactory trustManagers = bundle.getManagers().getTrustManagerFactory();
		if (bundle.getStores().getTrustStore() == null && !this.trustingAll.contains(name)
				&& PublicAuthorities.areTrustedBy(trustManagers)) {
			throw new InvalidConfigurationException("ssl.bundle",
					"The SSL bundle '" + name + "' has no truststore, so everybody with a certificate of any public "
							+ "authority would be a member of the network.",
					"Name the certificates to trust in the truststore of the bundle; or set "
							+ "'aemp.ssl.trust-public-authorities' to true, if this is meant.");
		}
		TlsIdentity identity = TlsIdentity.of(keyManagers, trustManagers);
		String[] protocols = bundle.getOptions().getEnabledProtocols();
		String[] ciphers = bundle.getOptions().getCiphers();
		identity = ObjectUtils.isEmpty(protocols) ? identity : identity.withProtocols(List.of(protocols));
		return ObjectUtils.isEmpty(ciphers) ? identity : identity.withCiphers(List.of(ciphers));
	}

	/**
	 * Gives a node a new identity whenever its bundle changes. A node that does not use
	 * the identity of the bundle is not changed.
	 */
	void follow(ManagedNode node) {
		this.identities.keySet()
			.forEach((name) -> this.bundles.addBundleUpdateHandler(name, (bundle) -> update(node, name, bundle)));
	}

	private void update(ManagedNode node, String name, SslBundle bundle) {
		try {
			TlsIdentity renewed = identity(name, bundle);
			node.changeCredentials((credentials) -> {
				boolean used = credentials.tls() != null && credentials.tls() == this.identities.get(name);
				return used ? credentials.withTls(renewed) : credentials;
			});
			this.identities.put(name, renewed);
			logger.info("SSL bundle '{}' has changed; new connections of node {} use it, existing ones stay", name,
					node.id());
		}
		catch (InvalidConfigurationException ex) {
			warn(node, name, ex.problem(), ex.remedy());
		}
		catch (RuntimeException ex) {
			warn(node, name, NestedExceptionUtils.getMostSpecificCause(ex).getMessage() + ".", "Check its files.");
		}
	}

	private static void warn(ManagedNode node, String name, String problem, String remedy) {
		logger.warn("SSL bundle '{}' has changed, but node {} keeps the old one: {} {} It is read again when "
				+ "its files change.", name, node.id(), problem, remedy);
	}

}

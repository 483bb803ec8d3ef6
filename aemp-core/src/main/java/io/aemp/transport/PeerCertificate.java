package io.aemp.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** Checks which node the certificate of a peer names. */
final class PeerCertificate {

	private static final List<Integer> DNS_NAME_OR_URI = List.of(2, 6);

	private PeerCertificate() {
	}

	/**
	 * Whether the verified certificate of the peer names a node: as its common name, or
	 * as a DNS name or URI among its alternative names.
	 * @param channel the connection to the peer
	 * @param node a node ID
	 * @return whether it does; {@code false} without TLS
	 */
	static boolean names(Channel channel, String node) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		try {
			return tls != null && tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown
					&& names(shown, node);
		}
		catch (SSLPeerUnverifiedException | CertificateParsingException | NamingException ex) {
			return false;
		}
	}

	private static boolean names(X509Certificate certificate, String node)
			throws CertificateParsingException, NamingException {
		Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
		return node.equals(commonName(certificate)) || (alternatives != null && alternatives.stream()
			.anyMatch((name) -> DNS_NAME_OR_URI.contains(name.get(0)) && node.equals(name.get(1))));
	}

	/** Returns the most specific common name, which comes last. */
	private static @Nullable Object commonName(X509Certificate certificate) throws NamingException {
		Object name = null;
		for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
			Attribute common = part.toAttributes().get("CN");
			name = (common != null) ? common.get() : name;
		}
		return name;
	}

}

package io.aemp.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
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

/** The verified certificate of a peer: which node it names, and when it expires. */
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
		X509Certificate shown = of(channel);
		try {
			return shown != null && names(shown, node);
		}
		catch (CertificateParsingException | NamingException ex) {
			return false;
		}
	}

	/**
	 * When the verified certificate of the peer expires.
	 * @param channel the connection to the peer
	 * @return the time, {@code null} without TLS
	 */
	static @Nullable Instant end(Channel channel) {
		X509Certificate shown = of(channel);
		return (shown != null) ? shown.getNotAfter().toInstant() : null;
	}

	private static @Nullable X509Certificate of(Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		try {
			return (tls != null && tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown)
					? shown : null;
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
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

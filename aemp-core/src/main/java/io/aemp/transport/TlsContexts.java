package io.aemp.transport;

import javax.net.ssl.SSLException;

import io.aemp.InvalidConfigurationException;
import io.aemp.TlsIdentity;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;

/**
 * The TLS contexts of a node for both roles; the nonces of a handshake decide the role.
 * Each side verifies the certificate of the other. Host names are not compared, because
 * certificates name nodes.
 *
 * @param client for the side with the lower nonce
 * @param server for the side with the higher nonce
 */
record TlsContexts(SslContext client, SslContext server) {

	private static final String TLS_1_3 = "TLSv1.3";

	static TlsContexts of(TlsIdentity identity) {
		TlsIdentityCheck.check(identity);
		try {
			SslContext client = settings(SslContextBuilder.forClient().keyManager(identity.keyManagers()), identity)
				.endpointIdentificationAlgorithm(null)
				.build();
			SslContext server = settings(SslContextBuilder.forServer(identity.keyManagers()), identity)
				.clientAuth(ClientAuth.REQUIRE)
				.build();
			requireSupport(client);
			return new TlsContexts(client, server);
		}
		catch (SSLException ex) {
			throw new InvalidConfigurationException("cert", "TLS cannot be set up: " + ex.getMessage() + ".",
					"Check key and certificates.", ex);
		}
	}

	private static SslContextBuilder settings(SslContextBuilder builder, TlsIdentity identity) {
		return builder.sslProvider(SslProvider.JDK)
			.protocols(identity.protocols())
			.ciphers(identity.ciphers().isEmpty() ? null : identity.ciphers())
			.trustManager(identity.trustManagers());
	}

	/** The JDK looks at the names only when it makes an engine. */
	private static void requireSupport(SslContext context) {
		try {
			context.newEngine(ByteBufAllocator.DEFAULT);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException("cert",
					"TLS cannot be set up with these versions and cipher suites: " + ex.getMessage() + ".",
					"Name those that this JDK supports; with an SSL bundle these are its 'options'.", ex);
		}
	}

	/**
	 * Creates a handler without a timeout of its own: the deadline of the AEMP handshake
	 * includes TLS.
	 */
	SslHandler handler(boolean asClient, ByteBufAllocator allocator) {
		SslHandler handler = (asClient ? this.client : this.server).newHandler(allocator);
		handler.setHandshakeTimeoutMillis(0);
		handler.setCloseNotifyFlushTimeoutMillis(NettyLink.CLOSE_MILLIS);
		return handler;
	}

	/**
	 * Whether the TLS version of a channel lets one side end its output while the other
	 * one goes on. Before version 1.3 the answer to the close message of one side is that
	 * of the other, which takes it for the end of what the other had to send.
	 */
	static boolean endsOneDirection(Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		return tls.engine().getSession().getProtocol().equals(TLS_1_3);
	}

}

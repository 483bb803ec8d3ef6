package io.aemp.transport;

import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.InvalidConfigurationException;
import io.aemp.TlsIdentity;
import io.aemp.handshake.HandshakeSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials of the node, which can change. A handshake uses the keys that were
 * current when it began. Thread-safe.
 */
final class KeyRing {

	private static final Logger logger = LoggerFactory.getLogger(KeyRing.class);

	private volatile Keys keys;

	KeyRing(HandshakeSettings handshake, Credentials credentials) {
		this.keys = new Keys(credentials, handshake, contexts(credentials));
	}

	Keys keys() {
		return this.keys;
	}

	/**
	 * Replaces the credentials. If the new credentials are unusable, the current ones
	 * stay.
	 * @param change creates the new credentials from the current ones
	 * @throws InvalidConfigurationException if the new credentials are unusable
	 */
	synchronized void change(UnaryOperator<Credentials> change) {
		Credentials credentials = change.apply(this.keys.credentials());
		if (credentials.isEmpty()) {
			throw new InvalidConfigurationException("secret",
					"Without a secret and without a certificate the node could not connect any more.",
					"Give one of them; to leave the network, close the node.");
		}
		this.keys = new Keys(credentials, this.keys.handshake().with(credentials), contexts(credentials));
		logger.info("New handshakes use {} secrets, TLS is {}", credentials.secrets().size(),
				(credentials.tls() != null) ? "on" : "off");
	}

	/**
	 * Begins another time in the network.
	 * @param instance tells it from others of nodes with the same ID
	 */
	synchronized void begin(String instance) {
		Keys before = this.keys;
		this.keys = new Keys(before.credentials(), before.handshake().withInstance(instance), before.tls());
	}

	private static @Nullable TlsContexts contexts(Credentials credentials) {
		TlsIdentity identity = credentials.tls();
		return (identity != null) ? TlsContexts.of(identity) : null;
	}

	/**
	 * A consistent set of keys.
	 *
	 * @param credentials the source of the others
	 * @param handshake the settings for handshakes
	 * @param tls the TLS contexts, {@code null} without a TLS identity
	 */
	record Keys(Credentials credentials, HandshakeSettings handshake, @Nullable TlsContexts tls) {

	}

}

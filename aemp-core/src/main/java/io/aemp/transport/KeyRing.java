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
 * By what this node and its peers prove who they are. It can change; a handshake keeps to
 * the keys that were there when it began. Any thread.
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
	 * Replaces the credentials; if the new ones are of no use, the old ones stay.
	 * @param change makes new credentials of the present ones
	 * @throws InvalidConfigurationException if the new ones are of no use
	 */
	synchronized void change(UnaryOperator<Credentials> change) {
		Credentials credentials = change.apply(this.keys.credentials());
		if (credentials.isEmpty()) {
			throw new InvalidConfigurationException("secret",
					"Without a secret and without a certificate the node could not connect any more.",
					"Give one of them; to leave the network, close the node.");
		}
		this.keys = new Keys(credentials, this.keys.handshake().with(credentials), contexts(credentials));
		logger.info("From now on handshakes know {} secrets, TLS is {}", credentials.secrets().size(),
				(credentials.tls() != null) ? "on" : "off");
	}

	private static @Nullable TlsContexts contexts(Credentials credentials) {
		TlsIdentity identity = credentials.tls();
		return (identity != null) ? TlsContexts.of(identity) : null;
	}

	/**
	 * What belongs together.
	 *
	 * @param credentials what everything is made of
	 * @param handshake for handshakes
	 * @param tls encrypts, if there is an identity
	 */
	record Keys(Credentials credentials, HandshakeSettings handshake, @Nullable TlsContexts tls) {

	}

}

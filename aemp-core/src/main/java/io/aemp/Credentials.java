package io.aemp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * With what a node proves who it is, and by what its peers may prove who they are. Can be
 * replaced while the node runs; connections that are up stay. Shows no secret in its text
 * form.
 *
 * @param secret the secret that all nodes share; this node proves itself by it
 * @param acceptedSecrets other secrets by which peers may prove themselves too, and which
 * this node then uses in turn; empty ones count for nothing
 * @param tls key and certificates for encrypted connections
 */
public record Credentials(Secret secret, List<Secret> acceptedSecrets, @Nullable TlsIdentity tls) {

	public Credentials {
		Secret own = secret;
		acceptedSecrets = acceptedSecrets.stream()
			.filter((accepted) -> !accepted.isEmpty() && !accepted.equals(own))
			.distinct()
			.toList();
	}

	/**
	 * Whether a node with these could not prove itself to anybody.
	 * @return whether there is neither a secret nor a TLS identity
	 */
	public boolean isEmpty() {
		return this.secret.isEmpty() && this.tls == null;
	}

	/**
	 * All secrets by which a peer may prove itself.
	 * @return this node's own first, if it has one
	 */
	public List<Secret> secrets() {
		List<Secret> secrets = new ArrayList<>(this.acceptedSecrets);
		if (!this.secret.isEmpty()) {
			secrets.add(0, this.secret);
		}
		return secrets;
	}

	/**
	 * The same with other secrets.
	 * @param secret the secret to use
	 * @param accepted other secrets that are accepted too
	 * @return the credentials
	 */
	public Credentials withSecret(Secret secret, Secret... accepted) {
		return new Credentials(secret, List.of(accepted), this.tls);
	}

	/**
	 * The same with another TLS identity.
	 * @param tls key and certificates, or {@code null}
	 * @return the credentials
	 */
	public Credentials withTls(@Nullable TlsIdentity tls) {
		return new Credentials(this.secret, this.acceptedSecrets, tls);
	}

}

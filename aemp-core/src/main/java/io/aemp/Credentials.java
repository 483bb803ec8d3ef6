package io.aemp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a node proves its identity, and how its peers may prove theirs. Can be replaced
 * while the node runs; existing connections stay. The text form shows no secret.
 *
 * @param secret the secret that all nodes share; this node authenticates itself with it
 * @param acceptedSecrets further secrets with which peers may authenticate themselves;
 * this node then answers with the same secret; empty secrets are ignored
 * @param tls key and certificates for encrypted connections, or {@code null}
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
	 * Whether a node with these credentials has no way to authenticate itself.
	 * @return whether there is neither a secret nor a TLS identity
	 */
	public boolean isEmpty() {
		return this.secret.isEmpty() && this.tls == null;
	}

	/**
	 * All secrets with which a peer may authenticate itself.
	 * @return the secrets; this node's own is the first, if it has one
	 */
	public List<Secret> secrets() {
		List<Secret> secrets = new ArrayList<>(this.acceptedSecrets);
		if (!this.secret.isEmpty()) {
			secrets.add(0, this.secret);
		}
		return secrets;
	}

	/**
	 * Replaces the secrets and keeps the TLS identity.
	 * @param secret the secret to use
	 * @param accepted further secrets to accept
	 * @return the credentials
	 */
	public Credentials withSecret(Secret secret, Secret... accepted) {
		return new Credentials(secret, List.of(accepted), this.tls);
	}

	/**
	 * Replaces the TLS identity and keeps the secrets.
	 * @param tls key and certificates, or {@code null}
	 * @return the credentials
	 */
	public Credentials withTls(@Nullable TlsIdentity tls) {
		return new Credentials(this.secret, this.acceptedSecrets, tls);
	}

}

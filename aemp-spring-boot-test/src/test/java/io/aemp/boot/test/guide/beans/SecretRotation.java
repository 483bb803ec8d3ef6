package io.aemp.boot.test.guide.beans;

import java.util.List;

import io.aemp.Credentials;
import io.aemp.Secret;
import io.aemp.runtime.ManagedNode;
import org.springframework.stereotype.Component;

@Component
class SecretRotation {

	private final ManagedNode node;

	SecretRotation(ManagedNode node) {
		this.node = node;
	}

	void begin(String next) {
		this.node
			.changeCredentials((present) -> new Credentials(Secret.of(next), List.of(present.secret()), present.tls()));
	}

	void end() {
		this.node.changeCredentials((present) -> present.withSecret(present.secret()));
	}

}

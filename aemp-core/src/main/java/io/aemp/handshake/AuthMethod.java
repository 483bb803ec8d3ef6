package io.aemp.handshake;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.aemp.InvalidConfigurationException;
import io.aemp.Secret;

/** The methods by which nodes authenticate themselves. */
enum AuthMethod {

	/**
	 * Both sides have verified certificates. The token binds the greetings to the
	 * connection.
	 */
	TLS_SHA3_512 {
		@Override
		boolean usable(boolean secret, boolean tls) {
			return tls;
		}

		@Override
		byte[] digest(byte[] transcript, Secret secret) throws GeneralSecurityException {
			return MessageDigest.getInstance("SHA3-512").digest(transcript);
		}
	},

	/** Both sides know the secret and prove it without sending it. */
	HMAC_SHA3_512 {
		@Override
		boolean usable(boolean secret, boolean tls) {
			return secret;
		}

		@Override
		byte[] digest(byte[] transcript, Secret secret) throws GeneralSecurityException {
			Mac mac = Mac.getInstance("HmacSHA3-512");
			mac.init(new SecretKeySpec(secret.bytes(), mac.getAlgorithm()));
			return mac.doFinal(transcript);
		}
	},

	/** Both sides have verified certificates. There is no token. */
	TLS_ANON {
		@Override
		boolean usable(boolean secret, boolean tls) {
			return tls;
		}

		@Override
		byte[] digest(byte[] transcript, Secret secret) {
			return new byte[0];
		}
	},

	/** Sends the secret itself, for clients that support nothing better. */
	CLEARTEXT {
		@Override
		boolean usable(boolean secret, boolean tls) {
			return tls || secret;
		}

		@Override
		byte[] digest(byte[] transcript, Secret secret) {
			return secret.bytes();
		}
	};

	/**
	 * Whether the method can prove an identity.
	 * @param secret whether there is a secret
	 * @param tls whether the connection is encrypted and both certificates are verified
	 */
	abstract boolean usable(boolean secret, boolean tls);

	abstract byte[] digest(byte[] transcript, Secret secret) throws GeneralSecurityException;

	/**
	 * Computes the token by which a side proves its identity.
	 * @param transcript the lines of both greetings, those of the proving side first
	 * @param secret the shared secret
	 * @return the token, hexadecimal in lower case
	 */
	String token(byte[] transcript, Secret secret) {
		try {
			return HexFormat.of().formatHex(digest(transcript, secret));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JDK cannot compute " + wireName(), ex);
		}
	}

	boolean needsSecret() {
		return this == HMAC_SHA3_512 || this == CLEARTEXT;
	}

	/** The name in greetings and settings. */
	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	static List<AuthMethod> parse(String setting, List<String> names) {
		return names.stream().map((name) -> parse(setting, name)).toList();
	}

	private static AuthMethod parse(String setting, String name) {
		return Arrays.stream(values())
			.filter((method) -> method.wireName().equals(name))
			.findFirst()
			.orElseThrow(() -> new InvalidConfigurationException(setting, "'" + name + "' is no authentication method.",
					"Choose from " + Arrays.stream(values()).map(AuthMethod::wireName).toList() + "."));
	}

}

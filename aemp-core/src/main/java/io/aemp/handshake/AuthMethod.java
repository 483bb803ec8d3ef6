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

/** The ways in which nodes authenticate themselves. */
enum AuthMethod {

	/**
	 * Both certificates were verified; the token ties the greetings to the connection.
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

	/** Both know the secret; it is not told. */
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

	/** Both certificates were verified; no token. */
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

	/** The secret itself, for clients that cannot do better. */
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
	 * Whether the method proves anything under these conditions.
	 * @param secret whether there is a secret
	 * @param tls whether the connection is encrypted and certificates were verified
	 */
	abstract boolean usable(boolean secret, boolean tls);

	abstract byte[] digest(byte[] transcript, Secret secret) throws GeneralSecurityException;

	/**
	 * What proves the identity of whoever made the transcript.
	 * @param transcript both greetings, those of the maker first
	 * @param secret the shared secret
	 * @return the token in lower case
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

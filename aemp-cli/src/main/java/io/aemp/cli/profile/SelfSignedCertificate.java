package io.aemp.cli.profile;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A certificate that signs itself, as {@code aemp gencert} of the reference makes it: RSA
 * with 2048 bits, the name {@code AnyEvent::MP}, valid for ten years. The JDK has no
 * public API for that, so the few elements of X.509 are written here (RFC 5280).
 */
final class SelfSignedCertificate {

	private static final int KEY_BITS = 2048;

	private static final Duration VALIDITY = Duration.ofDays(3650);

	private static final int SERIAL_BITS = 127;

	private static final int SEQUENCE = 0x30;

	private static final int SET = 0x31;

	private static final int INTEGER = 0x02;

	private static final int BIT_STRING = 0x03;

	private static final int UTF8_STRING = 0x0c;

	private static final int GENERALIZED_TIME = 0x18;

	private static final int UTC_TIME = 0x17;

	private static final int LAST_UTC_TIME_YEAR = 2049;

	/** Version 3, in its context tag. */
	private static final byte[] VERSION = { (byte) 0xa0, 3, INTEGER, 1, 2 };

	/** Object identifier of sha256WithRSAEncryption, and no parameters. */
	private static final byte[] ALGORITHM = { 0x06, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1,
			0x0b, 0x05, 0 };

	/** Object identifier of commonName. */
	private static final byte[] COMMON_NAME = { 0x06, 3, 0x55, 0x04, 0x03 };

	/** Object identifier of basicConstraints, critical, and a certification authority. */
	private static final byte[] AUTHORITY = { (byte) 0xa3, 0x13, SEQUENCE, 0x11, SEQUENCE, 0x0f, 0x06, 3, 0x55, 0x1d,
			0x13, 1, 1, (byte) 0xff, 0x04, 5, SEQUENCE, 3, 1, 1, (byte) 0xff };

	private SelfSignedCertificate() {
	}

	/** Makes a certificate and its key. Returns both in PEM form. */
	static String generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(KEY_BITS);
			KeyPair keys = generator.generateKeyPair();
			return pem("CERTIFICATE", certificate(keys, Instant.now()))
					+ pem("PRIVATE KEY", keys.getPrivate().getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JDK has no RSA with SHA-256", ex);
		}
	}

	private static byte[] certificate(KeyPair keys, Instant now) throws GeneralSecurityException {
		byte[] algorithm = der(SEQUENCE, ALGORITHM);
		byte[] name = der(SEQUENCE, der(SET,
				der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, "AnyEvent::MP".getBytes(StandardCharsets.US_ASCII)))));
		byte[] serial = der(INTEGER, new BigInteger(SERIAL_BITS, new SecureRandom()).toByteArray());
		byte[] validity = der(SEQUENCE, time(now), time(now.plus(VALIDITY)));
		byte[] content = der(SEQUENCE, VERSION, serial, algorithm, name, validity, name, keys.getPublic().getEncoded(),
				AUTHORITY);
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(keys.getPrivate());
		signature.update(content);
		return der(SEQUENCE, content, algorithm, der(BIT_STRING, new byte[1], signature.sign()));
	}

	/** Years up to 2049 have two digits, by RFC 5280. */
	private static byte[] time(Instant instant) {
		boolean brief = instant.atZone(ZoneOffset.UTC).getYear() <= LAST_UTC_TIME_YEAR;
		String text = DateTimeFormatter.ofPattern(brief ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'")
			.withZone(ZoneOffset.UTC)
			.format(instant);
		return der(brief ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
	}

	/** An element: tag, length, content. */
	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream element = new ByteArrayOutputStream();
		element.write(tag);
		int length = content.size();
		if (length < 0x80) {
			element.write(length);
		}
		else {
			byte[] digits = BigInteger.valueOf(length).toByteArray();
			int start = (digits[0] == 0) ? 1 : 0;
			element.write(0x80 | (digits.length - start));
			element.write(digits, start, digits.length - start);
		}
		element.writeBytes(content.toByteArray());
		return element.toByteArray();
	}

	private static String pem(String type, byte[] content) {
		return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content)
				+ "\n-----END " + type + "-----\n";
	}

}

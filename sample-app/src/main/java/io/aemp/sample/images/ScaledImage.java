package io.aemp.sample.images;

import io.aemp.Message;

/**
 * What came back from the pool.
 *
 * @param bytes the scaled image
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param worker the ID of the port that did it
 * @param tries how many workers it took
 */
public record ScaledImage(byte[] bytes, String mediaType, String worker, int tries) {

	static ScaledImage of(Message reply) {
		if (reply.get(0) == null) {
			throw new ImageException(reply.text(1));
		}
		byte[] bytes = reply.bytes(0);
		return new ScaledImage(bytes, mediaType(bytes), reply.text(1), (int) reply.integer(2));
	}

	/** What a worker sends may be anything, so it is looked at. */
	private static String mediaType(byte[] bytes) {
		if (bytes.length > 3 && bytes[0] == (byte) 0x89 && bytes[1] == 'P' && bytes[2] == 'N') {
			return "image/png";
		}
		if (bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8) {
			return "image/jpeg";
		}
		throw new ImageException("The worker's answer is neither a PNG nor a JPEG image.");
	}

}

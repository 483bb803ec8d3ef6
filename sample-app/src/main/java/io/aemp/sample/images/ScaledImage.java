package io.aemp.sample.images;

import io.aemp.Message;

/**
 * What came back from the pool.
 *
 * @param octets the scaled image
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param worker the ID of the port that did it
 * @param tries how many workers it took
 */
public record ScaledImage(byte[] octets, String mediaType, String worker, int tries) {

	static ScaledImage of(Message reply) {
		if (reply.get(0) == null) {
			throw new ImageException(reply.text(1));
		}
		byte[] octets = reply.octets(0);
		return new ScaledImage(octets, mediaType(octets), reply.text(1), (int) reply.integer(2));
	}

	/** What a worker sends may be anything, so it is looked at. */
	private static String mediaType(byte[] octets) {
		if (octets.length > 3 && octets[0] == (byte) 0x89 && octets[1] == 'P' && octets[2] == 'N') {
			return "image/png";
		}
		if (octets.length > 3 && octets[0] == (byte) 0xFF && octets[1] == (byte) 0xD8) {
			return "image/jpeg";
		}
		throw new ImageException("The worker's answer is neither a PNG nor a JPEG image.");
	}

}

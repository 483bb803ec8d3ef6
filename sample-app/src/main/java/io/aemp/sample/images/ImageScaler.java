package io.aemp.sample.images;

import io.aemp.Message;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;

/**
 * A worker. It takes one image at a time; what it returns goes to the reply port, the
 * last element of the message.
 */
@AempPort(label = "image scaler", families = ImageScaler.FAMILY, mailboxLimit = 1000)
class ImageScaler {

	/** Where workers are found. */
	static final String FAMILY = "my_image_scalers";

	@Receive("scale")
	Message scale(byte[] image, int width) {
		try {
			Picture scaled = Picture.read(image).scale(width);
			return Message.of(scaled.bytes(), scaled.width(), scaled.height());
		}
		catch (ImageException ex) {
			return Message.of(null, ex.getMessage());
		}
	}

}

package io.aemp.sample.images;

/** An image was not scaled; the message says why. */
public class ImageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ImageException(String message) {
		super(message);
	}

}

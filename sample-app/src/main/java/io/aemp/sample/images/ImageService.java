package io.aemp.sample.images;

import java.util.concurrent.CompletableFuture;

import io.aemp.Message;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.ToPort;

/** What the dispatch of images understands. */
interface ImageService {

	/**
	 * Has an image scaled.
	 * @param dispatch the ID of the port of a dispatch
	 * @param image a PNG or JPEG
	 * @param width the width wanted
	 * @return the scaled image, the worker and the number of tries; {@code null} and a
	 * text if that is not possible
	 */
	@AempExchange("scale")
	CompletableFuture<Message> scale(@ToPort String dispatch, byte[] image, int width);

}

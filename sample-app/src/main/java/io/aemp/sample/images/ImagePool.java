package io.aemp.sample.images;

import java.util.concurrent.CompletableFuture;

import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.port.AempPorts;
import org.springframework.stereotype.Component;

/** The pool of image scalers for the rest of this application. */
@Component
@ImportAempClients(group = "images", types = ImageService.class)
public class ImagePool {

	private final ImageService service;

	private final AempPorts ports;

	private final ImageDispatch dispatch;

	ImagePool(ImageService service, AempPorts ports, ImageDispatch dispatch) {
		this.service = service;
		this.ports = ports;
		this.dispatch = dispatch;
	}

	/**
	 * Has an image scaled by any worker of the network.
	 * @param image a PNG or JPEG
	 * @param width the width wanted
	 * @return the scaled image; fails with an {@link ImageException} if that is not
	 * possible
	 * @throws IllegalStateException while the dispatch is being opened again
	 */
	public CompletableFuture<ScaledImage> scale(byte[] image, int width) {
		String dispatch = this.ports.portOf(this.dispatch).id();
		return this.service.scale(dispatch, image, width).thenApply(ScaledImage::of);
	}

}

package io.aemp.sample.images;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.aemp.DataConnection;
import io.aemp.DataConnections;
import io.aemp.Message;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.annotation.SourceNode;

/**
 * A worker. It takes one image at a time; what it returns goes to the reply port, the
 * last element of the message.
 */
@AempPort(label = "image scaler", families = ImageScaler.FAMILY, familyValue = ImageScaler.FETCHES, mailboxLimit = 1000)
class ImageScaler {

	/** Where workers are found. */
	static final String FAMILY = "my_image_scalers";

	/** The value of those that know the tag {@code fetch}. */
	static final String FETCHES = "fetches";

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final int MAX_BYTES = 64 * 1024 * 1024;

	private final DataConnections connections;

	ImageScaler(DataConnections connections) {
		this.connections = connections;
	}

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

	/** A failure on the way is no fault of the image: another worker tries it then. */
	@Receive("fetch")
	Message fetch(String ticket, int width, @SourceNode String node) throws Exception {
		CompletableFuture<DataConnection> connecting = this.connections.connect(node, CONNECT_TIMEOUT,
				LargeImages.FUNCTION, ticket);
		try (DataConnection connection = connecting.get()) {
			return scale(connection.inputStream().readNBytes(MAX_BYTES), width);
		}
	}

}

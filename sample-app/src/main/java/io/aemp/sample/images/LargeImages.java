package io.aemp.sample.images;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.DataConnection;
import io.aemp.annotation.DataConnectionHandler;
import org.springframework.stereotype.Component;

/**
 * The large images of this node that wait for a worker. A worker gets a ticket, and
 * fetches the image over a data connection when its turn comes: messages to the same node
 * do not wait for the image meanwhile, and nothing waits in the worker's mailbox.
 */
@Component
class LargeImages {

	/** Under which name images are fetched, with the ticket as argument. */
	static final String FUNCTION = "sample::image";

	private final Map<String, byte[]> images = new ConcurrentHashMap<>();

	/** Keeps an image until it is withdrawn. Nobody can guess the ticket. */
	String offer(byte[] image) {
		String ticket = UUID.randomUUID().toString();
		this.images.put(ticket, image);
		return ticket;
	}

	void withdraw(String ticket) {
		this.images.remove(ticket);
	}

	void withdrawAll() {
		this.images.clear();
	}

	@DataConnectionHandler(FUNCTION)
	void give(DataConnection connection, String ticket) throws IOException {
		byte[] image = this.images.get(ticket);
		if (image == null) {
			throw new IOException("There is no image for this ticket any more.");
		}
		connection.outputStream().write(image);
		connection.outputStream().flush();
		connection.close();
	}

}

package io.aemp.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.aemp.Message;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * The request that brings a message with its headers: the name of the port, the headers,
 * the elements. Nodes that take it say so in their greeting; others get the elements
 * only. It keeps the place that its message has among the others.
 *
 * @param port the name of the port, empty for the node port
 * @param message the message, with its headers
 */
public record HeadersRequest(String port, Message message) {

	/** The name of the request. */
	public static final String NAME = "headers";

	/** The index of the first element of the message, behind name, port and headers. */
	private static final int ELEMENTS = 3;

	private static final byte[] NAME_BYTES = NAME.getBytes(StandardCharsets.ISO_8859_1);

	/** Key in the greeting of nodes that take headers. */
	private static final String KEY = "headers";

	/**
	 * Whether a peer takes headers.
	 * @param link the connection to it
	 * @return whether it says so
	 */
	public static boolean isTakenBy(Link link) {
		return link.info().keys().containsKey(KEY);
	}

	/** The elements of the request about a message. */
	static Message around(String port, Message message) {
		@Nullable Object[] elements = new @Nullable Object[ELEMENTS + message.size()];
		elements[0] = NAME;
		elements[1] = port;
		elements[2] = message.headers();
		for (int i = 0; i < message.size(); i++) {
			elements[ELEMENTS + i] = message.get(i);
		}
		return Message.of(elements);
	}

	/**
	 * Whether a packet for the node port is this request.
	 * @param packet the elements of the packet
	 * @return whether its name is that of this request
	 */
	public static boolean is(Message packet) {
		if (packet.isEmpty()) {
			return false;
		}
		Object name = packet.get(0);
		// without a copy of the bytes: most requests are others
		return NAME.equals(name) || (name instanceof byte[] bytes && Arrays.equals(bytes, NAME_BYTES));
	}

	/**
	 * Decodes the request.
	 * @param packet the elements of the packet
	 * @return the request; its message has no headers if these are not valid, because a
	 * message must not get lost for what only accompanies it
	 * @throws IllegalArgumentException if the packet is no such request
	 */
	public static HeadersRequest parse(Message packet) {
		String port = packet.text(1);
		Message message = packet.from(ELEMENTS);
		try {
			Map<String, String> headers = new LinkedHashMap<>();
			packet.map(2).forEach((name, value) -> headers.put(name, Message.of(value).text(0)));
			return new HeadersRequest(port, message.withHeaders(headers));
		}
		catch (IllegalArgumentException ex) {
			return new HeadersRequest(port, message);
		}
	}

}

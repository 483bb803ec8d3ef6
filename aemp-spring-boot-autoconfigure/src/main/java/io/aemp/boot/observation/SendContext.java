package io.aemp.boot.observation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import io.aemp.Message;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * What is observed while a message is sent, a port is called or spawned. Whoever
 * propagates a context adds headers to the carrier.
 */
public final class SendContext extends SenderContext<Map<String, String>> {

	/** What a tag looks like; another first element may be anything. */
	private static final Pattern TAG = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:-]{0,63}");

	private final Operation operation;

	private final String destination;

	private final Message message;

	private final @Nullable String initFunction;

	private final @Nullable String tag;

	SendContext(Operation operation, String destination, Message message, @Nullable String initFunction) {
		super((headers, name, value) -> Objects.requireNonNull(headers).put(name, value),
				(operation == Operation.CALL) ? Kind.CLIENT : Kind.PRODUCER);
		this.operation = operation;
		this.destination = destination;
		this.message = message;
		this.initFunction = initFunction;
		this.tag = (operation != Operation.SPAWN) ? tag(message) : null;
		setCarrier(new LinkedHashMap<>(message.headers()));
	}

	/**
	 * What is done with the message.
	 * @return the operation
	 */
	public Operation operation() {
		return this.operation;
	}

	/**
	 * Where the message goes.
	 * @return the ID of a port or a node
	 */
	public String destination() {
		return this.destination;
	}

	/**
	 * The message; it may be confidential.
	 * @return the elements, for a spawn the init data
	 */
	public Message message() {
		return this.message;
	}

	/**
	 * The tag of the message.
	 * @return the first element if it looks like a tag, otherwise {@code null}; none for
	 * a spawn
	 */
	public @Nullable String tag() {
		return this.tag;
	}

	private static @Nullable String tag(Message message) {
		String tag = message.tag();
		return (tag != null && TAG.matcher(tag).matches()) ? tag : null;
	}

	/**
	 * What makes the new port.
	 * @return the name of the init function of a spawn, otherwise {@code null}
	 */
	public @Nullable String initFunction() {
		return this.initFunction;
	}

	/** The message with the headers that were added. */
	Message sent() {
		return this.message.withHeaders(Objects.requireNonNull(getCarrier()));
	}

	/** What is done with a message. */
	public enum Operation {

		/** It is sent; the observation ends at once. */
		SEND,

		/** A port is called; the observation ends with the call. */
		CALL,

		/** A port is spawned; the observation ends at once. */
		SPAWN;

		private final String text = name().toLowerCase(Locale.ROOT);

		/** How it is called in observations. */
		String text() {
			return this.text;
		}

	}

}

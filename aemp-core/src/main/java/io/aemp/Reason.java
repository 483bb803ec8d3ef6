package io.aemp;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a port died or a monitor fired: a list of values. An empty list is a normal death.
 * Otherwise the first element is an identifier, and the second usually a text; but any
 * values are valid. To kill a port of another node, the values must be able to travel.
 * Monitors of other nodes receive a text instead of a value that cannot travel.
 *
 * @param elements the elements, as in a message
 */
public record Reason(List<@Nullable Object> elements) {

	/** Identifier: an uncaught exception in a callback of the port. */
	public static final String DIE = "die";

	/** Identifier of an error answer: the receiver could not process the message. */
	public static final String BAD_MESSAGE = "bad_message";

	/** Identifier of an error answer: the result cannot travel. */
	public static final String BAD_RESULT = "bad_result";

	/** Identifier: the connection was lost or never made; node ID and text follow. */
	public static final String TRANSPORT_ERROR = "transport_error";

	/** Identifier: the monitored port does not exist. */
	public static final String NO_SUCH_PORT = "no_such_port";

	/** Identifier: no receiver of the port matches a message. */
	public static final String UNHANDLED_MESSAGE = "unhandled_message";

	/** Identifier: more messages wait for the port than its mailbox may hold. */
	public static final String MAILBOX_OVERFLOW = "mailbox_overflow";

	/** Identifier: the node of the port was closed. */
	public static final String NODE_CLOSED = "node_closed";

	/** A normal death. */
	public static final Reason NORMAL = new Reason(List.of());

	public Reason {
		elements = Collections.unmodifiableList(Arrays.asList(elements.toArray()));
	}

	/**
	 * Makes a reason.
	 * @param elements identifier, text and further values; none for a normal death
	 * @return the reason
	 */
	public static Reason of(@Nullable Object... elements) {
		return (elements.length == 0) ? NORMAL : new Reason(Arrays.asList(elements));
	}

	/**
	 * The reason of a port that dies from an exception: {@code die, MESSAGE}.
	 * @param exception the uncaught exception
	 * @return the reason
	 */
	public static Reason of(Throwable exception) {
		String message;
		try {
			message = exception.getMessage();
		}
		catch (RuntimeException ex) {
			// getMessage() of an application's exception can throw too
			message = null;
		}
		String text = (message == null || message.isBlank()) ? exception.getClass().getName() : message;
		return of(DIE, withoutLastBreaks(text));
	}

	/**
	 * Removes line breaks at the end, in one pass from there: the text may be as long as
	 * a message.
	 */
	private static String withoutLastBreaks(String text) {
		int end = text.length();
		while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
			end--;
		}
		return text.substring(0, end);
	}

	/**
	 * The reason with which monitors fire when the connection to a node is lost or cannot
	 * be made.
	 * @param node the ID of the other node
	 * @param message what happened
	 * @return the reason
	 */
	public static Reason transportError(String node, String message) {
		return of(TRANSPORT_ERROR, node, message);
	}

	/**
	 * Whether the port died normally.
	 * @return whether there are no elements
	 */
	public boolean isNormal() {
		return this.elements.isEmpty();
	}

	/**
	 * The first element as text.
	 * @return the identifier, empty for a normal death
	 */
	public String identifier() {
		return textAt(0);
	}

	/**
	 * The text that explains the reason: the third element of a transport error, the
	 * second element of any other reason.
	 * @return the text, empty if there is none
	 */
	public String text() {
		return textAt(TRANSPORT_ERROR.equals(identifier()) ? 2 : 1);
	}

	private String textAt(int index) {
		return (index < this.elements.size()) ? Values.display(this.elements.get(index)) : "";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Reason reason && Values.equal(this.elements, reason.elements);
	}

	@Override
	public int hashCode() {
		return Values.hash(this.elements);
	}

	/**
	 * The elements as text for logs.
	 * @return {@code normal}, or the elements separated by commas
	 */
	@Override
	public String toString() {
		return isNormal() ? "normal" : String.join(", ", this.elements.stream().map(Values::display).toList());
	}

}

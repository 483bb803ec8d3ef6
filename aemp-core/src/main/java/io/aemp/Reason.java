package io.aemp;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a port died, or why a monitor fired: a list of values. An empty one is a normal
 * death; otherwise the first element is an identifier and the second usually a text. Any
 * values make a reason. To kill another node's port, they must be such as can travel;
 * monitors of other nodes are told of those that cannot by a text.
 *
 * @param elements the elements, as they are or travel in a message
 */
public record Reason(List<@Nullable Object> elements) {

	/** Identifier: an uncaught exception in a callback of the port. */
	public static final String DIE = "die";

	/** Identifier: the connection was lost or never made; node ID and text follow. */
	public static final String TRANSPORT_ERROR = "transport_error";

	/** Identifier: the monitored port does not exist. */
	public static final String NO_SUCH_PORT = "no_such_port";

	/** Identifier: a message that no receiver of the port matches. */
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
	 * @param elements identifier, text and whatever else is to be told; none for a normal
	 * death
	 * @return the reason
	 */
	public static Reason of(@Nullable Object... elements) {
		return (elements.length == 0) ? NORMAL : new Reason(Arrays.asList(elements));
	}

	/**
	 * The reason of a port that dies of an exception: {@code die, MESSAGE}.
	 * @param exception the uncaught exception
	 * @return the reason
	 */
	public static Reason of(Throwable exception) {
		String message;
		try {
			message = exception.getMessage();
		}
		catch (RuntimeException ex) {
			// an exception of the application's with a defect of its own
			message = null;
		}
		String text = (message == null || message.isBlank()) ? exception.getClass().getName() : message;
		return of(DIE, text.replaceAll("[\\r\\n]+$", ""));
	}

	/**
	 * The reason of monitors that fire when the connection to a node is lost or cannot be
	 * made.
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
	 * The last text that explains the reason: the third element of a transport error, the
	 * second of others.
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
	 * The elements for people.
	 * @return {@code normal}, or the elements separated by commas
	 */
	@Override
	public String toString() {
		return isNormal() ? "normal" : String.join(", ", this.elements.stream().map(Values::display).toList());
	}

}

package io.aemp.boot.hop;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A step of a message that is followed, as one node knows it. What is sent because of the
 * message belongs to it.
 *
 * @param message the name under which the message is followed
 * @param id the ID of this hop
 * @param parent the ID of the hop before it, {@code 0} if there is none
 * @param kind what happened
 * @param port the ID of the port, or of the node, that gets the message
 * @param source the ID of the node that it came from; {@code null} where it is sent
 * @param label the label of the port, where it is received
 * @param tag the tag of the message, of a spawn the init function; {@code null} if it has
 * none, or none that a method names
 * @param start when it began, by the clock of this node
 * @param duration how long it took, {@code null} while it goes on
 * @param failure what went wrong, {@code null} if nothing did
 */
public record Hop(String message, String id, String parent, Kind kind, String port, @Nullable String source,
		@Nullable String label, @Nullable String tag, Instant start, @Nullable Duration duration,
		@Nullable String failure) {

	/**
	 * Creates a hop.
	 * @throws NullPointerException if something is missing: another node has told it
	 */
	public Hop {
		Objects.requireNonNull(message);
		Objects.requireNonNull(id);
		Objects.requireNonNull(parent);
		Objects.requireNonNull(kind);
		Objects.requireNonNull(port);
		Objects.requireNonNull(start);
	}

	Hop ended(Duration took, @Nullable String problem) {
		return new Hop(this.message, this.id, this.parent, this.kind, this.port, this.source, this.label, this.tag,
				this.start, took, problem);
	}

	/** What happens to a message. */
	public enum Kind {

		/** It is sent; this takes no time worth telling. */
		SEND,

		/** A port is called with it; this takes until the answer is there. */
		CALL,

		/** A port is spawned with it; this takes no time worth telling. */
		SPAWN,

		/** A method of a bean handles it; this takes until the method returns. */
		RECEIVE

	}

}

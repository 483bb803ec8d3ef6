package io.aemp.boot.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a node.
 *
 * @param number its number; events are counted from 1 on
 * @param time when it happened, by the clock of this node
 * @param kind what kind of event it is, {@code peer-down} for example
 * @param node the ID of the node that it is about: a peer, or this node; {@code null} for
 * a stranger
 * @param port the ID of the port that it is about
 * @param label the label of that port, if it is known
 * @param reason the elements of the reason, as texts; none for a normal death
 * @param text what happened, for people
 */
public record NodeEvent(long number, Instant time, String kind, @Nullable String node, @Nullable String port,
		@Nullable String label, @Nullable List<String> reason, String text) {

	/** The kinds of events. */
	enum Kind {

		/** A connection to a peer is up. */
		PEER_UP(Subject.NETWORK),
		/** The connection to a peer was lost. */
		PEER_DOWN(Subject.NETWORK),
		/** A peer stopped being writable. */
		PEER_SLOW(Subject.NETWORK),
		/** A peer is writable again. */
		PEER_WRITABLE(Subject.NETWORK),
		/** The role of this node in the network changed, or its primary. */
		ROLE_CHANGED(Subject.NETWORK),
		/** The port of a bean died, or any other port abnormally. */
		PORT_DIED(Subject.PORTS),
		/** The port of a bean was opened again after a death. */
		PORT_REOPENED(Subject.PORTS),
		/** A method of a bean could not process a message. */
		MESSAGE_FAILED(Subject.MESSAGES),
		/** A connection ended before it was up. */
		CONNECTION_REFUSED(Subject.FAULTS),
		/** A peer sent a packet that is not valid. */
		PACKET_DROPPED(Subject.FAULTS);

		private final Subject subject;

		Kind(Subject subject) {
			this.subject = subject;
		}

		Subject subject() {
			return this.subject;
		}

		/** The name that people and tools use. */
		String identifier() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/** What events are about. Many events of one subject displace none of another one. */
	enum Subject {

		/** What the network does. */
		NETWORK,
		/** What the ports of this node do. */
		PORTS,
		/** What methods of beans could not process. */
		MESSAGES,
		/** What others do wrong. */
		FAULTS

	}

}

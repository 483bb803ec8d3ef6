package io.aemp.boot.client;

import io.aemp.boot.conversion.ElementWriter;

/**
 * A parameter of a method of a client.
 *
 * @param index its index
 * @param role what becomes of its argument
 * @param writer writes the argument, or each part of it, as an element
 */
record Argument(int index, Role role, ElementWriter writer) {

	/** What becomes of an argument. */
	enum Role {

		/** One element. */
		ELEMENT,
		/** One element for each part of an array. */
		REST,
		/** The elements of a message. */
		MESSAGE,
		/** Names the port to which the message goes. */
		TO_PORT

	}

}

package io.aemp.simulation.contract;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cannot travel, so only a message that is handed over as it is can have it: C8.
 *
 * @param number the number of the message
 */
record Marker(int number) {

	static void check(Sender sender, Actor actor, @Nullable Object marker, int number) {
		boolean local = sender.member() == actor.member();
		if (local && !(marker instanceof Marker same && same.number() == number)) {
			throw new Violation("C8: a local message is not handed over as it is: " + marker, List.of(actor.id()));
		}
	}

}

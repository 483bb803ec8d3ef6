package io.aemp.boot.actuate;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a question to another node: those of the endpoint there.
 *
 * @param limit how much to show at most
 * @param offset how much to skip
 * @param label shows ports with this label only
 * @param tag shows ports only that have a receiver for this tag
 * @param family shows ports of this family only
 * @param after shows events with greater numbers only
 * @param before shows events with smaller numbers only
 * @param kind shows events of this kind only
 * @param node shows events about this node only
 * @param reason shows events with this reason only
 * @param message shows hops of the message only that is followed under this name
 */
record RemoteQuery(@Nullable Integer limit, @Nullable Integer offset, @Nullable String label, @Nullable String tag,
		@Nullable String family, @Nullable Long after, @Nullable Long before, @Nullable String kind,
		@Nullable String node, @Nullable String reason, @Nullable String message) {

	/** Asks for the hops of a message. */
	static RemoteQuery hops(String message) {
		return new RemoteQuery(null, null, null, null, null, null, null, null, null, null, message);
	}

}

package io.aemp.port;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The entries that waited when a mailbox was closed.
 *
 * @param taken the entries that the consumer took, oldest first; the consumer may still
 * be reading them
 * @param stack the other entries, newest first; only this object holds them
 */
record UndeliveredEntries(@Nullable Object taken, @Nullable Object stack) {

	/** No entries. */
	static final UndeliveredEntries NONE = new UndeliveredEntries(null, null);

	/** Discards all entries, oldest first. */
	void discard(Consumer<Object> discard) {
		discardLine(this.taken, discard);
		Object oldest = null;
		Object entry = this.stack;
		while (entry != null) {
			Object older = MailboxChain.next(entry);
			MailboxChain.setNext(entry, oldest);
			oldest = entry;
			entry = older;
		}
		discardLine(oldest, discard);
	}

	/**
	 * Cuts the links, so that a blocked consumer retains no entries. A running consumer
	 * also cuts the link of an entry, after it has read that link. If one of the two
	 * threads finds a cut link, the other thread discards the rest.
	 */
	private static void discardLine(@Nullable Object first, Consumer<Object> discard) {
		Object entry = first;
		while (entry != null) {
			Object next = MailboxChain.next(entry);
			discard.accept(entry);
			MailboxChain.setNext(entry, null);
			entry = next;
		}
	}

}

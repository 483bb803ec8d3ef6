package io.aemp.port;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What was waiting when a mailbox was closed.
 *
 * @param taken oldest first; the consumer may be at it
 * @param stack newest first; nobody else has it
 */
record UndeliveredEntries(@Nullable Object taken, @Nullable Object stack) {

	/** Discards all, oldest first. */
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
	 * Cuts the links, so that a consumer that hangs keeps nothing. One that moves cuts
	 * them too, once it has gone on: whoever finds a cut is not the last.
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

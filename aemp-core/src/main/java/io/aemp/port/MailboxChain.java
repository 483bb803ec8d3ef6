package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * The links between the entries of a mailbox. An entry is a {@link MailboxEntry} or a
 * plain message. A message carries its link itself, so queueing it allocates nothing. It
 * does so only in the first mailbox that it enters, and its link is never reused. After
 * that, a {@link MailboxEntry} wraps it.
 */
final class MailboxChain {

	/** The link of a message that was queued and has no successor. */
	private static final Object NONE = new Object();

	/**
	 * The low bits of a message's mark, which the message uses for the index of its first
	 * element.
	 */
	private static final int OFFSET = 0x7F;

	/** The bit of the mark that says that only the port holds the message. */
	private static final int OWN = OFFSET + 1;

	private static final int DEPTH_SHIFT = 8;

	/** The greatest depth that a message can store; a deeper one is wrapped. */
	private static final int MAX_DEPTH = -1 >>> DEPTH_SHIFT;

	private static final VarHandle NEXT;

	private static final VarHandle MARK;

	static {
		try {
			MethodHandles.Lookup message = MethodHandles.privateLookupIn(Message.class, MethodHandles.lookup());
			NEXT = message.findVarHandle(Message.class, "next", Object.class);
			MARK = message.findVarHandle(Message.class, "mark", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private MailboxChain() {
	}

	/**
	 * Makes an entry of a message.
	 * @param message the message
	 * @return the message itself, or a wrapper if the message is or was an entry of a
	 * mailbox
	 */
	static Object entry(Message message) {
		return (NEXT.getAcquire(message) == null && NEXT.compareAndSet(message, null, NONE)) ? message
				: new MailboxEntries.Delivery(message);
	}

	/**
	 * Makes an entry of a message that only the caller holds and that was never in a
	 * mailbox.
	 * @param message the message; ownership passes to the port
	 * @return the message itself, unless it is empty: empty messages are shared
	 */
	static Object ownEntry(Message message) {
		if (message.isEmpty()) {
			return entry(message);
		}
		MARK.set(message, (int) MARK.get(message) | OWN);
		return message;
	}

	/** Whether an entry is a message that only the port holds. */
	static boolean isOwn(Message entry) {
		return ((int) MARK.get(entry) & OWN) != 0;
	}

	/**
	 * A message without its first element. If only the port holds the message, this
	 * changes the message itself.
	 */
	static Message rest(Message message, boolean own) {
		int mark = (int) MARK.get(message);
		if (!own || (mark & OFFSET) == OFFSET) {
			return message.from(1);
		}
		MARK.set(message, mark + 1);
		// like a final field: threads that get the message later see it without its tag
		VarHandle.storeStoreFence();
		return message;
	}

	/**
	 * Links an entry that no other thread can see yet.
	 * @param entry the entry
	 * @param next the next entry
	 * @param depth how many entries wait in this chain, including this one
	 * @return the entry to queue
	 */
	static Object link(Object entry, @Nullable Object next, int depth) {
		if (entry instanceof Message message) {
			if (depth > MAX_DEPTH) {
				return link(new MailboxEntries.Delivery(message), next, depth);
			}
			MARK.set(message, depth << DEPTH_SHIFT | ((int) MARK.get(message) & (OFFSET | OWN)));
		}
		else {
			((MailboxEntry) entry).depth = depth;
		}
		setNext(entry, next);
		return entry;
	}

	/** The number of waiting entries, including this one, when this one was added. */
	static int depth(Object entry) {
		return (entry instanceof Message message) ? (int) MARK.get(message) >>> DEPTH_SHIFT
				: ((MailboxEntry) entry).depth;
	}

	/**
	 * Whether an entry is a message of a batch after the first one: it was never added by
	 * itself.
	 */
	static boolean isFollower(Object entry) {
		return depth(entry) == 0;
	}

	static @Nullable Object next(Object entry) {
		if (entry instanceof Message message) {
			Object next = NEXT.get(message);
			return (next != NONE) ? next : null;
		}
		return ((MailboxEntry) entry).next;
	}

	static void setNext(Object entry, @Nullable Object next) {
		if (entry instanceof Message message) {
			NEXT.set(message, (next != null) ? next : NONE);
		}
		else {
			((MailboxEntry) entry).next = next;
		}
	}

	/**
	 * An estimate of the bytes that a chain holds of one receive window. Any thread may
	 * call this.
	 * @param most the most entries to look at
	 */
	static long bytes(@Nullable Object first, ReceiveWindow window, int most) {
		long bytes = 0;
		Object entry = first;
		// the consumer may reverse the links meanwhile, so visit at most as many as there
		// were
		for (int i = 0; entry != null && i < most; i++) {
			bytes += (entry instanceof MailboxEntry mailboxEntry) ? mailboxEntry.bytesOf(window) : 0;
			entry = next(entry);
		}
		return bytes;
	}

}

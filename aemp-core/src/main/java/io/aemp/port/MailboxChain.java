package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * The links between the entries of a mailbox. An entry is a {@link MailboxEntry}, or a
 * plain message: that carries its link itself, so that nothing has to be made to let it
 * wait. A message does so once in its life, in the first mailbox that it comes to, so
 * links are never used again; later it waits in a signal, like everything else.
 */
final class MailboxChain {

	/** The link of a message that has been linked, and has nothing beside it. */
	private static final Object NONE = new Object();

	/** The low bits of the mark of a message are not ours: they say where it begins. */
	private static final int OFFSET = 0x7F;

	/** In the mark of a message that nobody has but the port. */
	private static final int OWN = OFFSET + 1;

	private static final int DEPTH_SHIFT = 8;

	/** The most that a message can count; behind more it waits in a signal. */
	private static final int MOST = -1 >>> DEPTH_SHIFT;

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
	 * @return the message itself, or a signal if it is or was an entry somewhere
	 */
	static Object entry(Message message) {
		return (NEXT.getAcquire(message) == null && NEXT.compareAndSet(message, null, NONE)) ? message
				: new MailboxEntries.Delivery(message);
	}

	/**
	 * Makes an entry of a message that nobody else has, and nobody has had in a mailbox.
	 * @param message the message; it belongs to the port from now on
	 * @return the message itself, but for an empty one, which everybody has
	 */
	static Object ownEntry(Message message) {
		if (message.isEmpty()) {
			return entry(message);
		}
		MARK.set(message, (int) MARK.get(message) | OWN);
		return message;
	}

	/** Whether an entry is a message that nobody has but the port. */
	static boolean isOwn(Message entry) {
		return ((int) MARK.get(entry) & OWN) != 0;
	}

	/**
	 * A message without its first element. That becomes shorter itself if nobody else has
	 * it.
	 */
	static Message rest(Message message, boolean own) {
		int mark = (int) MARK.get(message);
		if (!own || (mark & OFFSET) == OFFSET) {
			return message.from(1);
		}
		MARK.set(message, mark + 1);
		// as if it were final: however others get it, it is without its tag
		VarHandle.storeStoreFence();
		return message;
	}

	/**
	 * Links an entry that nobody else can see yet.
	 * @param entry the entry
	 * @param next the next one
	 * @param depth how many wait in this line, with this one
	 * @return the entry that is to wait
	 */
	static Object link(Object entry, @Nullable Object next, int depth) {
		if (entry instanceof Message message) {
			if (depth > MOST) {
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

	/** How many entries were waiting with this one when it was put in. */
	static int depth(Object entry) {
		return (entry instanceof Message message) ? (int) MARK.get(message) >>> DEPTH_SHIFT
				: ((MailboxEntry) entry).depth;
	}

	/**
	 * Whether an entry waited with others behind the first of them, as what arrives
	 * together over a connection does: it was never put in by itself.
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

}

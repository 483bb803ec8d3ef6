package io.aemp.port;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * The links between the entries of a mailbox. An entry is a {@link Signal}, or a plain
 * message: that carries its link itself, so that nothing has to be made to let it wait. A
 * message does so once in its life, in the first mailbox that it comes to, so links are
 * never used again; later it waits in a signal, like everything else.
 */
final class Links {

	/** The link of a message that has been linked, and has nothing beside it. */
	private static final Object NONE = new Object();

	/** The low bits of the mark of a message are not ours: they say where it begins. */
	private static final int OFFSET_BITS = 8;

	private static final int OFFSET = (1 << OFFSET_BITS) - 1;

	/** The most that a message can count; behind more it waits in a signal. */
	private static final int MOST = -1 >>> OFFSET_BITS;

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

	private Links() {
	}

	/**
	 * Makes an entry of a message.
	 * @param message the message
	 * @return the message itself, or a signal if it is or was an entry somewhere
	 */
	static Object entry(Message message) {
		return (NEXT.getAcquire(message) == null && NEXT.compareAndSet(message, null, NONE)) ? message
				: new Signals.Delivery(message);
	}

	/**
	 * Makes an entry of a message that nobody else has.
	 * @param message the message
	 * @return the message itself, or a signal if it is the empty one, which all have
	 */
	static Object entryOfOwn(Message message) {
		return message.isEmpty() ? new Signals.Delivery(message) : message;
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
				return link(new Signals.Delivery(message), next, depth);
			}
			MARK.set(message, depth << OFFSET_BITS | ((int) MARK.get(message) & OFFSET));
		}
		else {
			((Signal) entry).depth = depth;
		}
		setNext(entry, next);
		return entry;
	}

	/** How many entries were waiting with this one when it was put in. */
	static int depth(Object entry) {
		return (entry instanceof Message message) ? (int) MARK.get(message) >>> OFFSET_BITS : ((Signal) entry).depth;
	}

	static @Nullable Object next(Object entry) {
		if (entry instanceof Message message) {
			Object next = NEXT.get(message);
			return (next != NONE) ? next : null;
		}
		return ((Signal) entry).next;
	}

	static void setNext(Object entry, @Nullable Object next) {
		if (entry instanceof Message message) {
			NEXT.set(message, (next != null) ? next : NONE);
		}
		else {
			((Signal) entry).next = next;
		}
	}

}

package io.aemp.port;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Message;
import io.aemp.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of a port that has receivers for tags. Most ports have only a default
 * receiver and hold it directly, so the value that a port holds is a {@link Receiver}, a
 * {@code Receivers} or {@code null}. Only the consumer changes it; tools may read the
 * tags on any thread.
 */
final class Receivers {

	/** The most tags to search linearly; more go into a map. */
	private static final int MAX_LINEAR = 8;

	private final @Nullable Receiver standard;

	/** Alternating tags and receivers. The array is never modified. */
	private final Object[] few;

	private final @Nullable Map<String, Receiver> many;

	private Receivers(@Nullable Receiver standard, Object[] few, @Nullable Map<String, Receiver> many) {
		this.standard = standard;
		this.few = few;
		this.many = many;
	}

	/**
	 * Sets or removes a receiver.
	 * @param held the current value of the port; invalid afterwards
	 * @param tag the tag, {@code null} for the default receiver
	 * @param receiver the receiver, {@code null} to remove it
	 * @return the new value of the port
	 */
	static @Nullable Object with(@Nullable Object held, @Nullable String tag, @Nullable Receiver receiver) {
		if (held instanceof Receivers receivers) {
			return (tag != null) ? receivers.with(tag, receiver)
					: new Receivers(receiver, receivers.few, receivers.many);
		}
		return (tag != null) ? new Receivers((Receiver) held, new Object[0], null).with(tag, receiver) : receiver;
	}

	/**
	 * Passes a message to its receiver.
	 * @param held the value of the port
	 * @param message the message
	 * @param own whether only the port holds the message
	 * @return whether there is a receiver
	 */
	static boolean receive(@Nullable Object held, Message message, boolean own) throws Exception {
		if (held instanceof Receivers receivers) {
			return receivers.receive(message, own);
		}
		if (held != null) {
			((Receiver) held).receive(message);
		}
		return held != null;
	}

	static boolean isEmpty(@Nullable Object held) {
		return !hasDefault(held) && tags(held).isEmpty();
	}

	static boolean hasDefault(@Nullable Object held) {
		return (held instanceof Receivers receivers) ? receivers.standard != null : held != null;
	}

	static Set<String> tags(@Nullable Object held) {
		return (held instanceof Receivers receivers) ? receivers.tags() : Set.of();
	}

	private Receivers with(String tag, @Nullable Receiver receiver) {
		if (this.many != null) {
			if (receiver != null) {
				this.many.put(tag, receiver);
			}
			else {
				this.many.remove(tag);
			}
			return this;
		}
		if (receiver != null && this.few.length == 2 * MAX_LINEAR && find(tag) < 0) {
			return new Receivers(this.standard, new Object[0], toMap()).with(tag, receiver);
		}
		return new Receivers(this.standard, changed(tag, receiver), null);
	}

	private Object[] changed(String tag, @Nullable Receiver receiver) {
		int index = find(tag);
		Object[] before = this.few;
		if (receiver == null) {
			return (index < 0) ? before : without(before, index);
		}
		Object[] after = Arrays.copyOf(before, (index < 0) ? before.length + 2 : before.length);
		int changed = (index < 0) ? before.length : index;
		after[changed] = tag;
		after[changed + 1] = receiver;
		return after;
	}

	private static Object[] without(Object[] before, int index) {
		Object[] after = Arrays.copyOf(before, before.length - 2);
		System.arraycopy(before, index + 2, after, index, after.length - index);
		return after;
	}

	private Map<String, Receiver> toMap() {
		Map<String, Receiver> map = new ConcurrentHashMap<>();
		for (int i = 0; i < this.few.length; i += 2) {
			map.put((String) this.few[i], (Receiver) this.few[i + 1]);
		}
		return map;
	}

	private int find(String tag) {
		Object[] few = this.few;
		for (int i = 0; i < few.length; i += 2) {
			if (tag.equals(few[i])) {
				return i;
			}
		}
		return -1;
	}

	private @Nullable Receiver tagged(String tag) {
		if (this.many != null) {
			return this.many.get(tag);
		}
		int index = find(tag);
		return (index < 0) ? null : (Receiver) this.few[index + 1];
	}

	private boolean receive(Message message, boolean own) throws Exception {
		String tag = message.tag();
		Receiver receiver = (tag != null) ? tagged(tag) : null;
		if (receiver != null) {
			receiver.receive(MailboxChain.rest(message, own));
			return true;
		}
		if (this.standard != null) {
			this.standard.receive(message);
		}
		return this.standard != null;
	}

	private Set<String> tags() {
		if (this.many != null) {
			return Set.copyOf(this.many.keySet());
		}
		Set<String> tags = new HashSet<>();
		for (int i = 0; i < this.few.length; i += 2) {
			tags.add((String) this.few[i]);
		}
		return Set.copyOf(tags);
	}

}

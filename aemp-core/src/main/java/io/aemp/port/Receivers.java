package io.aemp.port;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Message;
import io.aemp.Receiver;
import org.jspecify.annotations.Nullable;

/** The receivers of one port. They belong to its consumer; tools may look at the tags. */
final class Receivers {

	static final Receivers NONE = new Receivers(null, null);

	private final @Nullable Receiver standard;

	private final @Nullable Map<String, Receiver> tagged;

	private Receivers(@Nullable Receiver standard, @Nullable Map<String, Receiver> tagged) {
		this.standard = standard;
		this.tagged = tagged;
	}

	/** Receivers with one changed, of which the old ones are not to be used any more. */
	Receivers with(@Nullable String tag, @Nullable Receiver receiver) {
		if (tag == null) {
			return new Receivers(receiver, this.tagged);
		}
		Map<String, Receiver> tagged = (this.tagged != null) ? this.tagged : new ConcurrentHashMap<>(4);
		if (receiver != null) {
			tagged.put(tag, receiver);
		}
		else {
			tagged.remove(tag);
		}
		return (this.tagged != null) ? this : new Receivers(this.standard, tagged);
	}

	/** Hands a message to its receiver. Returns whether it has one. */
	boolean receive(Message message) throws Exception {
		if (this.tagged != null) {
			String tag = message.tag();
			Receiver receiver = (tag != null) ? this.tagged.get(tag) : null;
			if (receiver != null) {
				receiver.receive(message.from(1));
				return true;
			}
		}
		if (this.standard != null) {
			this.standard.receive(message);
		}
		return this.standard != null;
	}

	boolean isEmpty() {
		return this.standard == null && (this.tagged == null || this.tagged.isEmpty());
	}

	boolean hasDefault() {
		return this.standard != null;
	}

	Set<String> tags() {
		return (this.tagged != null) ? Set.copyOf(this.tagged.keySet()) : Set.of();
	}

}

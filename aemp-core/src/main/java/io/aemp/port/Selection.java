package io.aemp.port;

import java.util.Set;
import java.util.function.Predicate;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a process waits for: those with one of the tags, and those that meet the
 * condition.
 *
 * @param tags the tags
 * @param condition the condition, {@code null} for none
 */
public record Selection(Set<String> tags, @Nullable Predicate<? super Message> condition) {

	/** No message. */
	public static final Selection NONE = new Selection(Set.of(), null);

	/** Any message. */
	public static final Selection ANY = new Selection(Set.of(), (message) -> true);

	boolean matches(Message message) {
		String tag = this.tags.isEmpty() ? null : message.tag();
		return tag != null && this.tags.contains(tag) || this.condition != null && this.condition.test(message);
	}

}

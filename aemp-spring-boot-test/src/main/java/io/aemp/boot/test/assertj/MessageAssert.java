package io.aemp.boot.test.assertj;

import java.util.Arrays;

import io.aemp.Message;
import io.aemp.Values;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions for a message. Numbers are equal if their values are. */
public final class MessageAssert extends AbstractAssert<MessageAssert, Message> {

	MessageAssert(@Nullable Message actual) {
		super(actual, MessageAssert.class);
	}

	/**
	 * The message has these elements and no others.
	 * @param elements the elements
	 * @return this
	 */
	public MessageAssert hasElements(@Nullable Object... elements) {
		isNotNull();
		if (!Values.equal(this.actual.toList(), Arrays.asList(elements))) {
			failWithMessage("Expected message %s, but it is %s", Values.display(Arrays.asList(elements)), this.actual);
		}
		return this;
	}

	/**
	 * The message begins with these elements.
	 * @param elements the first elements
	 * @return this
	 */
	public MessageAssert startsWith(@Nullable Object... elements) {
		isNotNull();
		if (this.actual.size() < elements.length
				|| !Values.equal(this.actual.toList().subList(0, elements.length), Arrays.asList(elements))) {
			failWithMessage("Expected a message that begins with %s, but it is %s",
					Values.display(Arrays.asList(elements)), this.actual);
		}
		return this;
	}

	/**
	 * The message has this tag.
	 * @param tag the first element
	 * @return this
	 */
	public MessageAssert hasTag(String tag) {
		isNotNull();
		if (!tag.equals(this.actual.tag())) {
			failWithMessage("Expected a message with the tag '%s', but it is %s", tag, this.actual);
		}
		return this;
	}

}

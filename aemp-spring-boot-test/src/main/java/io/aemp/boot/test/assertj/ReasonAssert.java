package io.aemp.boot.test.assertj;

import io.aemp.Reason;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions for the reason of a death. */
public final class ReasonAssert extends AbstractAssert<ReasonAssert, Reason> {

	ReasonAssert(@Nullable Reason actual) {
		super(actual, ReasonAssert.class);
	}

	/**
	 * The death was a normal one, without a reason.
	 * @return this
	 */
	public ReasonAssert isNormal() {
		isNotNull();
		if (!this.actual.isNormal()) {
			failWithMessage("Expected a normal death, but the reason is %s", this.actual);
		}
		return this;
	}

	/**
	 * The reason has this identifier, such as {@link Reason#TRANSPORT_ERROR}.
	 * @param identifier the first element
	 * @return this
	 */
	public ReasonAssert hasIdentifier(String identifier) {
		isNotNull();
		if (!identifier.equals(this.actual.identifier())) {
			failWithMessage("Expected a reason with the identifier '%s', but it is %s", identifier, this.actual);
		}
		return this;
	}

	/**
	 * The text of the reason contains another text.
	 * @param text a part of it
	 * @return this
	 */
	public ReasonAssert hasTextContaining(String text) {
		isNotNull();
		if (!this.actual.text().contains(text)) {
			failWithMessage("Expected a reason with a text that contains '%s', but it is %s", text, this.actual);
		}
		return this;
	}

}

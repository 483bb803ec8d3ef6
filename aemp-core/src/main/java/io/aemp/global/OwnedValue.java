package io.aemp.global;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * A value that an owner has set for a subkey, as a linked list: the head is the visible
 * value, the rest are hidden values of other owners.
 *
 * @param owner the ID of the node that set it
 * @param value the value
 * @param under the hidden values below it, {@code null} if there are none
 */
record OwnedValue(String owner, @Nullable Object value, @Nullable OwnedValue under) {

	/** Finds the value of an owner, visible or hidden. */
	static @Nullable OwnedValue of(@Nullable OwnedValue top, String owner) {
		OwnedValue owned = top;
		while (owned != null && !owned.owner.equals(owner)) {
			owned = owned.under;
		}
		return owned;
	}

	/** This value on top of others. */
	OwnedValue over(@Nullable OwnedValue below) {
		return new OwnedValue(this.owner, this.value, below);
	}

	/**
	 * Removes the value of an owner. Iterative, not recursive: a subkey may have many
	 * owners.
	 */
	@Nullable OwnedValue without(String owner) {
		Deque<OwnedValue> above = new ArrayDeque<>();
		OwnedValue owned = this;
		while (owned != null && !owned.owner.equals(owner)) {
			above.push(owned);
			owned = owned.under;
		}
		if (owned == null) {
			return this;
		}
		OwnedValue rest = owned.under;
		for (OwnedValue kept : above) {
			rest = kept.over(rest);
		}
		return rest;
	}

}

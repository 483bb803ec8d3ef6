package io.aemp.global;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The value that an owner gave to a subkey, on top of those that do not show.
 *
 * @param owner who set it
 * @param value the value
 * @param under what other owners have set, {@code null} if nothing
 */
record OwnedValue(String owner, @Nullable Object value, @Nullable OwnedValue under) {

	/** What an owner has set, shown or not. */
	static @Nullable OwnedValue of(@Nullable OwnedValue top, String owner) {
		OwnedValue owned = top;
		while (owned != null && !owned.owner.equals(owner)) {
			owned = owned.under;
		}
		return owned;
	}

	/** This on top of others. */
	OwnedValue over(@Nullable OwnedValue below) {
		return new OwnedValue(this.owner, this.value, below);
	}

	/** The others, by a loop and not by recursion: there may be many owners. */
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

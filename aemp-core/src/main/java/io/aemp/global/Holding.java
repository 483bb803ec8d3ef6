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
record Holding(String owner, @Nullable Object value, @Nullable Holding under) {

	/** What an owner has set, shown or not. */
	static @Nullable Holding of(@Nullable Holding top, String owner) {
		Holding holding = top;
		while (holding != null && !holding.owner.equals(owner)) {
			holding = holding.under;
		}
		return holding;
	}

	/** This on top of others. */
	Holding over(@Nullable Holding below) {
		return new Holding(this.owner, this.value, below);
	}

	/** The others, by a loop and not by recursion: there may be many owners. */
	@Nullable Holding without(String owner) {
		Deque<Holding> above = new ArrayDeque<>();
		Holding holding = this;
		while (holding != null && !holding.owner.equals(owner)) {
			above.push(holding);
			holding = holding.under;
		}
		if (holding == null) {
			return this;
		}
		Holding rest = holding.under;
		for (Holding kept : above) {
			rest = kept.over(rest);
		}
		return rest;
	}

}

package io.aemp.boot.test.assertj;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.aemp.PortIds;
import io.aemp.Values;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions for a family of the database, with its subkeys and values. */
public final class FamilyAssert extends AbstractAssert<FamilyAssert, Map<String, @Nullable Object>> {

	private final String family;

	FamilyAssert(String family, Map<String, @Nullable Object> actual) {
		super(actual, FamilyAssert.class);
		this.family = family;
	}

	/**
	 * The family has these subkeys and no others, in any order.
	 * @param subkeys the subkeys, which are port IDs in most families
	 * @return this
	 */
	public FamilyAssert hasMembers(String... subkeys) {
		return is(Set.of(subkeys), new TreeSet<>(this.actual.keySet()), "members");
	}

	/**
	 * The family has members on these nodes and on no others.
	 * @param nodes the IDs of the nodes
	 * @return this
	 */
	public FamilyAssert hasMembersOn(String... nodes) {
		Set<String> actual = new TreeSet<>();
		this.actual.keySet().forEach((port) -> actual.add(PortIds.nodeOf(port)));
		return is(Set.of(nodes), actual, "members on the nodes");
	}

	/**
	 * The family has no members.
	 * @return this
	 */
	public FamilyAssert isEmpty() {
		return is(Set.of(), new TreeSet<>(this.actual.keySet()), "members");
	}

	/**
	 * The family has so many members.
	 * @param size how many
	 * @return this
	 */
	public FamilyAssert hasSize(int size) {
		if (this.actual.size() != size) {
			failWithMessage("Expected family %s to have %s members, but there are %s: %s", this.family, size,
					this.actual.size(), this.actual.keySet());
		}
		return this;
	}

	/**
	 * A subkey has a value.
	 * @param subkey the subkey
	 * @param value its value; numbers are equal if their values are
	 * @return this
	 */
	public FamilyAssert hasValue(String subkey, @Nullable Object value) {
		if (!this.actual.containsKey(subkey) || !Values.equal(this.actual.get(subkey), value)) {
			failWithMessage("Expected family %s to have %s with the value %s, but it has %s", this.family, subkey,
					Values.display(value), this.actual);
		}
		return this;
	}

	private FamilyAssert is(Set<String> expected, Set<String> actual, String what) {
		if (!actual.equals(expected)) {
			failWithMessage("Expected family %s to have %s %s, but there are %s", this.family, what,
					List.copyOf(new TreeSet<>(expected)), List.copyOf(actual));
		}
		return this;
	}

}

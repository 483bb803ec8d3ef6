package io.aemp.global;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Sendable;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a database into portions that fit into packets, when they are asked for: what is
 * cut does not change any more, so nothing is copied before. There is at least one
 * portion, though it may be empty.
 */
final class Portions implements Iterator<Map<String, Contents>> {

	private static final Framing.Limits UNLIMITED = new Framing.Limits(Integer.MAX_VALUE, Integer.MAX_VALUE);

	private final Iterator<? extends Map.Entry<String, Contents>> families;

	private final int octets;

	private String family = "";

	private Iterator<Map.Entry<String, @Nullable Object>> entries = Collections.emptyIterator();

	private boolean begun;

	/**
	 * Begins to cut.
	 * @param database what is to be cut
	 * @param octets how much goes into a portion, except that a single entry may be
	 * larger
	 */
	Portions(Map<String, Contents> database, int octets) {
		this.families = database.entrySet().iterator();
		this.octets = octets;
	}

	/**
	 * Begins to cut a family.
	 * @param family the family
	 * @param contents its contents
	 * @param octets how much goes into a portion
	 * @return the portions, none of them with any other family
	 */
	static Iterator<Contents> of(String family, Contents contents, int octets) {
		Portions portions = new Portions(Map.of(family, contents), octets);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return portions.hasNext();
			}

			@Override
			public Contents next() {
				return portions.next().getOrDefault(family, Contents.EMPTY);
			}

		};
	}

	/**
	 * Begins to cut names.
	 * @param names the names
	 * @param octets how much goes into a portion
	 * @return the portions, none if there are no names
	 */
	static Iterator<List<String>> of(Collection<String> names, int octets) {
		Iterator<String> rest = names.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return rest.hasNext();
			}

			@Override
			public List<String> next() {
				List<String> some = new ArrayList<>();
				for (long room = octets; some.isEmpty() || (room > 0 && rest.hasNext());) {
					String name = rest.next();
					some.add(name);
					room -= Sendable.check(Message.of(name), UNLIMITED);
				}
				return some;
			}

		};
	}

	@Override
	public boolean hasNext() {
		return !this.begun || hasEntries();
	}

	private boolean hasEntries() {
		while (!this.entries.hasNext() && this.families.hasNext()) {
			Map.Entry<String, Contents> next = this.families.next();
			this.family = next.getKey();
			this.entries = next.getValue().entrySet().iterator();
		}
		return this.entries.hasNext();
	}

	@Override
	public Map<String, Contents> next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		this.begun = true;
		Map<String, Contents> portion = new TreeMap<>();
		long room = this.octets;
		while (room > 0 && hasEntries()) {
			List<Map.Entry<String, @Nullable Object>> some = new ArrayList<>();
			while (room > 0 && this.entries.hasNext()) {
				Map.Entry<String, @Nullable Object> entry = this.entries.next();
				some.add(entry);
				room -= size(entry);
			}
			portion.put(this.family, Contents.of(some));
		}
		return portion;
	}

	private static long size(Map.Entry<String, @Nullable Object> entry) {
		return Sendable.check(Message.of(entry.getKey(), entry.getValue()), UNLIMITED);
	}

}

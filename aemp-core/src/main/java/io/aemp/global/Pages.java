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
 * Splits a database into pages that fit into packets. Each page is made when it is asked
 * for; the split data is immutable, so nothing is copied in advance. There is at least
 * one page, which may be empty.
 */
final class Pages implements Iterator<Map<String, FamilyEntries>> {

	private static final Framing.PacketLimits UNLIMITED = new Framing.PacketLimits(Integer.MAX_VALUE,
			Integer.MAX_VALUE);

	private final Iterator<? extends Map.Entry<String, FamilyEntries>> families;

	private final int bytes;

	private String family = "";

	private Iterator<Map.Entry<String, @Nullable Object>> entries = Collections.emptyIterator();

	private boolean begun;

	/**
	 * Splits a database.
	 * @param database the database
	 * @param bytes the size of a page; a page may exceed it by one entry
	 */
	Pages(Map<String, FamilyEntries> database, int bytes) {
		this.families = database.entrySet().iterator();
		this.bytes = bytes;
	}

	/**
	 * Splits a family.
	 * @param family the family
	 * @param contents its contents
	 * @param bytes the size of a page; a page may exceed it by one entry
	 * @return the pages, at least one
	 */
	static Iterator<FamilyEntries> of(String family, FamilyEntries contents, int bytes) {
		Pages pages = new Pages(Map.of(family, contents), bytes);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return pages.hasNext();
			}

			@Override
			public FamilyEntries next() {
				return pages.next().getOrDefault(family, FamilyEntries.EMPTY);
			}

		};
	}

	/**
	 * Splits names.
	 * @param names the names
	 * @param bytes the size of a page; a page may exceed it by one name
	 * @return the pages, none if there are no names
	 */
	static Iterator<List<String>> of(Collection<String> names, int bytes) {
		Iterator<String> rest = names.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return rest.hasNext();
			}

			@Override
			public List<String> next() {
				List<String> some = new ArrayList<>();
				for (long room = bytes; some.isEmpty() || (room > 0 && rest.hasNext());) {
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
			Map.Entry<String, FamilyEntries> next = this.families.next();
			this.family = next.getKey();
			this.entries = next.getValue().entrySet().iterator();
		}
		return this.entries.hasNext();
	}

	@Override
	public Map<String, FamilyEntries> next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		this.begun = true;
		Map<String, FamilyEntries> page = new TreeMap<>();
		long room = this.bytes;
		while (room > 0 && hasEntries()) {
			List<Map.Entry<String, @Nullable Object>> some = new ArrayList<>();
			while (room > 0 && this.entries.hasNext()) {
				Map.Entry<String, @Nullable Object> entry = this.entries.next();
				some.add(entry);
				room -= size(entry);
			}
			page.put(this.family, FamilyEntries.of(some));
		}
		return page;
	}

	private static long size(Map.Entry<String, @Nullable Object> entry) {
		return Sendable.check(Message.of(entry.getKey(), entry.getValue()), UNLIMITED);
	}

}

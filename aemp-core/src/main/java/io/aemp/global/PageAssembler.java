package io.aemp.global;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * Reassembles the paged requests of one peer. Every page but the last has one argument
 * more than the request; the last page completes it.
 */
final class PageAssembler {

	/** The functions that may be paged, and the index of the paged argument. */
	private static final Map<String, Integer> PLACES = Map.of("g_slave", 0, "g_set", 0, "g_chg1", 1, "g_reply", 1);

	private final Map<String, Whole> waiting = new HashMap<>();

	private final int limit;

	/** The pages and entries that wait. */
	private int size;

	/**
	 * Creates an assembler without pages.
	 * @param limit how many pages and entries may wait
	 */
	PageAssembler(int limit) {
		this.limit = limit;
	}

	/**
	 * Takes a request or a page of one.
	 * @param function the function
	 * @param arguments its arguments
	 * @return the arguments of the complete request, or {@code null} if pages are missing
	 * @throws IllegalArgumentException if the arguments have a wrong type, or the
	 * complete request exceeds the limit
	 */
	@Nullable Message complete(String function, Message arguments) {
		int place = PLACES.getOrDefault(function, Integer.MAX_VALUE);
		if (arguments.size() <= place) {
			return arguments;
		}
		String key = (place > 0) ? function + ' ' + DatabaseWireFormat.text(arguments.get(0)) : function;
		boolean more = arguments.size() > place + 1;
		if (!more && !this.waiting.containsKey(key)) {
			return arguments;
		}
		Whole whole = this.waiting.computeIfAbsent(key, (name) -> new Whole());
		whole.add(arguments.get(place), place == 0);
		if (more) {
			return null;
		}
		this.waiting.remove(key);
		this.size -= whole.size;
		Object joined = whole.get();
		return (place > 0) ? Message.of(arguments.get(0), joined) : Message.of(joined);
	}

	/**
	 * The received pages of one request. If they exceed the limit, they are discarded.
	 */
	private final class Whole {

		private final Map<String, Map<String, @Nullable Object>> database = new LinkedHashMap<>();

		private final List<@Nullable Object> list = new ArrayList<>();

		private int size;

		private boolean databases;

		private boolean lists;

		private boolean refused;

		void add(@Nullable Object page, boolean databases) {
			this.databases = databases;
			this.lists = page instanceof List<?>;
			count(1);
			if (databases) {
				DatabaseWireFormat.map(page).forEach(this::add);
			}
			else if (this.lists) {
				List<@Nullable Object> elements = DatabaseWireFormat.list(page);
				if (count(elements.size())) {
					this.list.addAll(elements);
				}
			}
			else {
				add("", page);
			}
		}

		private void add(String family, @Nullable Object page) {
			Map<String, @Nullable Object> entries = DatabaseWireFormat.map(page);
			if (count(entries.size())) {
				this.database.computeIfAbsent(family, (name) -> new LinkedHashMap<>()).putAll(entries);
			}
		}

		/**
		 * Counts entries; returns {@code false} if they exceed the limit and must be
		 * discarded.
		 */
		private boolean count(int entries) {
			if (this.refused || entries > PageAssembler.this.limit - PageAssembler.this.size) {
				this.refused = true;
				this.database.clear();
				this.list.clear();
				PageAssembler.this.size -= this.size;
				this.size = 0;
				return false;
			}
			PageAssembler.this.size += entries;
			this.size += entries;
			return true;
		}

		@Nullable Object get() {
			if (this.refused) {
				throw new IllegalArgumentException(
						"it came in pages and has more than " + PageAssembler.this.limit + " entries");
			}
			return this.databases ? this.database : this.lists ? this.list : this.database.get("");
		}

	}

}

package io.aemp.boot.actuate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Which part of a long list an endpoint shows.
 *
 * @param offset how many to skip
 * @param limit how many to show at most
 */
record Page(int offset, int limit) {

	static final int DEFAULT_LIMIT = 100;

	static final int MAX_LIMIT = 1000;

	/**
	 * Checks the parameters of a request.
	 * @throws InvalidEndpointRequestException if one of them is out of range
	 */
	static Page of(@Nullable Integer limit, @Nullable Integer offset) {
		return new Page(require("offset", (offset != null) ? offset : 0, Integer.MAX_VALUE),
				require("limit", (limit != null) ? limit : DEFAULT_LIMIT, MAX_LIMIT));
	}

	private static int require(String name, int value, int most) {
		if (value < 0 || value > most) {
			String rule = "'" + name + "' is " + value + ", but must be between 0 and " + most;
			throw new InvalidEndpointRequestException(rule, rule);
		}
		return value;
	}

	/**
	 * Collects the elements of this page, in sorted order. What is held does not exceed
	 * twice the offset and the limit.
	 */
	<T> Cut<T> cut(Comparator<T> order) {
		return new Cut<>(order, (long) this.offset + this.limit, this.offset);
	}

	/** Keeps the first elements of any number, and sorts those of the page. */
	static final class Cut<T> implements Consumer<T> {

		private final List<T> kept = new ArrayList<>();

		private final Comparator<T> order;

		private final long capacity;

		private final int offset;

		/** Nothing from here on is on the page. */
		private @Nullable T bound;

		private int total;

		private Cut(Comparator<T> order, long capacity, int offset) {
			this.order = order;
			this.capacity = capacity;
			this.offset = offset;
		}

		@Override
		public void accept(T element) {
			this.total++;
			if (this.bound != null && this.order.compare(element, this.bound) >= 0) {
				return;
			}
			this.kept.add(element);
			if (this.kept.size() > 2 * this.capacity) {
				shrink();
			}
		}

		/** Keeps no more than what may be on the page. */
		private void shrink() {
			int count = (int) Math.min(this.capacity, this.kept.size());
			if (count > 0) {
				Selection.select(this.kept, count, this.order);
				this.bound = this.kept.get(count - 1);
			}
			this.kept.subList(count, this.kept.size()).clear();
		}

		/** The number of all elements. */
		int total() {
			return this.total;
		}

		/** The elements of the page. */
		List<T> elements() {
			shrink();
			if (this.offset >= this.kept.size()) {
				return List.of();
			}
			if (this.offset > 0) {
				Selection.select(this.kept, this.offset, this.order);
			}
			List<T> page = this.kept.subList(this.offset, this.kept.size());
			page.sort(this.order);
			return page;
		}

	}

}

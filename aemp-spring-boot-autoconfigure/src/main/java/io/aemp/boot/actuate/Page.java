package io.aemp.boot.actuate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
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
	 * Collects the elements of this page in sorted order; more than these are not held.
	 */
	<T> Cut<T> cut(Comparator<T> order) {
		return new Cut<>(order, (long) this.offset + this.limit, this.offset);
	}

	/** Keeps the first elements of any number, in sorted order. */
	static final class Cut<T> implements Consumer<T> {

		private final PriorityQueue<T> first;

		private final Comparator<T> order;

		private final long capacity;

		private final int offset;

		private int total;

		private Cut(Comparator<T> order, long capacity, int offset) {
			this.first = new PriorityQueue<>(order.reversed());
			this.order = order;
			this.capacity = capacity;
			this.offset = offset;
		}

		@Override
		public void accept(T element) {
			this.total++;
			if (this.first.size() < this.capacity) {
				this.first.add(element);
			}
			else if (this.capacity > 0 && this.order.compare(element, this.first.element()) < 0) {
				this.first.remove();
				this.first.add(element);
			}
		}

		/** The number of all elements. */
		int total() {
			return this.total;
		}

		/** The elements of the page. */
		List<T> elements() {
			List<T> sorted = new ArrayList<>(this.first);
			sorted.sort(this.order);
			return (this.offset < sorted.size()) ? sorted.subList(this.offset, sorted.size()) : Collections.emptyList();
		}

	}

}

package io.aemp.global;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** The pending queries of this node. */
final class DatabaseQueries {

	private final Map<String, Query<?>> waiting = new LinkedHashMap<>();

	private long asked;

	/**
	 * Adds a query.
	 * @param type what is asked for
	 * @param family the family
	 * @param answer takes the answer
	 * @param fail runs if there will be no answer
	 * @param <T> the type of the answer
	 * @return the query
	 */
	<T> Query<T> add(QueryType<T> type, String family, Consumer<T> answer, Runnable fail) {
		Query<T> query = new Query<>(Long.toString(++this.asked, Character.MAX_RADIX), type, family, answer, fail);
		this.waiting.put(query.id(), query);
		return query;
	}

	/**
	 * Removes a query. Its callbacks are not called.
	 * @param query the query
	 */
	void remove(Query<?> query) {
		this.waiting.remove(query.id());
	}

	/**
	 * All pending queries.
	 * @return a snapshot, oldest first
	 */
	List<Query<?>> all() {
		return List.copyOf(this.waiting.values());
	}

	/**
	 * Completes a query with the reply of a peer. The reply to a query that is no longer
	 * pending is ignored.
	 * @param id the ID of the query
	 * @param result the reply as it was received
	 * @throws IllegalArgumentException if the reply has the wrong type; the query stays
	 * pending
	 */
	void reply(String id, @Nullable Object result) {
		Query<?> query = this.waiting.get(id);
		if (query != null) {
			query.reply(result);
			this.waiting.remove(id);
		}
	}

	/**
	 * Completes a query, if it is still pending.
	 * @param query the query
	 * @param contents the entries of the family
	 */
	void answer(Query<?> query, FamilyEntries contents) {
		if (this.waiting.remove(query.id(), query)) {
			query.answer(contents);
		}
	}

	/**
	 * Fails all questions.
	 */
	void failAll() {
		List<Query<?>> all = all();
		this.waiting.clear();
		all.forEach((query) -> query.fail().run());
	}

	/**
	 * A query.
	 *
	 * @param id its ID, unique on this node
	 * @param type what is asked for
	 * @param family the family
	 * @param answer takes the answer; runs on the control executor and must only pass it
	 * on to another thread
	 * @param fail runs on the control executor if there will be no answer
	 * @param <T> the type of the answer
	 */
	record Query<T>(String id, QueryType<T> type, String family, Consumer<T> answer, Runnable fail) {

		private void reply(@Nullable Object result) {
			this.answer.accept(this.type.parser().apply(result));
		}

		private void answer(FamilyEntries contents) {
			this.answer.accept(this.type.answer().apply(contents));
		}

	}

}

package io.aemp.global;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.aemp.Guard;
import org.jspecify.annotations.Nullable;

/** The pending queries of this node. */
final class DatabaseQueries {

	private final Map<String, Query<?>> waiting = new LinkedHashMap<>();

	private final Map<String, Guard> timeouts = new LinkedHashMap<>();

	private long asked;

	/**
	 * Adds a query.
	 * @param type what is asked for
	 * @param family the family
	 * @param answer takes the answer
	 * @param fail takes the reason why there is no answer
	 * @param <T> the type of the answer
	 * @return the query
	 */
	<T> Query<T> add(QueryType<T> type, String family, Consumer<T> answer, Consumer<Exception> fail) {
		Query<T> query = new Query<>(Long.toString(++this.asked, Character.MAX_RADIX), type, family, answer, fail);
		this.waiting.put(query.id(), query);
		return query;
	}

	/**
	 * Whether a query waits for its answer.
	 * @param query the query
	 * @return whether it is pending
	 */
	boolean isPending(Query<?> query) {
		return this.waiting.containsKey(query.id());
	}

	/**
	 * Sets the timeout of a pending query.
	 * @param query the query
	 * @param timeout is closed when the query ends
	 */
	void limit(Query<?> query, Guard timeout) {
		this.timeouts.put(query.id(), timeout);
	}

	/**
	 * Removes a query. Its callbacks are not called.
	 * @param query the query
	 * @return whether it was pending
	 */
	boolean remove(Query<?> query) {
		Guard timeout = this.timeouts.remove(query.id());
		if (timeout != null) {
			timeout.close();
		}
		return this.waiting.remove(query.id(), query);
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
			remove(query);
		}
	}

	/**
	 * Completes a query, if it is still pending.
	 * @param query the query
	 * @param contents the entries of the family
	 */
	void answer(Query<?> query, FamilyEntries contents) {
		if (remove(query)) {
			query.answer(contents);
		}
	}

	/**
	 * Fails a query, if it is still pending.
	 * @param query the query
	 * @param failure why there is no answer
	 */
	void fail(Query<?> query, Exception failure) {
		if (remove(query)) {
			query.fail().accept(failure);
		}
	}

	/**
	 * A query.
	 *
	 * @param id its ID, unique on this node
	 * @param type what is asked for
	 * @param family the family
	 * @param answer takes the answer; runs on the control executor and must only pass it
	 * on to another thread
	 * @param fail runs on the control executor if there will be no answer, and takes the
	 * reason
	 * @param <T> the type of the answer
	 */
	record Query<T>(String id, QueryType<T> type, String family, Consumer<T> answer, Consumer<Exception> fail) {

		private void reply(@Nullable Object result) {
			this.answer.accept(this.type.parser().apply(result));
		}

		private void answer(FamilyEntries contents) {
			this.answer.accept(this.type.answer().apply(contents));
		}

	}

}

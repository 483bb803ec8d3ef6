package io.aemp.global;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** The questions of this node that are not answered yet. */
final class DatabaseQueries {

	private final Map<String, Query<?>> waiting = new LinkedHashMap<>();

	private long asked;

	/**
	 * Remembers a question.
	 * @param type what is asked for
	 * @param family the family
	 * @param answer takes the answer
	 * @param fail is run if there will be none
	 * @param <T> the type of the answer
	 * @return the question
	 */
	<T> Query<T> add(QueryType<T> type, String family, Consumer<T> answer, Runnable fail) {
		Query<T> query = new Query<>(Long.toString(++this.asked, Character.MAX_RADIX), type, family, answer, fail);
		this.waiting.put(query.id(), query);
		return query;
	}

	/**
	 * Forgets a question.
	 * @param query the question
	 */
	void remove(Query<?> query) {
		this.waiting.remove(query.id());
	}

	/**
	 * All questions.
	 * @return a snapshot, in the order in which they were asked
	 */
	List<Query<?>> all() {
		return List.copyOf(this.waiting.values());
	}

	/**
	 * Answers a question, unless nobody waits for the answer any more.
	 * @param id the ID of the question
	 * @param result the answer as it travelled
	 * @throws IllegalArgumentException if it is no answer to that question
	 */
	void reply(String id, @Nullable Object result) {
		Query<?> query = this.waiting.get(id);
		if (query != null) {
			query.reply(result);
			this.waiting.remove(id);
		}
	}

	/**
	 * Answers a question.
	 * @param query the question
	 * @param contents what is in the family
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
	 * A question.
	 *
	 * @param id its ID, unique on this node
	 * @param type what is asked for
	 * @param family the family
	 * @param answer takes the answer; only hands it on to another thread
	 * @param fail is run if there will be none
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

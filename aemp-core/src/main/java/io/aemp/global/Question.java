package io.aemp.global;

import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.global.DatabaseQueries.Query;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * A query with callbacks. It belongs to a context, and ends with the port that asked.
 */
final class Question<T> implements Guard {

	private final GlobalService service;

	private final Context context;

	private final Consumer<T> answered;

	private final Consumer<Exception> failed;

	private @Nullable Query<T> query;

	private boolean ended;

	Question(GlobalService service, Context context, Consumer<T> answered, Consumer<Exception> failed) {
		this.service = service;
		this.context = context;
		this.answered = answered;
		this.failed = failed;
	}

	/** Sends the query; on the control executor. */
	void ask(QueryType<T> type, String family) {
		if (!this.ended) {
			this.query = this.service.ask(type, family, (answer) -> end(this.answered, answer),
					(failure) -> end(this.failed, failure));
		}
	}

	private <V> void end(Consumer<V> callback, V outcome) {
		this.context.disown(this);
		this.context.tryExecute(() -> callback.accept(outcome));
	}

	@Override
	public void close() {
		this.service.executor().execute(() -> {
			this.ended = true;
			if (this.query != null) {
				this.service.forget(this.query);
			}
		});
	}

}

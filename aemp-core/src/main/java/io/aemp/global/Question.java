package io.aemp.global;

import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.global.DatabaseQueries.Query;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * A query with a callback. It belongs to a context, and ends with the port that asked.
 */
final class Question<T> implements Guard {

	private final GlobalService service;

	private final Context context;

	private final Consumer<T> callback;

	private @Nullable Query<T> query;

	private boolean ended;

	Question(GlobalService service, Context context, Consumer<T> callback) {
		this.service = service;
		this.context = context;
		this.callback = callback;
	}

	/** Sends the query; on the control executor. */
	void ask(QueryType<T> type, String family) {
		if (!this.ended) {
			this.query = this.service.ask(type, family, this::answer, () -> this.context.disown(this));
		}
	}

	private void answer(T answer) {
		this.context.disown(this);
		this.context.tryExecute(() -> this.callback.accept(answer));
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

package io.aemp.global;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import io.aemp.Database;
import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Reason;
import io.aemp.global.DatabaseQueries.Query;
import io.aemp.node.Control;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;

/**
 * The database as the user sees it. Checks what it is given in the thread of the caller,
 * and leaves the rest to the control executor, in the order of the calls.
 */
public final class GlobalDatabase implements Database {

	private final GlobalService service;

	private final Ports ports;

	private final ToLongFunction<Object> size;

	private final Executor outside;

	private final int waitingChanges;

	/**
	 * Creates the database of a node.
	 * @param service the global service of the node
	 * @param ports the ports of the node
	 * @param size tells about how many bytes a database with a single entry is; throws
	 * an {@link IllegalArgumentException} if that cannot travel at once
	 * @param outside where futures complete
	 * @param limits what must not be exceeded
	 */
	public GlobalDatabase(GlobalService service, Ports ports, ToLongFunction<Object> size, Executor outside,
			GlobalSettings.Limits limits) {
		this.service = service;
		this.ports = ports;
		this.size = size;
		this.outside = outside;
		this.waitingChanges = limits.waitingChanges();
	}

	@Override
	public Guard set(String family, String subkey, @Nullable Object value) {
		FamilyNames.require(family);
		FamilyNames.requireSubkey(family, subkey);
		long bytes = this.size.applyAsLong(Map.of(family, Collections.singletonMap(subkey, value)));
		Object token = new Object();
		change(family, bytes, () -> this.service.set(family, subkey, value, token));
		return () -> change(family, 0, () -> this.service.delete(family, subkey, token));
	}

	@Override
	public void delete(String family, String... subkeys) {
		FamilyNames.require(family);
		List<String> all = List.of(subkeys);
		all.forEach((subkey) -> FamilyNames.requireSubkey(family, subkey));
		later(() -> this.service.delete(family, all));
	}

	@Override
	public Guard register(String family, String port, @Nullable Object value) {
		Guard entry = set(family, port, value);
		try {
			Guard monitor = this.ports.monitor(port, (reason) -> entry.close());
			return () -> {
				entry.close();
				monitor.close();
			};
		}
		catch (IllegalArgumentException ex) {
			// it is no port ID, so nobody would ever delete the entry
			entry.close();
			throw ex;
		}
	}

	@Override
	public Guard register(String family) {
		return register(family, this.ports.self(), null);
	}

	@Override
	public CompletableFuture<Map<String, @Nullable Object>> family(String family) {
		return ask(QueryType.FAMILY, family);
	}

	@Override
	public void family(String family, Consumer<Map<String, @Nullable Object>> callback) {
		ask(QueryType.FAMILY, family, callback);
	}

	@Override
	public CompletableFuture<List<String>> subkeys(String family) {
		return ask(QueryType.SUBKEYS, family);
	}

	@Override
	public void subkeys(String family, Consumer<List<String>> callback) {
		ask(QueryType.SUBKEYS, family, callback);
	}

	@Override
	public CompletableFuture<List<@Nullable Object>> values(String family) {
		return ask(QueryType.VALUES, family);
	}

	@Override
	public void values(String family, Consumer<List<@Nullable Object>> callback) {
		ask(QueryType.VALUES, family, callback);
	}

	private <T> CompletableFuture<T> ask(QueryType<T> kind, String family) {
		FamilyNames.require(family);
		CompletableFuture<T> future = new CompletableFuture<>();
		if (this.service.isClosed()) {
			future.completeExceptionally(closed(family));
			return future;
		}
		later(() -> {
			Query<T> query = this.service.ask(kind, family,
					(answer) -> this.outside.execute(() -> future.complete(answer)),
					() -> this.outside.execute(() -> future.completeExceptionally(closed(family))));
			future.whenComplete((answer, failure) -> {
				if (future.isCancelled() && query != null) {
					later(() -> this.service.forget(query));
				}
			});
		});
		return future;
	}

	private <T> void ask(QueryType<T> kind, String family, Consumer<T> callback) {
		FamilyNames.require(family);
		Context context = this.ports.context();
		Question<T> question = new Question<>(context, callback);
		context.own(question);
		later(() -> question.ask(kind, family));
	}

	private static IllegalStateException closed(String family) {
		return new IllegalStateException("Nobody answers for the family '" + family + "' any more: the node is closed");
	}

	@Override
	public Guard monitor(String family, Consumer<FamilyChange> callback) {
		FamilyNames.require(family);
		FamilyCallbacks calls = new FamilyCallbacks(this.ports.context(), callback, this.waitingChanges,
				(ended) -> later(() -> this.service.unmonitor(family, ended)));
		later(() -> this.service.monitor(family, calls));
		calls.begin();
		return calls;
	}

	@Override
	public Map<String, Map<String, @Nullable Object>> snapshot() {
		return this.service.snapshot();
	}

	/** A port on a thread of the node need not wait for another one. */
	private void change(String family, long bytes, Runnable task) {
		if (bytes <= Control.BRIEF_BYTES && this.ports.isServing()) {
			this.service.executor().executeHere(() -> this.service.isBrief(family), task);
		}
		else {
			later(task);
		}
	}

	private void later(Runnable task) {
		this.service.executor().execute(task);
	}

	/** A question with a callback; ends with the port that asked. */
	private final class Question<T> implements Guard {

		private final Context context;

		private final Consumer<T> callback;

		private @Nullable Query<T> query;

		private boolean ended;

		private Question(Context context, Consumer<T> callback) {
			this.context = context;
			this.callback = callback;
		}

		private void ask(QueryType<T> kind, String family) {
			if (!this.ended) {
				this.query = GlobalDatabase.this.service.ask(kind, family, this::answer,
						() -> this.context.disown(this));
			}
		}

		private void answer(T answer) {
			this.context.disown(this);
			this.context.tryExecute(() -> this.callback.accept(answer));
		}

		@Override
		public void close() {
			later(() -> {
				this.ended = true;
				if (this.query != null) {
					GlobalDatabase.this.service.forget(this.query);
				}
			});
		}

	}

	/** What the database needs of the ports of its node. */
	public interface Ports {

		/**
		 * Where the caller is.
		 * @return the current port, or the outside
		 */
		Context context();

		/**
		 * The current port.
		 * @return its port ID
		 * @throws IllegalStateException outside ports
		 */
		String self();

		/**
		 * Whether the calling thread is one of the node's that never wait.
		 * @return whether it is
		 */
		boolean isServing();

		/**
		 * Monitors a port, outside ports: the monitor stays when the current port dies.
		 * @param port the port ID
		 * @param callback takes the reason
		 * @return stops the monitor
		 */
		Guard monitor(String port, Consumer<Reason> callback);

	}

}

package io.aemp.global;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import io.aemp.Database;
import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.global.DatabaseQueries.Query;
import io.aemp.log.LimitedLog;
import io.aemp.node.Control;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public database API of a node. The calling thread checks the arguments. The control
 * executor does the rest, in the order of the calls.
 */
public final class GlobalDatabase implements Database {

	private static final Logger logger = LoggerFactory.getLogger(GlobalDatabase.class);

	private final GlobalService service;

	private final Ports ports;

	private final ToLongFunction<Object> size;

	private final Executor outside;

	private final int waitingChanges;

	private final LimitedLog unanswered;

	/**
	 * The number of monitors of each family, updated by the calling thread: the control
	 * executor may not have added them yet.
	 */
	private final Map<String, Integer> monitored = new ConcurrentHashMap<>();

	/**
	 * Creates the database of a node.
	 * @param service the global service of the node
	 * @param ports the ports of the node
	 * @param size estimates the size in bytes of a database with a single entry; throws
	 * an {@link IllegalArgumentException} if the entry does not fit into one packet
	 * @param outside where futures complete
	 * @param limits the limits of the database
	 */
	public GlobalDatabase(GlobalService service, Ports ports, ToLongFunction<Object> size, Executor outside,
			GlobalSettings.DatabaseLimits limits) {
		this.service = service;
		this.ports = ports;
		this.size = size;
		this.outside = outside;
		this.waitingChanges = limits.waitingChanges();
		this.unanswered = new LimitedLog(service::nanoTime);
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
			// not a port ID: no death of a port would ever delete the entry
			entry.close();
			throw ex;
		}
	}

	@Override
	public Guard register(String family) {
		return register(family, this.ports.self(), null);
	}

	@Override
	public CompletableFuture<List<String>> keys(String family) {
		return ask(QueryType.SUBKEYS, family);
	}

	@Override
	public void keys(String family, Consumer<List<String>> callback) {
		keys(family, callback, this::logUnanswered);
	}

	@Override
	public void keys(String family, Consumer<List<String>> answered, Consumer<Exception> failed) {
		ask(QueryType.SUBKEYS, family, answered, failed);
	}

	@Override
	public CompletableFuture<List<@Nullable Object>> values(String family) {
		return ask(QueryType.VALUES, family);
	}

	@Override
	public void values(String family, Consumer<List<@Nullable Object>> callback) {
		values(family, callback, this::logUnanswered);
	}

	@Override
	public void values(String family, Consumer<List<@Nullable Object>> answered, Consumer<Exception> failed) {
		ask(QueryType.VALUES, family, answered, failed);
	}

	@Override
	public CompletableFuture<Map<String, @Nullable Object>> entries(String family) {
		return ask(QueryType.FAMILY, family);
	}

	@Override
	public void entries(String family, Consumer<Map<String, @Nullable Object>> callback) {
		entries(family, callback, this::logUnanswered);
	}

	@Override
	public void entries(String family, Consumer<Map<String, @Nullable Object>> answered, Consumer<Exception> failed) {
		ask(QueryType.FAMILY, family, answered, failed);
	}

	private <T> CompletableFuture<T> ask(QueryType<T> type, String family) {
		FamilyNames.require(family);
		CompletableFuture<T> future = new CompletableFuture<>();
		if (this.service.isClosed()) {
			future.completeExceptionally(GlobalService.closed(family));
			return future;
		}
		later(() -> {
			Query<T> query = this.service.ask(type, family,
					(answer) -> this.outside.execute(() -> future.complete(answer)),
					(failure) -> this.outside.execute(() -> future.completeExceptionally(failure)));
			future.whenComplete((answer, failure) -> {
				if (future.isCancelled() && query != null) {
					later(() -> this.service.forget(query));
				}
			});
		});
		return future;
	}

	private <T> void ask(QueryType<T> type, String family, Consumer<T> answered, Consumer<Exception> failed) {
		FamilyNames.require(family);
		Objects.requireNonNull(answered, "The callback for the answer must not be null");
		Objects.requireNonNull(failed, "The callback for a failure must not be null");
		Context context = this.ports.context();
		Question<T> question = new Question<>(this.service, context, answered, failed);
		context.own(question);
		later(() -> question.ask(type, family));
	}

	/** A node that is being closed answers nothing; that is no news. */
	private void logUnanswered(Exception failure) {
		if (failure instanceof TimeoutException) {
			this.unanswered.log((more) -> logger.warn(
					"{}. Whoever asked is not told, because the query has no callback for failures{}",
					failure.getMessage(), more));
		}
	}

	@Override
	public Guard monitor(String family, Consumer<FamilyChange> callback) {
		FamilyNames.require(family);
		return monitorAny(family, callback);
	}

	@Override
	public Guard monitorNodes(Consumer<FamilyChange> callback) {
		return monitorAny(DatabaseState.LISTENERS, callback);
	}

	private Guard monitorAny(String family, Consumer<FamilyChange> callback) {
		Objects.requireNonNull(callback, "The callback must not be null");
		FamilyCallbacks calls = new FamilyCallbacks(this.ports.context(), callback, this.waitingChanges,
				(ended) -> unmonitor(family, ended));
		this.monitored.merge(family, 1, Integer::sum);
		later(() -> this.service.monitor(family, calls));
		calls.begin();
		return calls;
	}

	private void unmonitor(String family, Consumer<FamilyChange> ended) {
		this.monitored.computeIfPresent(family, (name, monitors) -> (monitors > 1) ? monitors - 1 : null);
		later(() -> this.service.unmonitor(family, ended));
	}

	@Override
	public Map<String, @Nullable Object> snapshot(String family) {
		FamilyNames.require(family);
		if (!this.monitored.containsKey(family)) {
			throw new IllegalStateException("This node does not monitor the family '" + family
					+ "', so it has no snapshot of it; monitor it, or ask with entries(family)");
		}
		FamilyEntries known = this.service.monitored(family);
		return (known != null) ? known : FamilyEntries.EMPTY;
	}

	@Override
	public void sendToAll(String family, Message message) {
		FamilyNames.require(family);
		this.ports.requireSendable(message);
		FamilyEntries known = this.monitored.containsKey(family) ? this.service.monitored(family) : null;
		if (known != null) {
			this.ports.send(known.keySet(), message);
		}
		else {
			keys(family, (subkeys) -> this.ports.send(subkeys, message));
		}
	}

	@Override
	public Map<String, Map<String, @Nullable Object>> snapshot() {
		return this.service.snapshot();
	}

	/**
	 * Applies a small change at once if the calling thread serves the node, so that a
	 * port does not wait for another thread.
	 */
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

	/** What the database needs of the ports of its node. */
	public interface Ports {

		/**
		 * The context of the caller.
		 * @return the current port, or the context outside ports
		 */
		Context context();

		/**
		 * The current port.
		 * @return its port ID
		 * @throws IllegalStateException outside ports
		 */
		String self();

		/**
		 * Whether the calling thread is a thread of the node that must not block.
		 * @return whether it is
		 */
		boolean isServing();

		/**
		 * Monitors a port, independently of the current port: the monitor survives its
		 * death.
		 * @param port the port ID
		 * @param callback takes the reason
		 * @return stops the monitor
		 * @throws IllegalArgumentException if it is not a port ID
		 */
		Guard monitor(String port, Consumer<Reason> callback);

		/**
		 * Checks that a message can be sent to other nodes.
		 * @param message the message
		 * @throws UnsendableValueException if it cannot
		 */
		void requireSendable(Message message);

		/**
		 * Sends a checked message to ports, as the caller.
		 * @param subkeys port IDs; node ports and texts that are not port IDs are skipped
		 * @param message the message
		 */
		void send(Collection<String> subkeys, Message message);

	}

}

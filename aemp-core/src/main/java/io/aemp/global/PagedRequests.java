package io.aemp.global;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.aemp.dispatch.ControlExecutor;
import io.aemp.node.Control;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to peers. A request that is too large for one packet is sent in pages.
 * This class sends pages while the peer is writable, and goes on when it is writable
 * again. Later requests to that peer wait behind the pages, so that the order is kept.
 * <p>
 * A peer that joins pages gets one request: every page but the last has one argument
 * more. Any other peer gets the first page as the request, and the other pages as
 * changes.
 */
final class PagedRequests implements Control {

	/**
	 * If more requests wait for a peer, they go to its connection, whose limit decides.
	 */
	private static final int WAITING_LIMIT = 10_000;

	private static final int MORE = 1;

	private final Map<String, Deque<Iterator<Runnable>>> queues = new HashMap<>();

	private final Control control;

	PagedRequests(Control control) {
		this.control = control;
	}

	@Override
	public void request(String node, String function, @Nullable Object... arguments) {
		Deque<Iterator<Runnable>> queue = this.queues.get(node);
		if (queue == null) {
			this.control.request(node, function, arguments);
			return;
		}
		Runnable step = () -> this.control.request(node, function, arguments);
		queue.add(List.of(step).iterator());
		if (queue.size() > WAITING_LIMIT) {
			proceed(node, () -> true);
		}
	}

	/**
	 * Sends a whole database.
	 * @param node the ID of the peer
	 * @param function the function that takes it
	 * @param database the database
	 */
	void database(String node, String function, Map<String, FamilyEntries> database) {
		boolean joins = joinsPages(node);
		Pages pages = new Pages(database, pageSize(node));
		send(node, pages, (page, place) -> {
			if (joins && place.more()) {
				this.control.request(node, function, page, MORE);
			}
			else if (joins || place.first()) {
				this.control.request(node, function, page);
			}
			else {
				page.forEach((family, set) -> this.control.request(node, "g_upd", family, set, List.of()));
			}
		});
	}

	/**
	 * Sends the contents of a family.
	 * @param node the ID of the peer
	 * @param family the family
	 * @param contents its contents
	 */
	void contents(String node, String family, FamilyEntries contents) {
		boolean joins = joinsPages(node);
		send(node, Pages.of(family, contents, pageSize(node)), (page, place) -> {
			if (joins && place.more()) {
				this.control.request(node, "g_chg1", family, page, MORE);
			}
			else if (joins || place.first()) {
				this.control.request(node, "g_chg1", family, page.isEmpty() ? null : page);
			}
			else {
				this.control.request(node, "g_chg2", family, page, List.of());
			}
		});
	}

	/**
	 * Sends the reply to a query. A peer that does not join pages gets one packet, or no
	 * reply if that would exceed the packet size.
	 * @param node the ID of the peer
	 * @param id identifies the query
	 * @param type what was asked for
	 * @param contents the contents of the family
	 */
	void reply(String node, @Nullable Object id, QueryType<?> type, FamilyEntries contents) {
		int bytes = joinsPages(node) ? pageSize(node) : Integer.MAX_VALUE;
		send(node, Pages.of("", contents, bytes), (some, place) -> {
			Object result = type.answer().apply(some);
			if (place.more()) {
				this.control.request(node, "g_reply", id, result, MORE);
			}
			else {
				this.control.request(node, "g_reply", id, result);
			}
		});
	}

	/**
	 * Sends changes of a family.
	 * @param node the ID of the peer
	 * @param function the function that takes them
	 * @param update the changes
	 * @param arguments makes the arguments of one request
	 */
	void update(String node, String function, FamilyUpdate update,
			Function<FamilyUpdate, @Nullable Object[]> arguments) {
		if (update.set().size() + update.deleted().size() <= 1) {
			request(node, function, arguments.apply(update));
			return;
		}
		Iterator<FamilyUpdate> updates = update.pages(pageSize(node));
		send(node, updates, (some, place) -> this.control.request(node, function, arguments.apply(some)));
	}

	private <T> void send(String node, Iterator<T> pages, PageSender<T> sender) {
		this.queues.computeIfAbsent(node, (name) -> new ArrayDeque<>()).add(new Iterator<>() {

			private boolean first = true;

			@Override
			public boolean hasNext() {
				return pages.hasNext();
			}

			@Override
			public Runnable next() {
				T next = pages.next();
				Place place = new Place(this.first, pages.hasNext());
				this.first = false;
				return () -> sender.send(next, place);
			}

		});
		writable(node);
	}

	/**
	 * A peer is writable again.
	 * @param node its node ID
	 */
	void writable(String node) {
		proceed(node, () -> isWritable(node));
	}

	private void proceed(String node, BooleanSupplier more) {
		Deque<Iterator<Runnable>> queue = this.queues.getOrDefault(node, new ArrayDeque<>());
		while (!queue.isEmpty() && (!queue.element().hasNext() || more.getAsBoolean())) {
			if (queue.element().hasNext()) {
				queue.element().next().run();
			}
			else {
				queue.remove();
			}
		}
		if (queue.isEmpty()) {
			this.queues.remove(node);
		}
	}

	/**
	 * Drops what waits for a peer that is gone.
	 * @param node its node ID
	 */
	void forget(String node) {
		this.queues.remove(node);
	}

	@Override
	public ControlExecutor executor() {
		return this.control.executor();
	}

	@Override
	public Collection<String> connected() {
		return this.control.connected();
	}

	@Override
	public void connect(String node) {
		this.control.connect(node);
	}

	@Override
	public void disconnect(String node, String reason) {
		this.control.disconnect(node, reason);
	}

	@Override
	public int pageSize(String node) {
		return this.control.pageSize(node);
	}

	@Override
	public boolean joinsPages(String node) {
		return this.control.joinsPages(node);
	}

	@Override
	public boolean isWritable(String node) {
		return this.control.isWritable(node);
	}

	/**
	 * The position of a page.
	 *
	 * @param first whether it is the first page
	 * @param more whether more pages follow
	 */
	private record Place(boolean first, boolean more) {

	}

	/** Sends one page. */
	private interface PageSender<T> {

		void send(T page, Place place);

	}

}

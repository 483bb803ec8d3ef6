package io.aemp.global;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.port.Context;

/**
 * Calls one family monitor: in its context, in order, one call at a time. If it is slow
 * and many changes wait, the later ones are joined into one, so that what waits does not
 * grow without a limit and the last call still shows the latest contents.
 */
final class MonitorCalls implements Consumer<FamilyChange>, Runnable {

	private final Context context;

	private final Consumer<FamilyChange> callback;

	private final int limit;

	private final Deque<FamilyChange> waiting = new ArrayDeque<>();

	/** Whether the first call was made; only for the context. */
	private boolean begun;

	private boolean running;

	private boolean closed;

	/**
	 * Creates the calls of a monitor.
	 * @param context where to call it
	 * @param callback the monitor
	 * @param limit how many changes may wait before some are joined
	 */
	MonitorCalls(Context context, Consumer<FamilyChange> callback, int limit) {
		this.context = context;
		this.callback = callback;
		this.limit = limit;
	}

	/** Tells a change. */
	@Override
	public void accept(FamilyChange change) {
		synchronized (this.waiting) {
			if (this.closed) {
				return;
			}
			boolean full = this.waiting.size() >= this.limit;
			this.waiting.add(full ? joined(this.waiting.removeLast(), change) : change);
			if (this.running) {
				return;
			}
			this.running = true;
		}
		callOrEnd();
	}

	private void callOrEnd() {
		if (!this.context.execute(this)) {
			close();
		}
	}

	/**
	 * Makes no more calls.
	 */
	void close() {
		synchronized (this.waiting) {
			this.closed = true;
			this.waiting.clear();
		}
	}

	/** Makes one call; called by the context only. */
	@Override
	public void run() {
		FamilyChange change;
		synchronized (this.waiting) {
			change = this.waiting.poll();
		}
		try {
			if (change != null && (!this.begun || !isEmpty(change))) {
				this.begun = true;
				this.callback.accept(change);
			}
		}
		finally {
			if (more()) {
				callOrEnd();
			}
		}
	}

	private boolean more() {
		synchronized (this.waiting) {
			this.running = !this.waiting.isEmpty();
			return this.running;
		}
	}

	private static boolean isEmpty(FamilyChange change) {
		return change.added().isEmpty() && change.changed().isEmpty() && change.deleted().isEmpty();
	}

	private static FamilyChange joined(FamilyChange first, FamilyChange second) {
		Set<String> touched = new LinkedHashSet<>();
		for (FamilyChange change : new FamilyChange[] { first, second }) {
			touched.addAll(change.added());
			touched.addAll(change.changed());
			touched.addAll(change.deleted());
		}
		Set<String> added = new LinkedHashSet<>();
		Set<String> changed = new LinkedHashSet<>();
		Set<String> deleted = new LinkedHashSet<>();
		for (String subkey : touched) {
			boolean wasThere = !first.added().contains(subkey) && (first.changed().contains(subkey)
					|| first.deleted().contains(subkey) || !second.added().contains(subkey));
			boolean isThere = second.contents().containsKey(subkey);
			if (wasThere && isThere) {
				changed.add(subkey);
			}
			else if (isThere) {
				added.add(subkey);
			}
			else if (wasThere) {
				deleted.add(subkey);
			}
		}
		return new FamilyChange(second.family(), second.contents(), Collections.unmodifiableSet(added),
				Collections.unmodifiableSet(changed), Collections.unmodifiableSet(deleted));
	}

}

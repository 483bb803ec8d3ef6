package io.aemp.global;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.port.Context;
import io.aemp.port.Subscription;

/**
 * Calls one family monitor in its context: in order, one call at a time. If more changes
 * wait than the limit allows, the newest ones are merged into one. So the queue is
 * bounded, and the last call still has the latest contents.
 */
final class FamilyCallbacks implements Consumer<FamilyChange>, Guard {

	private final Subscription<FamilyChange> subscription;

	private final Consumer<FamilyChange> callback;

	/** Whether the first call was made; confined to the context. */
	private boolean begun;

	/**
	 * Creates the callbacks of a monitor.
	 * @param context where the callback runs
	 * @param callback the callback of the monitor
	 * @param limit how many changes may wait before the newest ones are merged
	 * @param withdrawal removes the monitor when it ends
	 */
	FamilyCallbacks(Context context, Consumer<FamilyChange> callback, int limit, Consumer<FamilyCallbacks> withdrawal) {
		this.callback = callback;
		this.subscription = new Subscription<>(context, this::call,
				new Subscription.Joining<>(limit,
						(waiting, change) -> waiting.add(joined(waiting.removeLast(), change))),
				(ended) -> withdrawal.accept(this));
	}

	/**
	 * Ties the monitor to the life of its context. To be called after the monitor was
	 * added.
	 */
	void begin() {
		this.subscription.begin();
	}

	/** Queues a change. */
	@Override
	public void accept(FamilyChange change) {
		this.subscription.publish(change);
	}

	/**
	 * Makes one call, in the context. Changes that are empty after a merge are skipped,
	 * except for the first call.
	 */
	private void call(FamilyChange change) {
		if (!this.begun || !isEmpty(change)) {
			this.begun = true;
			this.callback.accept(change);
		}
	}

	/** Stops the monitor: no more calls are made. */
	@Override
	public void close() {
		this.subscription.close();
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

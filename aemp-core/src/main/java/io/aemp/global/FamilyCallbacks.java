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
 * Calls one family monitor: in its context, in order, one call at a time. If it is slow
 * and many changes wait, the later ones are joined into one, so that what waits does not
 * grow without a limit and the last call still shows the latest contents.
 */
final class FamilyCallbacks implements Consumer<FamilyChange>, Guard {

	private final Subscription<FamilyChange> subscription;

	private final Consumer<FamilyChange> callback;

	/** Whether the first call was made; only for the context. */
	private boolean begun;

	/**
	 * Creates the calls of a monitor.
	 * @param context where to call it
	 * @param callback the monitor
	 * @param limit how many changes may wait before some are joined
	 * @param withdrawal stops the monitor
	 */
	FamilyCallbacks(Context context, Consumer<FamilyChange> callback, int limit, Consumer<FamilyCallbacks> withdrawal) {
		this.callback = callback;
		this.subscription = new Subscription<>(context, this::call,
				new Subscription.Joining<>(limit,
						(waiting, change) -> waiting.add(joined(waiting.removeLast(), change))),
				(ended) -> withdrawal.accept(this));
	}

	/** Makes the calls end with their context; to be called once the monitor is there. */
	void begin() {
		this.subscription.begin();
	}

	/** Tells a change. */
	@Override
	public void accept(FamilyChange change) {
		this.subscription.publish(change);
	}

	/** Makes one call; in the context. */
	private void call(FamilyChange change) {
		if (!this.begun || !isEmpty(change)) {
			this.begun = true;
			this.callback.accept(change);
		}
	}

	/** Makes no more calls. */
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

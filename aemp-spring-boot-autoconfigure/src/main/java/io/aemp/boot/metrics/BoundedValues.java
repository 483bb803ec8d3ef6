package io.aemp.boot.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that a tag may have. The first ones are kept as they are; all that come
 * later are one value, so that nobody makes meters grow without limit. Any thread.
 */
final class BoundedValues {

	/** Stands for all values beyond the bound. */
	static final String OTHER = "other";

	/** Stands for an empty value, which some monitoring systems do not take. */
	static final String NONE = "none";

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final int most;

	BoundedValues(int most) {
		this.most = most;
	}

	/** The value of the tag that stands for a value. */
	String of(String value) {
		String shown = shown(value);
		return (this.known.contains(shown) || admits(shown)) ? shown : OTHER;
	}

	/** A value as a tag shows it: never empty. */
	static String shown(String value) {
		return value.isEmpty() ? NONE : value;
	}

	private boolean admits(String value) {
		if (this.known.size() >= this.most) {
			return false;
		}
		synchronized (this.known) {
			return this.known.size() < this.most && this.known.add(value) || this.known.contains(value);
		}
	}

}

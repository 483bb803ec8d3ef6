package io.aemp.boot.handler;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The methods that receive all later versions of a message. Only tags that no method
 * names are looked at here.
 */
final class VersionedMethods {

	/** The first versions of methods, by the tag without a version. */
	private final Map<String, NavigableSet<Integer>> firstVersions = new HashMap<>();

	/** The tags that these methods name, and how tools show them. */
	private final Map<String, String> shown = new HashMap<>();

	void add(String tag, TagVersions versions) {
		if (versions.open()) {
			this.firstVersions.computeIfAbsent(tag, (first) -> new TreeSet<>()).add(versions.first());
			this.shown.put(TagVersions.tag(tag, versions.first()), tag + TagVersions.SEPARATOR + versions);
		}
	}

	boolean isEmpty() {
		return this.firstVersions.isEmpty();
	}

	/** How tools show the tag of a method. */
	String shown(String tag) {
		return this.shown.getOrDefault(tag, tag);
	}

	/**
	 * Finds the method for a later version.
	 * @param tag the tag of a message, which no method names
	 * @return the tag that the method names; {@code null} if there is none
	 */
	@Nullable String find(@Nullable String tag) {
		if (tag == null) {
			return null;
		}
		for (Map.Entry<String, NavigableSet<Integer>> entry : this.firstVersions.entrySet()) {
			Integer version = TagVersions.versionOf(tag, entry.getKey());
			Integer first = (version != null) ? entry.getValue().floor(version) : null;
			if (first != null) {
				return TagVersions.tag(entry.getKey(), first);
			}
		}
		return null;
	}

}

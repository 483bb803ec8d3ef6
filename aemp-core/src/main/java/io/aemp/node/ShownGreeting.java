package io.aemp.node;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.aemp.Values;

/**
 * What tools show of a peer's greeting, whatever the peer has sent.
 *
 * @param provider its software
 * @param version the version of that software
 * @param keys some of the keys and values, fit for logs and terminals
 */
record ShownGreeting(String provider, String version, Map<String, String> keys) {

	/** While there is no connection. */
	static final ShownGreeting NONE = new ShownGreeting("", "", Map.of());

	private static final int KEYS = 32;

	static ShownGreeting of(Map<String, String> keys) {
		Map<String, String> shown = new TreeMap<>();
		keys.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.limit(KEYS)
			.forEach((entry) -> shown.put(Values.display(entry.getKey()), Values.display(entry.getValue())));
		String provider = Values.display(keys.getOrDefault("provider", ""));
		int hyphen = provider.indexOf('-');
		return new ShownGreeting(provider, (hyphen >= 0) ? provider.substring(hyphen + 1) : "",
				Collections.unmodifiableMap(shown));
	}

}

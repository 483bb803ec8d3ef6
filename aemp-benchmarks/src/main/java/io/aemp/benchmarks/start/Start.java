package io.aemp.benchmarks.start;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One start of an application.
 *
 * @param ready milliseconds from the start of the process to
 * {@code ApplicationReadyEvent}
 * @param joined the same until the node has joined, or {@link #ready} without a network
 * @param heap megabytes in use after garbage collections
 */
public record Start(double ready, double joined, double heap) {

	String format() {
		return String.format(Locale.ROOT, "ready=%.1f joined=%.1f heap=%.3f", this.ready, this.joined, this.heap);
	}

	static Start parse(String line) {
		Map<String, Double> values = new TreeMap<>();
		for (String pair : line.strip().split(" ")) {
			String[] parts = pair.split("=", 2);
			values.put(parts[0], Double.valueOf(parts[1]));
		}
		return new Start(values.getOrDefault("ready", Double.NaN), values.getOrDefault("joined", Double.NaN),
				values.getOrDefault("heap", Double.NaN));
	}

}

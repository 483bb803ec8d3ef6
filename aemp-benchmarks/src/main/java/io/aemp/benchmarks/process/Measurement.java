package io.aemp.benchmarks.process;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one run of one workload gave.
 *
 * @param values by what was measured
 */
public record Measurement(Map<Metric, Double> values) {

	public Measurement {
		values = Map.copyOf(values);
	}

	static Measurement of(Metric metric, double value) {
		return new Measurement(Map.of(metric, value));
	}

	Measurement and(Metric metric, double value) {
		Map<Metric, Double> all = new EnumMap<>(Metric.class);
		all.putAll(this.values);
		all.put(metric, value);
		return new Measurement(all);
	}

	/**
	 * Writes it in one line, see {@link Subject}.
	 * @return names and numbers
	 */
	public String format() {
		return this.values.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> entry.getKey().name().toLowerCase(Locale.ROOT) + "=" + entry.getValue())
			.collect(Collectors.joining(" "));
	}

	/**
	 * Reads what {@link #format} wrote.
	 * @param line names and numbers
	 * @return the measurement
	 */
	public static Measurement parse(String line) {
		Map<Metric, Double> values = new EnumMap<>(Metric.class);
		for (String pair : line.strip().split(" ")) {
			int equals = pair.indexOf('=');
			values.put(Metric.valueOf(pair.substring(0, equals).toUpperCase(Locale.ROOT)),
					Double.parseDouble(pair.substring(equals + 1)));
		}
		return new Measurement(values);
	}

}

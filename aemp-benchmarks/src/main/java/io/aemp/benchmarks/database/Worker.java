package io.aemp.benchmarks.database;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The process of a scenario: prints {@code RESULT FIGURE=number,number,... ...}. */
final class Worker {

	private Worker() {
	}

	/**
	 * Plays a scenario.
	 * @param arguments its name, and how often
	 */
	public static void main(String[] arguments) {
		int status = 0;
		try {
			System.out.println("RESULT " + format(play(Scenario.of(arguments[0]), Integer.parseInt(arguments[1]), 1)));
		}
		catch (Exception | Error ex) {
			ex.printStackTrace();
			status = 1;
		}
		Runtime.getRuntime().halt(status);
	}

	/** The values of all rounds, by figure. */
	static Map<Figure, List<Double>> play(Scenario scenario, int rounds, double size) throws Exception {
		Map<Figure, List<Double>> values = new EnumMap<>(Figure.class);
		for (int i = 0; i < rounds; i++) {
			scenario.run(size).forEach((figure, value) -> values.merge(figure, List.of(value), Worker::both));
		}
		return values;
	}

	private static List<Double> both(List<Double> first, List<Double> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	static String format(Map<Figure, List<Double>> values) {
		return values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "="
					+ entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(",")))
			.collect(Collectors.joining(" "));
	}

	static Map<Figure, List<Double>> parse(String line) {
		Map<Figure, List<Double>> values = new EnumMap<>(Figure.class);
		for (String one : line.strip().split(" ")) {
			String[] parts = one.split("=", 2);
			values.put(Figure.valueOf(parts[0]), List.of(parts[1].split(",")).stream().map(Double::valueOf).toList());
		}
		return values;
	}

}

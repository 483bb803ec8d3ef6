package io.aemp.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown, aligned so that it can be read on a console too. */
public final class Grid {

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * Begins a table.
	 * @param titles the titles of its columns
	 */
	public Grid(List<String> titles) {
		this.rows.add(List.copyOf(titles));
	}

	/**
	 * Adds a row.
	 * @param row its cells
	 */
	public void add(List<String> row) {
		this.rows.add(List.copyOf(row));
	}

	/**
	 * Writes it.
	 * @return lines
	 */
	public String format() {
		int[] widths = IntStream.range(0, this.rows.get(0).size())
			.map((column) -> this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElseThrow())
			.toArray();
		List<String> lines = new ArrayList<>(this.rows.stream().map((row) -> line(row, widths)).toList());
		lines.add(1,
				IntStream.of(widths)
					.mapToObj((width) -> "-".repeat(width + 2))
					.collect(Collectors.joining("|", "|", "|")));
		return String.join("\n", lines) + "\n";
	}

	private static String line(List<String> row, int[] widths) {
		return IntStream.range(0, widths.length)
			.mapToObj((column) -> " " + row.get(column) + " ".repeat(widths[column] - row.get(column).length()) + " ")
			.collect(Collectors.joining("|", "|", "|"));
	}

}

package io.aemp.benchmarks.report;

import java.util.List;

import io.aemp.benchmarks.process.Metric;

/**
 * A part of a chart whose bars share a scale.
 *
 * @param title what is shown
 * @param metric its unit
 * @param groups the bars
 */
record Panel(String title, Metric metric, List<Group> groups) {

	private static final int TITLE = 44;

	private static final int GROUP_TITLE = 24;

	private static final int BAR = 11;

	private static final int STEP = 16;

	private static final int NAMES = 255;

	/** Room for the figure at the end of the longest bar. */
	private static final int FIGURES = 115;

	private static final double MARGIN_OF_SCALE = 0.7;

	/** How high it is. */
	int height() {
		return TITLE + this.groups.stream().mapToInt((group) -> GROUP_TITLE + group.bars.size() * STEP).sum();
	}

	String draw(double x, double top, double width) {
		Scale scale = new Scale(x + NAMES, width - NAMES - FIGURES, lowest(), highest());
		StringBuilder svg = new StringBuilder(Svg.text("panel", x, top + 12, this.title));
		for (double value = scale.first(); value <= scale.last() * 1.001; value *= 10) {
			double at = scale.position(value);
			svg.append(Svg.text("tick", at, top + 32, Figures.of(this.metric, value).replaceFirst("\\.0+(?= |$)", "")));
			svg.append(Svg.path("grid", Svg.format("M%.1f %.1fV%.1f", at, top + 38, top + height())));
		}
		double y = top + TITLE;
		for (Group group : this.groups) {
			svg.append(Svg.text("group", x, y + 15, group.title));
			y += GROUP_TITLE;
			for (Bar bar : group.bars) {
				svg.append(draw(bar, scale, x, y));
				y += STEP;
			}
		}
		return svg.toString();
	}

	private static String draw(Bar bar, Scale scale, double x, double y) {
		double end = scale.position(bar.value);
		double tip = Math.max(end, scale.position(bar.whisker));
		String svg = Svg.text("name " + bar.style, x + NAMES - 8, y + BAR - 1, bar.name)
				+ Svg.bar(bar.style, x + NAMES, y, end - x - NAMES, BAR)
				+ Svg.text(bar.style, tip + 6, y + BAR - 1, bar.figure);
		double middle = y + BAR / 2.0;
		return (tip > end)
				? svg + Svg.path("whisker",
						Svg.format("M%.1f %.1fH%.1fM%.1f %.1fV%.1f", end, middle, tip, tip, middle - 3, middle + 3))
				: svg;
	}

	private double lowest() {
		return this.groups.stream().flatMap((group) -> group.bars.stream()).mapToDouble(Bar::value).min().orElseThrow()
				* MARGIN_OF_SCALE;
	}

	private double highest() {
		return this.groups.stream()
			.flatMap((group) -> group.bars.stream())
			.mapToDouble((bar) -> Math.max(bar.value, bar.whisker))
			.max()
			.orElseThrow();
	}

	/**
	 * Bars that belong together.
	 *
	 * @param title what they measure
	 * @param bars the bars
	 */
	record Group(String title, List<Bar> bars) {

	}

	/**
	 * A bar.
	 *
	 * @param name what is measured
	 * @param style the class of its colour
	 * @param value its length
	 * @param whisker how far a line goes on from its end
	 * @param figure the value for people
	 */
	record Bar(String name, String style, double value, double whisker, String figure) {

	}

	/** A logarithmic scale, which begins with a power of ten. */
	private record Scale(double left, double width, double first, double last) {

		private Scale {
			first = Math.pow(10, Math.floor(Math.log10(first)));
		}

		double position(double value) {
			return this.left + this.width * Math.log10(value / this.first) / Math.log10(this.last / this.first);
		}

	}

}

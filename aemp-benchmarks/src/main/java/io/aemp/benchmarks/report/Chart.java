package io.aemp.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Workload;

/**
 * Results as SVG: a panel for each unit, with bars in groups by workload. The scales are
 * logarithmic, since the systems differ by powers of ten. Follows the colours, light or
 * dark, of whoever looks at it.
 */
public final class Chart {

	private static final int WIDTH = 960;

	private static final int MARGIN = 24;

	private static final int HEADER = 74;

	private static final int GAP = 28;

	private static final String STYLE = """
			:root { --page: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d8dee4;
				--ours: #0969da; --yardstick: #1f2328; --peer: #9aa4af; }
			@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #30363d;
				--ours: #4493f8; --yardstick: #e6edf3; --peer: #656c76; } }
			text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink); }
			.page { fill: var(--page); }
			.title { font-size: 18px; font-weight: 600; }
			.panel { font-size: 14px; font-weight: 600; }
			.group { font-weight: 600; }
			.soft, .tick { fill: var(--soft); }
			.tick { font-size: 11px; text-anchor: middle; }
			.name { text-anchor: end; }
			.grid { stroke: var(--line); }
			.whisker { stroke: var(--ink); stroke-width: 1.5; fill: none; }
			rect.ours { fill: var(--ours); } rect.yardstick { fill: var(--yardstick); } rect.peer { fill: var(--peer); }
			text.ours { fill: var(--ours); font-weight: 600; }
			""";

	private Chart() {
	}

	/**
	 * Draws results.
	 * @param results the results
	 * @return an SVG document
	 */
	public static String draw(Results results) {
		List<Panel> panels = panels(results);
		StringBuilder body = new StringBuilder();
		int y = HEADER;
		for (Panel panel : panels) {
			body.append(panel.draw(MARGIN, y, WIDTH - 2 * MARGIN));
			y += panel.height() + GAP;
		}
		Machine machine = results.machine();
		return String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" aria-label="%s">
				<style>
				%s</style>
				<rect class="page" width="%d" height="%d"/>
				<text class="title" x="%d" y="34">How fast it is</text>
				<text class="soft" x="%d" y="54">%s</text>
				%s</svg>
				""", WIDTH, y, WIDTH, "Measurements of several systems for messages, as bars", STYLE, WIDTH, y, MARGIN,
				MARGIN, Svg.escape(subtitle(machine)), body);
	}

	private static String subtitle(Machine machine) {
		return "Medians. Both processes on one machine with " + machine.cores() + " cores, loopback, JDK "
				+ machine.jdk() + ", " + machine.memory() + ". Logarithmic scales.";
	}

	private static List<Panel> panels(Results results) {
		List<Panel> panels = new ArrayList<>();
		panel(results, Metric.RATE, "Per second: longer is better", Optional.empty()).ifPresent(panels::add);
		panel(results, Metric.P50, "Time, median with a line to the 99th percentile: shorter is better",
				Optional.of(Metric.P99))
			.ifPresent(panels::add);
		panel(results, Metric.BYTES, "Bytes of the heap: shorter is better", Optional.empty()).ifPresent(panels::add);
		return panels;
	}

	private static Optional<Panel> panel(Results results, Metric metric, String title, Optional<Metric> whisker) {
		List<Panel.Group> groups = new ArrayList<>();
		for (Workload workload : results.workloads()) {
			if (!workload.metrics().contains(metric)) {
				continue;
			}
			List<Panel.Bar> bars = results.subjects()
				.stream()
				.flatMap((subject) -> results.find(subject.name(), workload, metric)
					.map((series) -> bar(subject, series,
							whisker.flatMap((end) -> results.find(subject.name(), workload, end))))
					.stream())
				.toList();
			if (!bars.isEmpty()) {
				groups.add(new Panel.Group(workload.title(), bars));
			}
		}
		return groups.isEmpty() ? Optional.empty() : Optional.of(new Panel(title, metric, groups));
	}

	private static Panel.Bar bar(Contestant subject, Series series, Optional<Series> end) {
		String figure = Figures.of(series.metric(), series.median());
		return new Panel.Bar(subject.title(), subject.side().name().toLowerCase(Locale.ROOT), series.median(),
				end.map(Series::median).orElse(series.median()),
				end.map((tip) -> figure + " – " + Figures.of(tip.metric(), tip.median())).orElse(figure));
	}

}

package io.aemp.benchmarks.report;

import java.util.Locale;

/** Pieces of SVG. */
final class Svg {

	private Svg() {
	}

	static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	static String text(String style, double x, double y, String text) {
		return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", style, x, y,
				escape(text));
	}

	static String bar(String style, double x, double y, double width, double height) {
		return String.format(Locale.ROOT,
				"<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\"/>%n", style, x, y,
				width, height);
	}

	static String path(String style, String path) {
		return String.format(Locale.ROOT, "<path class=\"%s\" d=\"%s\"/>%n", style, path);
	}

	static String format(String pattern, Object... values) {
		return String.format(Locale.ROOT, pattern, values);
	}

}

package io.aemp.benchmarks.report;

/**
 * A document with places for what is generated, each between two comments:
 * {@code <!-- NAME -->} and {@code <!-- end of NAME -->}.
 */
public final class Document {

	private Document() {
	}

	/**
	 * Replaces what is at a place.
	 * @param document the text of the document
	 * @param place the name of the place
	 * @param content what is to be there
	 * @return the new text
	 * @throws IllegalArgumentException if there is no such place
	 */
	public static String fill(String document, String place, String content) {
		String begin = "<!-- " + place + " -->";
		String end = "<!-- end of " + place + " -->";
		int from = document.indexOf(begin);
		int to = document.indexOf(end, Math.max(from, 0));
		if (from < 0 || to < 0) {
			throw new IllegalArgumentException("The document has no place for " + place);
		}
		return document.substring(0, from + begin.length()) + "\n" + content.strip() + "\n" + document.substring(to);
	}

}

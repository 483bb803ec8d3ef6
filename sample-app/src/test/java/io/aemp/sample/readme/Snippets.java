package io.aemp.sample.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The fenced blocks of a page.
 *
 * @param page the text of the page
 */
record Snippets(String page) {

	static Snippets ofReadme() {
		try {
			return new Snippets(Files.readString(Path.of("..", "README.md")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The first block of a language. */
	String first(String language) {
		return all(language).get(0);
	}

	List<String> all(String language) {
		return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
			.matcher(this.page)
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

}

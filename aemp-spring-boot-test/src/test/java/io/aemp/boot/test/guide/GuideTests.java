package io.aemp.boot.test.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages show in Java is a part of the tests in the packages below this one, or
 * beside those of streams. The page for Perl users and the README are compiled and run by
 * tests of the sample, as they are.
 */
class GuideTests {

	private static final Path PAGES = Path.of("..", "docs");

	private static final List<Path> TESTS = List.of(Path.of("src/test/java/io/aemp/boot/test/guide"),
			Path.of("../aemp-spring-boot-autoconfigure/src/test/java/io/aemp/boot/stream/guide"));

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

	private static final Pattern INDENTATION = Pattern.compile("(?m)^\\s+");

	private static final String SOURCES = sources();

	@ParameterizedTest
	@MethodSource("pages")
	void everyBlockIsCompiledAndRun(Path page) throws IOException {
		assertThat(blocks(Files.readString(page))).allSatisfy((block) -> assertThat(SOURCES).contains(block));
	}

	static List<Path> pages() throws IOException {
		try (Stream<Path> pages = Files.list(PAGES)) {
			return pages.filter((page) -> page.toString().endsWith(".md") && !page.endsWith("from-perl.md"))
				.sorted()
				.toList();
		}
	}

	private static List<String> blocks(String text) {
		return BLOCK.matcher(text).results().map((block) -> withoutIndentation(block.group(1))).toList();
	}

	private static String sources() {
		return TESTS.stream().flatMap(GuideTests::files).map(GuideTests::read).collect(Collectors.joining());
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return withoutIndentation(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Code has more of it in a class than on a page. */
	private static String withoutIndentation(String text) {
		return INDENTATION.matcher(text).replaceAll("");
	}

}

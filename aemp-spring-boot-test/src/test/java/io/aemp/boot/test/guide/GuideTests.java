package io.aemp.boot.test.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages show is a part of the classes in the packages below this one. */
class GuideTests {

	private static final Pattern CHAPTER = Pattern.compile("(?ms)^## Testing your services$(.*?)(?=^## |^### Mocks)");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

	@Test
	void everyBlockIsCompiledAndRun() throws IOException {
		String chapter = CHAPTER.matcher(page("guide.md")).results().findFirst().orElseThrow().group(1);
		assertThat(blocks(chapter)).hasSize(4).allSatisfy((block) -> assertThat(sources()).contains(block));
	}

	@Test
	void theCircuitBreakerToo() throws IOException {
		assertThat(blocks(page("guide.md"))).filteredOn((block) -> block.contains("CircuitBreaker"))
			.hasSize(1)
			.allSatisfy((block) -> assertThat(sources()).contains(block));
	}

	@ParameterizedTest
	@CsvSource({ "from-pekko.md,2", "from-brokers.md,2", "from-grpc.md,4" })
	void everyBlockOfThePagesForThoseWhoKnowOtherLibrariesToo(String page, int blocks) throws IOException {
		assertThat(blocks(page(page))).hasSize(blocks).allSatisfy((block) -> assertThat(sources()).contains(block));
	}

	private static String page(String name) throws IOException {
		return Files.readString(Path.of("..", "docs", name));
	}

	private static List<String> blocks(String text) {
		return BLOCK.matcher(text).results().map((block) -> block.group(1)).toList();
	}

	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/aemp/boot/test/guide"))) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				sources.append(Files.readString(file));
			}
		}
		return sources.toString();
	}

}

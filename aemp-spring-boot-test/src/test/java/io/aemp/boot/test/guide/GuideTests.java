package io.aemp.boot.test.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the guide shows in its chapter is a part of the classes beside this one. */
class GuideTests {

	private static final Pattern CHAPTER = Pattern.compile("(?ms)^## Testing your services$(.*?)(?=^## |^### Mocks)");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

	@Test
	void everyBlockIsCompiledAndRun() throws IOException {
		String guide = Files.readString(Path.of("..", "docs", "guide.md"));
		String chapter = CHAPTER.matcher(guide).results().findFirst().orElseThrow().group(1);
		List<String> blocks = BLOCK.matcher(chapter).results().map((block) -> block.group(1)).toList();
		assertThat(blocks).hasSize(4);
		String sources = sources();
		assertThat(blocks).allSatisfy((block) -> assertThat(sources).contains(block));
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

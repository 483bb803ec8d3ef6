package io.aemp.sample.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The image scaler of the page for Perl users answers as the one of the sample does. */
class ScalerOfThePageTests {

	private static final Path PAGE = Path.of("..", "docs", "from-perl.md");

	private static final Path SCALER = Path.of("src/main/java/io/aemp/sample/images/ImageScaler.java");

	@Test
	void theBeanOfThePageIsTheBeanOfTheSample() throws IOException {
		String bean = new Snippets(Files.readString(PAGE)).all("java")
			.stream()
			.filter((snippet) -> snippet.contains("class ImageScaler"))
			.findFirst()
			.orElseThrow();
		String method = bean.substring(bean.indexOf("\t@Receive(\"scale\")"), bean.indexOf("\n\t}\n"));
		assertThat(Files.readString(SCALER)).contains(method);
	}

	@Test
	void noAnswerHasATag() throws IOException {
		assertThat(Files.readString(PAGE)).doesNotContain("\"scaled\"").doesNotContain("scaled =>");
	}

}

package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages show can be copied, and their links lead somewhere. */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(#[^)\\s]*)?\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

	@TestFactory
	Stream<DynamicTest> everyConfigurationBinds() {
		return tests((page) -> blocks(page, "properties")
			.forEach((block) -> bind(new PropertiesPropertySourceLoader(), block)));
	}

	@TestFactory
	Stream<DynamicTest> everyYamlBinds() {
		return tests((page) -> blocks(page, "ya?ml").forEach((block) -> bind(new YamlPropertySourceLoader(), block)));
	}

	@TestFactory
	Stream<DynamicTest> everyLinkLeadsSomewhere() {
		return tests((page) -> LINK.matcher(withoutBlocks(page)).results().forEach((link) -> follow(page, link)));
	}

	private static Stream<DynamicTest> tests(Consumer<Path> test) {
		return pages().stream()
			.map((page) -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> test.accept(page)));
	}

	private static void bind(PropertySourceLoader loader, String block) {
		new ApplicationContextRunner().withUserConfiguration(Properties.class)
			.withPropertyValues("AEMP_SECRET=from outside")
			.withInitializer(
					(context) -> load(loader, block).forEach(context.getEnvironment().getPropertySources()::addLast))
			.run((context) -> assertThat(context).as(block).hasNotFailed());
	}

	private static List<PropertySource<?>> load(PropertySourceLoader loader, String block) {
		try {
			return loader.load("snippet", new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void follow(Path page, MatchResult link) {
		Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
		assertThat(target).exists();
		if (link.group(2) != null) {
			assertThat(anchors(target)).as(link.group()).contains(link.group(2).substring(1));
		}
	}

	/** As the usual viewers make them from headings. */
	private static Set<String> anchors(Path page) {
		return HEADING.matcher(withoutBlocks(page))
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	private static List<String> blocks(Path page, String language) {
		return FENCE.matcher(read(page))
			.results()
			.filter((block) -> block.group(1).matches(language))
			.map((block) -> block.group(2))
			.toList();
	}

	private static String withoutBlocks(Path page) {
		return FENCE.matcher(read(page)).replaceAll("");
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> pages() {
		List<Path> pages = new ArrayList<>();
		for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
			try (Stream<Path> files = Files.list(folder)) {
				files.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return pages;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(AempProperties.class)
	static class Properties {

	}

}

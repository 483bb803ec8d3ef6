package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property is described, for tools and in the reference. The rows there are made of
 * what tools show; by hand are their order, and where they lead: "See" and links.
 */
class MetadataTests {

	/** Set, as a system property of the build, it has the rows written anew. */
	private static final String WRITE = "aemp.reference.write";

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final Path REFERENCE = Path.of("../docs/reference.md");

	private static final Pattern ROW = Pattern
		.compile("\\| `(?<name>aemp\\.[^`]+)` \\| [^|]* \\| (?<default>[^|]*) \\| .*?(?<links>(?: See \\[.*)?) \\|");

	/** Maps, whose groups have rows of their own. */
	private static final Set<String> MAPS = Set.of("aemp.client", "aemp.profiles");

	/** Their defaults depend on something, which the reference says in words. */
	private static final Set<String> VARYING = Set.of("aemp.node-id", "aemp.profile");

	@TestFactory
	Stream<DynamicTest> everyPropertyIsDescribed() throws IOException {
		String reference = Files.readString(REFERENCE);
		return properties().values().stream().map((property) -> DynamicTest.dynamicTest(name(property), () -> {
			assertThat(property.path("description").asString("")).as("description").matches("[A-Z](?s:.*)\\.");
			assertThat(reference).as("the reference")
				.contains("| `" + name(property) + (MAPS.contains(name(property)) ? ".NAME.*" : "") + "` |");
		}));
	}

	@TestFactory
	Stream<DynamicTest> everyPropertyOfAGroupOfClients() throws IOException {
		String reference = Files.readString(REFERENCE);
		return Stream.of(ClientProperties.class.getRecordComponents()).map((component) -> {
			String name = "aemp.client.GROUP." + DataObjectPropertyName.toDashedForm(component.getName());
			return DynamicTest.dynamicTest(name, () -> assertThat(reference).contains("| `" + name + "` |"));
		});
	}

	@Test
	void theReferenceSaysTheSame() throws IOException {
		Map<String, JsonNode> properties = properties();
		List<String> generated = Files.readAllLines(REFERENCE).stream().map((line) -> line(line, properties)).toList();
		if (System.getProperty(WRITE) != null) {
			Files.write(REFERENCE, generated);
		}
		assertThat(Files.readAllLines(REFERENCE)).as("docs/reference.md, which -D" + WRITE + " writes anew")
			.isEqualTo(generated);
	}

	private static String line(String line, Map<String, JsonNode> properties) {
		Matcher row = ROW.matcher(line);
		JsonNode property = row.matches() ? properties.get(row.group("name")) : null;
		if (property == null) {
			return line;
		}
		String name = name(property);
		return "| `" + name + "` | " + type(property.get("type").asString()) + " | "
				+ (VARYING.contains(name) ? row.group("default") : defaultValue(property)) + " | "
				+ description(property) + row.group("links") + " |";
	}

	/** The page says once what holds for all times and sizes. */
	private static String description(JsonNode property) {
		return property.get("description")
			.asString()
			.replaceAll(" In (seconds|bytes), if no unit is given\\.", "")
			.replaceAll("'([^']+)'", "`$1`");
	}

	/** What one writes, which is not always what the program gets. */
	private static String type(String type) {
		String raw = type.replaceAll("<.*", "");
		Class<?> resolved = ClassUtils.resolveClassName(raw, MetadataTests.class.getClassLoader());
		if (resolved.isEnum()) {
			return Stream.of(resolved.getEnumConstants())
				.map((constant) -> "`" + constant.toString().toLowerCase(Locale.ROOT) + "`")
				.collect(Collectors.joining(", "));
		}
		return switch (resolved.getSimpleName()) {
			case "Boolean", "Duration", "Map" -> resolved.getSimpleName().toLowerCase(Locale.ROOT);
			case "DataSize" -> "size";
			case "Integer" -> "number";
			case "List", "Set" -> "list";
			default -> "text";
		};
	}

	private static String defaultValue(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		String text = value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
				: value.asString("");
		return text.isEmpty() ? "none" : "`" + text + "`";
	}

	private static String name(JsonNode property) {
		return property.get("name").asString();
	}

	private static Map<String, JsonNode> properties() throws IOException {
		try (InputStream metadata = AempProperties.class.getClassLoader().getResourceAsStream(METADATA)) {
			return JsonMapper.builder()
				.build()
				.readTree(metadata)
				.get("properties")
				.valueStream()
				.filter((property) -> name(property).startsWith("aemp."))
				.collect(Collectors.toMap(MetadataTests::name, (property) -> property));
		}
	}

}

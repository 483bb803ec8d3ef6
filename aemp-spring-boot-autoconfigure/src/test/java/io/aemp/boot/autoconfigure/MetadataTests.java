package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Every property is described, for tools and in the reference, with its default. */
class MetadataTests {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final Path REFERENCE = Path.of("../docs/reference.md");

	/** Their defaults depend on something. */
	private static final Set<String> VARYING = Set.of("aemp.node-id", "aemp.profile");

	@TestFactory
	Stream<DynamicTest> everyPropertyIsDescribed() throws IOException {
		Map<String, String> reference = reference();
		return properties().stream()
			.map((property) -> DynamicTest.dynamicTest(name(property), () -> check(property, reference)));
	}

	private static void check(JsonNode property, Map<String, String> reference) {
		assertThat(property.path("description").asString("")).as("description").matches("[A-Z](?s:.*)\\.");
		String name = name(property);
		assertThat(reference).as("the reference").containsKey(name);
		if (!VARYING.contains(name)) {
			assertThat(reference.get(name).replace("`", "")).as("the default in the reference")
				.isEqualTo(defaultValue(property));
		}
	}

	private static String name(JsonNode property) {
		return property.get("name").asString();
	}

	private static String defaultValue(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
				: value.asString("none");
	}

	private static List<JsonNode> properties() throws IOException {
		try (InputStream metadata = AempProperties.class.getClassLoader().getResourceAsStream(METADATA)) {
			return JsonMapper.builder()
				.build()
				.readTree(metadata)
				.get("properties")
				.valueStream()
				.filter((property) -> name(property).startsWith("aemp."))
				.toList();
		}
	}

	/** Defaults by the names of properties. */
	private static Map<String, String> reference() throws IOException {
		return Files.readAllLines(REFERENCE)
			.stream()
			.filter((line) -> line.startsWith("| `aemp."))
			.map((line) -> line.split(" *\\| *"))
			.collect(
					Collectors.toMap((cells) -> cells[1].replace("`", "").replace(".NAME.*", ""), (cells) -> cells[2]));
	}

}

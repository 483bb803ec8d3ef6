package io.aemp.boot.test;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.aemp.profile.JsonText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every property is described, for tools and in the reference, with its default. */
class MetadataTests {

	@Test
	void everyPropertyIsDescribed() throws Exception {
		String reference = Files.readString(Path.of("..", "docs", "reference.md"));
		List<Map<String, Object>> properties = properties();
		assertThat(properties).hasSize(5).allSatisfy((property) -> {
			assertThat(property.get("description")).asString().matches("[A-Z](?s:.*)\\.");
			assertThat(reference.replace("`", ""))
				.contains("| " + property.get("name") + " | " + property.get("defaultValue") + " |");
		});
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> properties() throws Exception {
		List<Map<String, Object>> all = new ArrayList<>();
		for (URL url : Collections
			.list(MetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			String json = new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8);
			if (json.contains("\"aemp-test.")) {
				all.addAll((List<Map<String, Object>>) ((Map<String, Object>) JsonText.read(json)).get("properties"));
			}
		}
		return all;
	}

}

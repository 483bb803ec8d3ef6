package io.aemp.sample.readme;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;

/** The build files of the README name what this build makes, and what it is made with. */
class BuildFileTests {

	private final XPath xpath = XPathFactory.newInstance().newXPath();

	@Test
	void mavenNamesThePresentVersions() throws Exception {
		Document pom = parse(Snippets.ofReadme().first("xml"));
		assertThat(text(pom, "/project/parent/version")).isEqualTo(SpringBootVersion.getVersion());
		assertThat(text(pom, "/project/dependencyManagement/dependencies/dependency[artifactId='aemp-bom']/version"))
			.isEqualTo(version());
		assertThat(text(pom, "//dependency[artifactId='aemp-spring-boot-starter']/groupId")).isEqualTo("io.aemp");
		assertThat(text(pom, "//dependency[artifactId='aemp-spring-boot-starter-test']/scope")).isEqualTo("test");
		assertThat(text(pom, "//Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
	}

	@Test
	void gradleNamesThePresentVersions() throws Exception {
		assertThat(Snippets.ofReadme().first("kotlin")).contains(
				"id(\"org.springframework.boot\") version \"" + SpringBootVersion.getVersion() + "\"",
				"platform(\"org.springframework.boot:spring-boot-dependencies:" + SpringBootVersion.getVersion()
						+ "\")",
				"platform(\"io.aemp:aemp-bom:" + version() + "\")",
				"implementation(\"io.aemp:aemp-spring-boot-starter\")",
				"testImplementation(\"io.aemp:aemp-spring-boot-starter-test\")");
	}

	private String version() throws Exception {
		return text(parse(Files.readString(Path.of("..", "pom.xml"))), "/project/version");
	}

	private String text(Document document, String path) throws Exception {
		return this.xpath.evaluate(path, document);
	}

	private static Document parse(String xml) throws Exception {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
	}

}

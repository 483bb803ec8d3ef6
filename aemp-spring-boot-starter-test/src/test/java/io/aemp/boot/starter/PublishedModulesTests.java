package io.aemp.boot.starter;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/** What is published: the built jars, and the bill of materials. */
class PublishedModulesTests {

	private static final String VERSION = System.getProperty("project.version");

	/** Names of artifacts, and of the modules that they are on a module path. */
	private static final Map<String, String> MODULES = Map.of("aemp-core", "io.aemp", "aemp-simulation",
			"io.aemp.simulation", "aemp-spring-boot-autoconfigure", "io.aemp.boot.autoconfigure",
			"aemp-spring-boot-starter", "io.aemp.boot.starter", "aemp-spring-boot-test", "io.aemp.boot.test",
			"aemp-spring-boot-starter-test", "io.aemp.boot.starter.test");

	/** Published too, but not to depend on. */
	private static final Set<String> PROGRAMS = Set.of("aemp-cli");

	@Test
	void jarsSayWhichModulesTheyAre() {
		ModuleFinder jars = ModuleFinder.of(jars());
		assertThat(jars.findAll()).extracting(ModuleReference::descriptor)
			.allMatch(ModuleDescriptor::isAutomatic)
			.extracting(ModuleDescriptor::name)
			.containsExactlyInAnyOrderElementsOf(MODULES.values());
	}

	@Test
	void jarsHaveNoPackageInCommon() {
		Configuration modules = ModuleLayer.boot()
			.configuration()
			.resolve(ModuleFinder.of(jars()), ModuleFinder.of(), MODULES.values());
		assertThat(modules.modules()).hasSameSizeAs(MODULES.values());
	}

	@Test
	void bomListsWhatIsPublished() throws Exception {
		Element bom = parse(Path.of("..", "aemp-bom", "pom.xml"));
		Element managed = (Element) bom.getElementsByTagName("dependencyManagement").item(0);
		assertThat(texts(managed, "artifactId")).containsExactlyInAnyOrderElementsOf(MODULES.keySet());
		assertThat(texts(managed, "version").distinct()).containsExactly("${project.version}");
		assertThat(texts(bom, "version").findFirst()).contains(VERSION);
	}

	@Test
	void whatIsDeployedIsPublished() throws Exception {
		List<String> modules = texts(parse(Path.of("..", "pom.xml")), "module").toList();
		assertThat(modules).contains("aemp-bom").hasSizeGreaterThan(MODULES.size());
		for (String module : modules) {
			Element pom = parse(Path.of("..", module, "pom.xml"));
			boolean deployed = texts(pom, "maven.deploy.skip").noneMatch("true"::equals);
			assertThat(deployed).as(module)
				.isEqualTo(module.equals("aemp-bom") || MODULES.containsKey(module) || PROGRAMS.contains(module));
		}
	}

	/**
	 * Those of the other modules are on the class path, while this one has its classes
	 * there.
	 */
	private static Path[] jars() {
		Stream<Path> others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> path.getFileName().toString().startsWith("aemp-"));
		Path own = Path.of("target", "aemp-spring-boot-starter-test-" + VERSION + ".jar");
		return Stream.concat(others, Stream.of(own)).toArray(Path[]::new);
	}

	private static Element parse(Path pom) throws Exception {
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
	}

	private static Stream<String> texts(Element parent, String name) {
		NodeList elements = parent.getElementsByTagName(name);
		return IntStream.range(0, elements.getLength()).mapToObj((i) -> elements.item(i).getTextContent());
	}

}

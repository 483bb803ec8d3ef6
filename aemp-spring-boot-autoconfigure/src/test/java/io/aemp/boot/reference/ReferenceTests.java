package io.aemp.boot.reference;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aemp.FamilyChange;
import io.aemp.PeerEvent;
import io.aemp.annotation.AempPort;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.event.PortDiedEvent;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of the reference about annotations, events and endpoints are made from their
 * classes and Javadoc; by hand are the order of the rows, and where they lead: "See" and
 * links. {@code MetadataTests} does so for properties.
 */
class ReferenceTests {

	/** Set, as a system property of the build, it has the rows written anew. */
	private static final String WRITE = "aemp.reference.write";

	private static final Path REFERENCE = Path.of("../docs/reference.md");

	private static final Pattern ROW = Pattern.compile("\\| `@?(?<name>[^`]+)`.*");

	private static final Pattern ATTRIBUTES = Pattern.compile("Attributes of `@(?<type>\\w+)`.*");

	@Test
	void theTablesSayWhatTheSourceSays() throws IOException {
		Map<String, Map<String, List<String>>> tables = tables();
		Map<String, Collection<String>> missing = new TreeMap<>();
		tables.forEach((table, rows) -> missing.put(table, new ArrayList<>(rows.keySet())));
		List<String> before = Files.readAllLines(REFERENCE);
		List<String> generated = new ArrayList<>();
		String table = "";
		for (String line : before) {
			Matcher row = ROW.matcher(line);
			if (row.matches() && tables.containsKey(table)) {
				List<String> cells = tables.get(table).get(row.group("name"));
				assertThat(cells).as("'%s' in the table of %s: is there such a one?", row.group("name"), table)
					.isNotNull();
				missing.get(table).remove(row.group("name"));
				generated.add(ReferenceTables.row(cells, line));
				continue;
			}
			table = title(line, table);
			generated.add(line);
		}
		assertThat(missing).as("what has no row").allSatisfy((title, rows) -> assertThat(rows).as(title).isEmpty());
		if (System.getProperty(WRITE) != null) {
			Files.write(REFERENCE, generated);
		}
		assertThat(Files.readAllLines(REFERENCE)).as("docs/reference.md, which -D" + WRITE + " writes anew")
			.isEqualTo(generated);
	}

	/**
	 * The table that a line is in: of a section, or of the attributes of an annotation.
	 */
	private static String title(String line, String before) {
		Matcher attributes = ATTRIBUTES.matcher(line);
		if (attributes.matches()) {
			return attributes.group("type");
		}
		if (line.startsWith("#")) {
			return line.replaceFirst("#+ ", "");
		}
		return (line.isEmpty() || line.startsWith("|")) ? before : "";
	}

	@TestFactory
	Stream<DynamicTest> everyConstantOfAnAnnotation() throws IOException {
		String reference = Files.readString(REFERENCE);
		return classesBeside(AempPort.class).filter(Class::isEnum)
			.flatMap((type) -> Stream.of(type.getEnumConstants()))
			.map((constant) -> DynamicTest.dynamicTest(constant.toString(),
					() -> assertThat(reference).contains('`' + constant.toString() + '`')));
	}

	/** All rows by the titles of their tables and what they are about. */
	private static Map<String, Map<String, List<String>>> tables() throws IOException {
		Path own = Path.of("src/main/java/io/aemp");
		ReferenceTables tables = new ReferenceTables(SourceComments.of(own.resolve("annotation"),
				own.resolve("boot/client"), own.resolve("boot/event"), own.resolve("boot/actuate"),
				own.resolve("boot/page"), Path.of("../aemp-core/src/main/java/io/aemp")));
		Map<String, Map<String, List<String>>> result = new LinkedHashMap<>();
		List<Class<?>> annotations = annotations();
		result.put("Annotations", rows(annotations.stream().map(tables::annotation)));
		for (Class<?> annotation : annotations) {
			Method[] attributes = annotation.getDeclaredMethods();
			if (attributes.length > 0) {
				result.put(annotation.getSimpleName(), rows(Stream.of(attributes).map(tables::attribute)));
			}
		}
		result.put("Events", rows(events().map(tables::event)));
		result.put("Actuator", rows(endpoints().map((type) -> tables.endpoint(endpointId(type), type))));
		return result;
	}

	private static Map<String, List<String>> rows(Stream<List<String>> rows) {
		return rows.collect(Collectors.toMap((cells) -> cells.get(0).replaceAll("[`@]", ""), (cells) -> cells));
	}

	private static List<Class<?>> annotations() {
		return Stream
			.concat(classesBeside(AempPort.class).filter(Class::isAnnotation), Stream.of(ImportAempClients.class))
			.toList();
	}

	private static Stream<Class<?>> events() {
		return Stream.concat(classesBeside(PortDiedEvent.class),
				Stream.concat(Stream.of(FamilyChange.class), Stream.of(PeerEvent.class.getPermittedSubclasses())));
	}

	private static Stream<Class<?>> endpoints() {
		return Stream.of("io/aemp/boot/actuate", "io/aemp/boot/page")
			.flatMap(ReferenceTests::classes)
			.filter((type) -> AnnotatedElementUtils.hasAnnotation(type, Endpoint.class));
	}

	private static String endpointId(Class<?> type) {
		return AnnotatedElementUtils.getMergedAnnotation(type, Endpoint.class).id();
	}

	private static Stream<Class<?>> classesBeside(Class<?> type) {
		return classes(ClassUtils.classPackageAsResourcePath(type));
	}

	private static Stream<Class<?>> classes(String room) {
		try {
			return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath*:" + room + "/*.class"))
				.map(Resource::getFilename)
				.filter((file) -> !file.contains("package-info") && !file.contains("Tests"))
				.map((file) -> ClassUtils.resolveClassName(
						room.replace('/', '.') + '.' + file.substring(0, file.length() - ".class".length()),
						ReferenceTests.class.getClassLoader()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aemp.FamilyChange;
import io.aemp.PeerEvent;
import io.aemp.annotation.AempPort;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.event.PortDiedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference has each annotation with its attributes and their defaults, each event,
 * and each endpoint with its parameters. {@link MetadataTests} does so for properties.
 */
class ReferenceTests {

	private static final Path REFERENCE = Path.of("../docs/reference.md");

	@TestFactory
	Stream<DynamicTest> everyAnnotation() throws IOException {
		String section = section("Annotations");
		return Stream
			.concat(classesBeside(AempPort.class).filter(Class::isAnnotation), Stream.of(ImportAempClients.class))
			.map((type) -> DynamicTest.dynamicTest(type.getSimpleName(), () -> checkAnnotation(section, type)));
	}

	private static void checkAnnotation(String section, Class<?> type) {
		assertThat(rows(section)).as("the table of annotations").containsKey('@' + type.getSimpleName());
		List<Method> attributes = Stream.of(type.getDeclaredMethods()).toList();
		if (attributes.isEmpty()) {
			return;
		}
		Map<String, String> table = rows(tableBehind(section, "Attributes of `@" + type.getSimpleName() + "`"));
		assertThat(table).as("attributes")
			.containsOnlyKeys(attributes.stream().map(Method::getName).toArray(String[]::new));
		attributes.forEach((attribute) -> assertThat(table.get(attribute.getName()).replace("`", ""))
			.as("the default of " + attribute.getName())
			.startsWith(defaultOf(attribute.getDefaultValue())));
	}

	/** An empty text or list stands for what the table says in words. */
	private static String defaultOf(@Nullable Object value) {
		if (value == null) {
			return "required";
		}
		if (value instanceof Object[]) {
			return "none";
		}
		return (value instanceof Annotation annotation) ? '@' + annotation.annotationType().getSimpleName()
				: value.toString();
	}

	@TestFactory
	Stream<DynamicTest> everyConstantOfAnAnnotation() throws IOException {
		String section = section("Annotations");
		return classesBeside(AempPort.class).filter(Class::isEnum)
			.flatMap((type) -> Stream.of(type.getEnumConstants()))
			.map((constant) -> DynamicTest.dynamicTest(constant.toString(),
					() -> assertThat(section).contains('`' + constant.toString() + '`')));
	}

	@TestFactory
	Stream<DynamicTest> everyEvent() throws IOException {
		String section = section("Events");
		return Stream
			.concat(classesBeside(PortDiedEvent.class),
					Stream.concat(Stream.of(FamilyChange.class), Stream.of(PeerEvent.class.getPermittedSubclasses())))
			.map((event) -> event.getName().replaceAll(".*\\.", "").replace('$', '.'))
			.map((event) -> DynamicTest.dynamicTest(event, () -> assertThat(section).contains('`' + event + '`')));
	}

	@TestFactory
	Stream<DynamicTest> everyEndpoint() throws IOException {
		String section = section("Actuator");
		return classes("io/aemp/boot/actuate")
			.filter((type) -> AnnotatedElementUtils.hasAnnotation(type, Endpoint.class))
			.map((type) -> DynamicTest.dynamicTest(type.getSimpleName(), () -> checkEndpoint(section, type)));
	}

	private static void checkEndpoint(String section, Class<?> type) {
		Endpoint endpoint = AnnotatedElementUtils.findMergedAnnotation(type, Endpoint.class);
		assertThat(endpoint).isNotNull();
		assertThat(rows(section).keySet()).as("the table of endpoints")
			.anyMatch((row) -> row.matches(endpoint.id() + "(/.*)?"));
		Stream.of(type.getDeclaredMethods())
			.filter(ReferenceTests::isOperation)
			.flatMap((operation) -> Stream.of(operation.getParameters()))
			.filter((parameter) -> !parameter.isAnnotationPresent(Selector.class)
					&& parameter.getType() != SecurityContext.class)
			.map(Parameter::getName)
			.forEach((name) -> assertThat(Pattern.compile("`[^`]*\\b" + name + "\\b[^`]*`").matcher(section).find())
				.as("the parameter " + name)
				.isTrue());
	}

	private static boolean isOperation(Method method) {
		return Stream.of(ReadOperation.class, WriteOperation.class, DeleteOperation.class)
			.anyMatch(method::isAnnotationPresent);
	}

	private static String section(String title) throws IOException {
		Matcher section = Pattern.compile("(?ms)^## " + title + "$.*?(?=^## |\\z)")
			.matcher(Files.readString(REFERENCE));
		assertThat(section.find()).as(title).isTrue();
		return section.group();
	}

	private static String tableBehind(String section, String title) {
		assertThat(section).contains(title);
		String rest = section.substring(section.indexOf(title));
		int table = rest.indexOf("\n|");
		int end = rest.indexOf("\n\n", table);
		return (end < 0) ? rest.substring(table) : rest.substring(table, end);
	}

	/** The second cells of all rows by the first ones. */
	private static Map<String, String> rows(String text) {
		return text.lines()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split(" *\\| *"))
			.collect(Collectors.toMap((cells) -> cells[1].replace("`", ""), (cells) -> cells[2],
					(first, second) -> first));
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

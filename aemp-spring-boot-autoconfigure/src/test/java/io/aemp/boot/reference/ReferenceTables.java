package io.aemp.boot.reference;

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Makes the rows of the reference about annotations, events and endpoints from the
 * classes and from what their source says.
 */
final class ReferenceTables {

	/** What a {@code @return} says about the value that stands for another default. */
	private static final Pattern DEFAULT = Pattern.compile("; (?<value>empty|0|none) for (?<meaning>.*)");

	private static final Pattern LINKS = Pattern.compile(" See \\[.*(?= \\|$)");

	/** Operations of endpoints by the methods of HTTP. */
	private static final Map<Class<? extends Annotation>, String> OPERATIONS = Map.of(ReadOperation.class, "GET",
			WriteOperation.class, "POST", DeleteOperation.class, "DELETE");

	private final SourceComments comments;

	ReferenceTables(SourceComments comments) {
		this.comments = comments;
	}

	/**
	 * A row about an annotation.
	 * @param type the annotation
	 * @return the annotation, where it stands and what it means
	 */
	List<String> annotation(Class<?> type) {
		return List.of("`@" + type.getSimpleName() + '`', targets(type), this.comments.firstSentence(name(type)));
	}

	private static String targets(Class<?> type) {
		Target target = type.getAnnotation(Target.class);
		if (target.value().length == 0) {
			return "attribute";
		}
		return Stream.of(target.value())
			.filter((element) -> element != ElementType.ANNOTATION_TYPE || target.value().length == 1)
			.map((element) -> switch (element) {
				case TYPE -> "class";
				case ANNOTATION_TYPE -> "annotation";
				default -> element.name().toLowerCase(Locale.ROOT).replace('_', ' ');
			})
			.collect(Collectors.joining(", "));
	}

	/**
	 * A row about an attribute of an annotation.
	 * @param attribute the attribute
	 * @return the attribute, its default and what it means
	 */
	List<String> attribute(Method attribute) {
		String name = name(attribute.getDeclaringClass()) + '.' + attribute.getName();
		return List.of('`' + attribute.getName() + '`', defaultOf(attribute.getDefaultValue(), name),
				this.comments.firstParagraph(name));
	}

	private String defaultOf(@Nullable Object value, String name) {
		if (value == null) {
			return "required";
		}
		Matcher meaning = DEFAULT.matcher(this.comments.result(name));
		boolean told = meaning.find();
		String text = (value instanceof Annotation annotation) ? '@' + annotation.annotationType().getSimpleName()
				: (value instanceof Object[]) ? "" : value.toString();
		if (text.isEmpty()) {
			return told ? meaning.group("meaning") : "none";
		}
		return '`' + text + '`'
				+ ((told && meaning.group("value").equals(text)) ? ", " + meaning.group("meaning") : "");
	}

	/**
	 * A row about an event.
	 * @param type its type
	 * @return the event, and when it comes
	 */
	List<String> event(Class<?> type) {
		return List.of('`' + name(type) + '`', this.comments.firstParagraph(name(type)));
	}

	/**
	 * A row about an endpoint.
	 * @param id its ID
	 * @param type its class
	 * @return the endpoint, its requests and what it does
	 */
	List<String> endpoint(String id, Class<?> type) {
		String requests = Stream.of(type.getDeclaredMethods())
			.flatMap((method) -> OPERATIONS.keySet()
				.stream()
				.filter(method::isAnnotationPresent)
				.map((operation) -> request(OPERATIONS.get(operation), id, method)))
			.sorted(Comparator.comparing((String request) -> request.replace("GET", "A").replace('?', ' ')))
			.collect(Collectors.joining("<br>"));
		return List.of('`' + id + '`', requests, this.comments.firstParagraph(name(type)));
	}

	private static String request(String operation, String id, Method method) {
		String path = parameters(method, true).map((name) -> "/{" + name + '}').collect(Collectors.joining());
		String more = parameters(method, false).collect(Collectors.joining(operation.equals("POST") ? ", " : "&"));
		if (operation.equals("POST")) {
			return "`POST " + id + path + '`' + (more.isEmpty() ? "" : " with `" + more.replace(", ", "`, `") + '`');
		}
		return '`' + operation + ' ' + id + path + (more.isEmpty() ? "" : '?' + more) + '`';
	}

	private static Stream<String> parameters(Method method, boolean selectors) {
		return Stream.of(method.getParameters())
			.filter((parameter) -> parameter.isAnnotationPresent(Selector.class) == selectors
					&& parameter.getType() != SecurityContext.class)
			.map(Parameter::getName);
	}

	/**
	 * Writes a row.
	 * @param cells the cells
	 * @param before the row as it is, whose links at the end are kept
	 * @return the row
	 */
	static String row(List<String> cells, String before) {
		Matcher links = LINKS.matcher(before);
		return "| " + String.join(" | ", cells) + (links.find() ? links.group() : "") + " |";
	}

	private static String name(Class<?> type) {
		return (type.getDeclaringClass() != null) ? name(type.getDeclaringClass()) + '.' + type.getSimpleName()
				: type.getSimpleName();
	}

}

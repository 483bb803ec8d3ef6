package io.aemp.boot.conversion;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * What annotations of Jackson say of a type. Names are understood here, with or without
 * Jackson's mapper; all other annotations are the mapper's.
 */
final class JacksonAnnotations {

	private static final String PACKAGE = "com.fasterxml.jackson.annotation.";

	/** The annotation that all annotations of Jackson have. */
	private static final String MARKER = PACKAGE + "JacksonAnnotation";

	private static final String PROPERTY = PACKAGE + "JsonProperty";

	private static final String TYPE_NAME = PACKAGE + "JsonTypeName";

	private JacksonAnnotations() {
	}

	/** An annotation of a type itself, without those of others. */
	static MergedAnnotation<?> get(Class<?> type, String name) {
		return MergedAnnotations.from(type).get(PACKAGE + name);
	}

	/** Whether a property tells which of several classes an object is of. */
	static boolean tellClass(Class<?> type) {
		return get(type, "JsonTypeInfo").isPresent();
	}

	/** The key of a component: its name, or what the annotation says. */
	static String name(RecordComponent component) {
		Field field = ReflectionUtils.findField(component.getDeclaringRecord(), component.getName());
		// an accessor that is written by hand does not have the component's annotations
		return Stream.concat(Stream.of(component.getAccessor()), Stream.ofNullable(field))
			.map((element) -> MergedAnnotations.from(element).get(PROPERTY).getValue("value", String.class).orElse(""))
			.filter(StringUtils::hasText)
			.findFirst()
			.orElseGet(component::getName);
	}

	/** Whether only the mapper understands all annotations of a record. */
	static boolean areForMapper(Class<?> type) {
		return findForMapper(type) != null;
	}

	/**
	 * Finds an annotation of a record, or of something in it, that only the mapper
	 * understands.
	 * @param type the class of the record
	 * @return the simple name of the first one, {@code null} if there is none
	 */
	static @Nullable String findForMapper(Class<?> type) {
		return Stream
			.of(Stream.of(type), Stream.of(type.getDeclaredFields()), Stream.of(type.getDeclaredMethods()),
					Stream.of(type.getDeclaredConstructors()))
			.flatMap((elements) -> elements)
			.flatMap((element) -> MergedAnnotations.from(element).stream(MARKER))
			.map(MergedAnnotation::getMetaSource)
			.filter((annotation) -> annotation != null && !isName(annotation))
			.map((annotation) -> annotation.getType().getSimpleName())
			.findFirst()
			.orElse(null);
	}

	private static boolean isName(MergedAnnotation<?> annotation) {
		return switch (annotation.getType().getName()) {
			case PROPERTY -> Set.of("value").containsAll(annotation.filterDefaultValues().asMap().keySet());
			case TYPE_NAME -> true;
			default -> false;
		};
	}

}
